"""The pytest plugin: database, client, doubles."""
