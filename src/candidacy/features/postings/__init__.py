"""Job postings and their requirements."""
