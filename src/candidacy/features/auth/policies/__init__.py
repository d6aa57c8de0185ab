"""What is decided by values alone: passwords, addresses, tokens, settings."""
