"""CVs and their versions."""
