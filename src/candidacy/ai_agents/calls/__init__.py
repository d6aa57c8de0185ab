"""What stands between a call and the provider: gates, circuits, waiting, repair, the ledger."""
