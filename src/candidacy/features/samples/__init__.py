"""Samples: a workspace to look around in, loaded and removed with one click each."""
