"""Themes to choose from, and how a CV looks in each."""
