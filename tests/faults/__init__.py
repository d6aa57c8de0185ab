"""Servers that are killed, frozen, cut off and filled up, under load, with a ledger of what they said."""
