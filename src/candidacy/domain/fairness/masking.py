"""A Resume without the person: what someone can do stays, who they are goes.

Made for a first look by people who decide. The score needs no mask: it never sees what is left out here.
"""

import re
from collections.abc import Callable
from typing import Any

from candidacy.domain.matching.passages import is_personal
from candidacy.domain.resume import Basics, Resume

HIDDEN = "█████"
_CONTACT = re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+|(?:\+|\b00)\d[\d ()/.-]{7,}\d")
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Herr|Frau|Monsieur|Madame|Mme|Señora?|Sra?)\b\.? ?(?=[A-ZÀ-Þ])"
)
_PRONOUNS = (
    (re.compile(r"\b(?:she/her|he/him)(?:/(?:hers|his))?\b", re.IGNORECASE), HIDDEN),
    (re.compile(r"\b(?:she|he)\b"), "they"),
    (re.compile(r"\b(?:She|He)\b"), "They"),
    (re.compile(r"\b(?:her|his)\b(?= \w)"), "their"),
    (re.compile(r"\b(?:Her|His)\b(?= \w)"), "Their"),
    (re.compile(r"\b(?:herself|himself)\b"), "themselves"),
)
_PERSONAL_WORKS = ("interests", "references", "meta", "$schema", "publications")
"""Sections that say more of the person than of the work; publications name their authors."""
_LINKS = ("url", "image")
_SCHOOLS = ("institution",)
_DATES_OF_STUDY = ("startDate", "endDate")


def masked(resume: Resume, *, schools: bool = True) -> Resume:
    """The Resume without name, photo, contact, place, links, age, gender, nationality and family.

    ``schools`` hides the names of schools and the years of study too, which tell age and origin.
    """
    value = resume.to_json_resume()
    cleaned = {
        section: _clean(entry, _cleaner(resume))
        for section, entry in value.items()
        if section not in _PERSONAL_WORKS
    }
    cleaned["basics"] = _basics(resume.basics, _cleaner(resume))
    if schools:
        cleaned["education"] = [_without_school(e) for e in cleaned.get("education") or []]
    return Resume.model_validate(cleaned)


def _basics(basics: Basics, clean: Callable[[str], str]) -> dict[str, str]:
    kept = {"label": basics.label, "summary": basics.summary}
    return {name: text for name, value in kept.items() if value and (text := clean(value))}


def _without_school(entry: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in entry.items() if k not in (*_SCHOOLS, *_DATES_OF_STUDY)}


def _clean(value: Any, clean: Callable[[str], str]) -> Any:
    """The same value without links, places and personal statements, all the way down."""
    if isinstance(value, dict):
        kept = {k: _clean(v, clean) for k, v in value.items() if k not in (*_LINKS, "location")}
        return {k: v for k, v in kept.items() if v not in ("", None)}
    if isinstance(value, list):
        return [text for v in value if (text := _clean(v, clean)) not in ("", None)]
    return clean(value) if isinstance(value, str) else value


def _cleaner(resume: Resume) -> Callable[[str], str]:
    names = _names(resume)

    def clean(text: str) -> str:
        if is_personal(text):
            return ""
        text = _TITLE.sub("", _CONTACT.sub(HIDDEN, text))
        text = names.sub(HIDDEN, text) if names else text
        for pattern, instead in _PRONOUNS:
            text = pattern.sub(instead, text)
        return text

    return clean


def _names(resume: Resume) -> re.Pattern[str] | None:
    """The whole name, and each part of it that is no ordinary short word."""
    name = resume.basics.name or ""
    parts = [name, *(part for part in re.split(r"[\s,]+", name) if len(part) > 2)]
    known = sorted({re.escape(p) for p in parts if p.strip()}, key=lambda p: (-len(p), p))
    return re.compile(rf"(?<!\w)(?:{'|'.join(known)})(?!\w)", re.IGNORECASE) if known else None
