"""Receipts in the chat: the card of each, its items, who paid and who shares, and what people correct."""
