"""Models that a workspace or the installation has set up: settings, budget, ledger, versions of prompts."""
