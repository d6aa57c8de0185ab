"""Whose things they are: workspaces and memberships."""
