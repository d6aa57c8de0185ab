"""Settings, budget, ledger, usage and prompts of models."""
