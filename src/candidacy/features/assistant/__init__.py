"""Searching everything that a workspace owns, and answering questions from it with citations."""
