"""Texts of a model as plain text: what could be more than text is not taken."""

import re

_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_MARKUP = re.compile(
    r"</?(?:a|audio|b|base|body|br|button|div|embed|form|frame|h[1-6]|head|html|i|iframe|img|input|link|"
    r"meta|object|p|script|span|style|svg|table|textarea|video)\b|<!|!?\[[^\]]*\]\([^)]*\)|(?:javascript|vbscript)\s*:",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"</?[a-z][^>]*>|data:|https?://\S*|www\.\S*", re.IGNORECASE)
_VERDICT = re.compile(
    r"\d+(?:[.,]\d+)?\s*(?:/|out of|von|sur|de)\s*(?:5|10|100)\b"
    r"|\d+(?:[.,]\d+)?\s*(?:%|percent|points?|stars?|marks?)"
    r"|\b(?:scores?|scored|rating|rated|grade[ds]?|marks?)\b\D{0,20}\d",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"\[[^\]]*\]|\{[^}]*\}|<[^\s<>][^<>]*>|_{3,}|\b[XYZ]{2,}\b|\b[XYZN]{1,3}\s?[%+]|[$€£]\s?[XYZN]{1,3}\b|\bTB[CD]\b|[^.!?]*\?"
)
LONGEST = 4_000


def plain(text: str, *, known: str = "") -> str | None:
    """The text without control characters; None for one with markup, or an address that ``known`` has not."""
    clean = visible(text)
    strange = _MARKUP.search(clean) or any(hit[0] not in known for hit in _ADDRESS.finditer(clean))
    return None if strange or not clean or len(clean) > LONGEST else clean


def visible(text: str) -> str:
    """The text without what nobody sees."""
    return _UNSEEN.sub("", text).strip()


def gap_in(text: str, *, known: str = "") -> str | None:
    """What a text leaves open, and ``known`` has not: ``[number]``, ``X %``, ``How many?``."""
    gaps = (hit[0].strip() for hit in _GAP.finditer(text))
    return next((gap for gap in gaps if gap not in known), None)


def is_verdict(text: str, *, known: str = "") -> bool:
    """Whether a text judges in numbers, which no model may; those that ``known`` has are quoted."""
    return any(hit[0] not in known for hit in _VERDICT.finditer(text))
