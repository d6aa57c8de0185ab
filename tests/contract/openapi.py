"""What the application says of itself in OpenAPI; its committed form is held by tests/docs."""

from pathlib import Path
from typing import Any

from candidacy.entrypoints.settings import Settings
from candidacy.testing.application import app_of


def document() -> dict[str, Any]:
    """The document of a fresh application; the same for every home and environment."""
    return app_of(Settings(home=Path("/nowhere"))).openapi()
