"""How a script hands its key figures to ``all.py``: as a line of JSON among the words."""

import json

_MARK = "figures"


def tell(**figures: float) -> None:
    """Print figures under their names; the unit is the end of a name, ``_ms``."""
    print(json.dumps({_MARK: {name: round(value, 3) for name, value in figures.items()}}), flush=True)


def told(lines: list[str]) -> dict[str, float]:
    """The figures among the lines that a script has printed."""
    found: dict[str, float] = {}
    for line in lines:
        if line.startswith(f'{{"{_MARK}"'):
            found |= json.loads(line)[_MARK]
    return found
