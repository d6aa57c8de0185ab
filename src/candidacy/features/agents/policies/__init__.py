"""What may be spent, and what an installation can set."""
