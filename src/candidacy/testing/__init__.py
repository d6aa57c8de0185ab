"""The pytest plugin: database, clock, doubles."""
