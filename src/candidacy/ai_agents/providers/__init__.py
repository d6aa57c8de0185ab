"""The only modules that import a model vendor's SDK."""
