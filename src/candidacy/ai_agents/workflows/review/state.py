"""What a review remembers between its steps: values of JSON alone."""

import operator
from typing import Annotated, Any, TypedDict


class ReviewState(TypedDict, total=False):
    """``said`` grows by what each agent said; ``result`` is there at the end."""

    inputs: str
    said: Annotated[list[dict[str, Any]], operator.add]
    result: dict[str, Any]
