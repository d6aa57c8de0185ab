"""The web's edge, and the only shared code that knows FastAPI."""
