"""Applications: every job that is pursued, from saved to decided, with exactly what was sent."""
