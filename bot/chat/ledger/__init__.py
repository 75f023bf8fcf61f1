"""The ledger of a chat: who paid, who owes whom, settling, and what it is saved as."""
