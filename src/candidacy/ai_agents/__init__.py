"""Agents over language models: a library of its own that knows no database, no web and no feature."""
