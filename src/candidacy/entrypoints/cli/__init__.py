"""The command line: reading, reviewing and matching without a server, and operating the service."""

from candidacy.entrypoints.cli.main import main

__all__ = ["main"]
