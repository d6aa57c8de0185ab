"""What a tailoring remembers between its steps: values of JSON alone."""

import operator
from typing import Annotated, Any, TypedDict


class TailoringState(TypedDict, total=False):
    """``proposed`` and ``revised`` are what the model said; the rest is what the guard made of it."""

    inputs: str
    proposed: list[dict[str, Any]]
    revised: list[dict[str, Any]]
    changes: list[dict[str, Any]]
    refused: list[dict[str, Any]]
    malformed: int
    made: Annotated[list[dict[str, Any]], operator.add]
    degraded: Annotated[list[dict[str, Any]], operator.add]
