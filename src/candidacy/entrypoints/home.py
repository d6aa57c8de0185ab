"""Where everything is kept; apart from the settings so that a command need not load them all."""

import os
from pathlib import Path

import platformdirs


def home_folder() -> Path:
    """CANDIDACY_HOME, or this user's data folder."""
    return Path(os.environ.get("CANDIDACY_HOME") or platformdirs.user_data_path("candidacy", appauthor=False))


def taxonomy_file() -> Path:
    """Where an imported taxonomy lies."""
    return home_folder() / "taxonomy.json"
