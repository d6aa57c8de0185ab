"""Honest rewrites of a line of a CV, by rules."""

import re
from collections.abc import Callable

from guard_lines import Line, lowered


def shortened(line: Line) -> str | None:
    """Without its last part, where it has several."""
    head, comma, _ = line.text.rpartition(", ")
    return head if comma and len(head.split()) >= 4 and " and" not in line.text[len(head) :] else None


_VERBS = {
    "Built": "Developed",
    "Developed": "Built",
    "Created": "Produced",
    "Wrote": "Authored",
    "Used": "Applied",
    "Conducted": "Performed",
    "Performed": "Carried out",
    "Prepared": "Compiled",
    "Organized": "Arranged",
    "Collaborated": "Worked",
    "Designed": "Created",
    "Provided": "Delivered",
    "Analyzed": "Examined",
    "Assisted": "Helped",
    "Helped": "Assisted to",
    "Supported": "Helped",
    "Trained": "Taught",
    "Reduced": "Cut",
    "Increased": "Raised",
    "Improved": "Enhanced",
    "Managed": "Led",
    "Led": "Directed",
    "Implemented": "Introduced",
    "Established": "Set up",
    "Maintained": "Kept",
    "Coordinated": "Organized",
}


def other_verb(line: Line) -> str | None:
    first, _, rest = line.text.partition(" ")
    return f"{_VERBS[first]} {rest}" if first in _VERBS else None


_NUMBERS = {
    "2": "two",
    "3": "three",
    "4": "four",
    "5": "five",
    "6": "six",
    "8": "eight",
    "10": "ten",
    "12": "twelve",
}


def other_numbers(line: Line) -> str | None:
    text = re.sub(r"(\d)%", r"\1 percent", line.text)
    text = re.sub(r"(\$\d+)K\b", r"\1,000", text)
    text = re.sub(r"(\$\d+(?:\.\d+)?)M\b", r"\1 million", text)
    text = re.sub(r"(?<![\d$.,-])(\d+)(?= [a-z])", lambda m: _NUMBERS.get(m[1], m[1]), text)
    text = re.sub(r"(?<![$\d,.])(\d[\d,]*)\+", r"more than \1", text)
    return text if text != line.text else None


def other_words(line: Line) -> str | None:
    text = line.text
    for one, other in (
        ("customers", "clients"),
        ("clients", "customers"),
        ("team members", "colleagues"),
        ("employees", "staff"),
        (" & ", " and "),
        ("utilizing", "using"),
        ("errors", "defects"),
        ("costs", "expenses"),
        ("monthly", "each month"),
        ("through", "by means of"),
    ):
        if one in text:
            return text.replace(one, other, 1)
    return None


def turned(line: Line) -> str | None:
    """``X by doing Y`` as ``By doing Y, x``."""
    head, by, tail = line.text.rstrip(".").partition(" by ")
    return (
        f"By {tail}, {lowered(head)}"
        if by and re.match(r"[a-z]+ing ", tail) and head.count(" ") > 2
        else None
    )


RULES: dict[str, Callable[[Line], str | None]] = {
    "shortened": shortened,
    "other verb": other_verb,
    "other numbers": other_numbers,
    "other words": other_words,
    "turned": turned,
}
