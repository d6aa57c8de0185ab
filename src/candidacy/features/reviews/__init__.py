"""Reviews of CV versions."""
