"""How long to wait before the next try: full jitter, and never less than the provider asks for."""

from random import Random

FIRST = 0.5
"""Seconds; doubled with each try."""
LONGEST = 8.0


def wait_before(number: int, *, asked: int | None, dice: Random) -> float:
    """Seconds before try ``number`` (from 2): drawn from 0 to a bound that doubles, after what was asked."""
    bound = min(LONGEST, FIRST * 2.0 ** (number - 2))
    return dice.uniform(0.0, bound) + (asked or 0)
