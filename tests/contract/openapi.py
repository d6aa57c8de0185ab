"""What the application says of itself in OpenAPI; its committed form is held by tests/docs."""

from pathlib import Path
from typing import Any

from candidacy.entrypoints.app import create_app
from candidacy.entrypoints.settings import Settings


def document() -> dict[str, Any]:
    """The document of a fresh application; the same for every home and environment."""
    return create_app(Settings(home=Path("/nowhere"))).openapi()
