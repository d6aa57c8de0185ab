"""The audit log: what happened to accounts and workspaces, and who or what decided what."""
