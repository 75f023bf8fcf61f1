"""The ledger: who paid, who owes whom, to the last cent."""
