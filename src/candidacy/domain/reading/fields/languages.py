"""Languages and how well they are known."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from candidacy.domain.reading.fields.dates import find_dates
from candidacy.domain.reading.fields.folding import fold
from candidacy.domain.reading.fields.items import LEVEL_MARKS, outside_brackets
from candidacy.domain.reading.fields.rows import Piece, Row
from candidacy.domain.reading.fields.tables import words
from candidacy.domain.reading.fields.values import Found, found


@cache
def _levels() -> frozenset[str]:
    return words("languages", "levels")


@cache
def _languages() -> frozenset[str]:
    return words("languages", "languages")


def is_level(text: str) -> bool:
    """Whether the text is a degree of mastery such as "fluent" or "B2"."""
    bare = fold(text).strip(" ()[].,:;–—-")
    if bare in _levels():
        return True
    parts = re.split(r"[\s/,()–-]+", bare)
    return (
        0 < len(parts) <= 6
        and parts[0] in _levels()
        and all(
            p in _levels()
            or p
            in {
                "",
                "and",
                "und",
                "level",
                "niveau",
                "nivel",
                "livello",
                "speaker",
                "proficiency",
                "in",
                "word",
                "wort",
                "schrift",
                "or",
                "oder",
                "working",
                "professional",
                "user",
                "kenntnisse",
                "skills",
                "tongue",
                "language",
                "sprache",
                "seviye",
                "uroven",
                "poziom",
                "niva",
                "cefr",
                "of",
                "written",
                "spoken",
            }
            for p in parts
        )
    )


def read_languages(rows: Sequence[Row]) -> list[dict[str, Found]]:
    """The languages of a section; a level may stand beside its language or on the line below it."""
    spoken: list[dict[str, Found]] = []
    for row in _with_whole_brackets(rows):
        waiting: list[dict[str, Found]] = []
        for piece in row.pieces:
            for part in _language_parts(piece):
                language = language_of(part)
                if language:
                    spoken.append(language)
                    waiting.append(language)
                elif is_level(part.text) or (
                    spoken and not find_dates(part.text) and len(part.text.split()) <= 6
                ):
                    target = next((s for s in spoken if "fluency" not in s), None)
                    if target is not None and (waiting or is_level(part.text)):
                        target["fluency"] = part
    return spoken


def _with_whole_brackets(rows: Sequence[Row]) -> list[Row]:
    """The rows, with a bracket put together that a line end parts."""
    result: list[Row] = []
    for row in rows:
        above = result[-1].pieces[-1] if result else None
        if above is None or above.text.count("(") <= above.text.count(")") or ")" not in row.first.text:
            result.append(row)
            continue
        whole = Piece(f"{above.text} {row.first.text}", (*above.words, *row.first.words), above.line)
        result[-1] = replace(result[-1], pieces=(*result[-1].pieces[:-1], whole, *row.pieces[1:]))
    return result


def _language_parts(piece: Piece) -> list[Found]:
    """The items of a piece; a comma before a level does not part it from its language."""
    parts: list[Found] = []
    text = piece.text
    for begin, stop in outside_brackets(
        text, re.compile(r"\s*[;|•·◦∙●▪]\s*|,\s+|\s+(?:and|und|et|y|e|og|och|i)\s+")
    ):
        part = LEVEL_MARKS.sub(lambda m: " " * len(m.group()), text[begin:stop])
        item = found(part, piece.start + begin, 0.9, strip=" \t,;|·•–—-.")
        if item:
            parts.append(item)
    return parts


def language_of(item: Found) -> dict[str, Found] | None:
    """A language and its level in one text: ``English (C1)``, ``Native: Urdu``."""
    start = item.ranges[0][0]
    place = _language_within(item.text)
    if place is None:
        return None
    begin, stop = place
    language = Found(item.text[begin:stop], ((start + begin, start + stop),), 0.96)
    rest = found(item.text[stop:], start + stop, 0.88, strip=" \t,;:|·•–—-()/.")
    if not rest:
        rest = found(item.text[:begin], start, 0.8, strip=" \t,;:|·•–—-/.")
    return (
        {"language": language, "fluency": rest}
        if rest and not find_dates(rest.text)
        else {"language": language}
    )


def _language_within(text: str) -> tuple[int, int] | None:
    """Where the name of a language stands: at the beginning, or after a label."""
    for match in re.finditer(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*", text):
        parts = match.group().split()
        for size in range(min(3, len(parts)), 0, -1):
            candidate = " ".join(parts[:size])
            if fold(candidate) in _languages():
                return match.start(), match.start() + len(candidate)
        if ":" not in text[match.end() :]:
            return None
    return None
