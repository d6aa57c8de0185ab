"""Which tables are ours to compare."""

from typing import Any

FOREIGN = ("procrastinate_", "checkpoint")


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """Leave the tables of libraries out of comparisons: their migrations are SQL of their own."""
    return kind != "table" or name is None or not (name.startswith(FOREIGN) or name == "alembic_version")
