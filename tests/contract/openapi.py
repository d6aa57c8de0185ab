"""The committed OpenAPI document: ``python -m tests.contract.openapi write`` renews it."""

import json
import sys
from pathlib import Path
from typing import Any

from candidacy.entrypoints.app import create_app
from candidacy.entrypoints.settings import Settings

FILE = Path(__file__).parents[2] / "docs" / "reference" / "openapi.json"
RENEW = "python -m tests.contract.openapi write"


def document() -> dict[str, Any]:
    """What the application says of itself; the same for every home and environment."""
    return create_app(Settings(home=Path("/nowhere"))).openapi()


def rendered() -> str:
    return json.dumps(document(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] != ["write"]:
        sys.exit(f"Usage: {RENEW}")
    FILE.write_text(rendered(), encoding="utf-8")
