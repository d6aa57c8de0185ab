"""The only shared code that knows FastAPI."""
