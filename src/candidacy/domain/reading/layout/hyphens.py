"""Words that are broken at the end of a line, put together again."""

import itertools
import re

from candidacy.domain.reading.draft import DraftLine, DraftWord

# First halves that nearly always keep their hyphen, second halves that follow one, and halves that never do.
_KEEP_AFTER = frozenset({
    "self", "cross", "full", "front", "non", "well", "high", "low", "real", "long", "short", "user",
    "cloud", "open", "large", "small", "third", "second", "first", "two", "three", "four", "five",
    "seven", "eight", "nine", "ten", "follow", "start", "day", "month", "year", "best", "cost", "value",
    "customer", "client", "award", "English", "German", "object", "domain", "event", "service",
    "machine", "deep", "role", "risk", "job",
})  # fmt: skip
_KEEP_BEFORE = frozenset({
    "based", "driven", "native", "oriented", "level", "quality", "performance", "platform", "facing",
    "party", "critical", "learning", "class", "effective", "efficient", "focused", "centric",
    "friendly", "specific", "related", "intensive", "sensitive", "aware", "known", "established",
    "rounded", "trained", "motivated", "taught", "paced", "tier", "making", "solving", "building",
    "compliant", "agnostic", "minded", "winning", "speaking", "language", "functional", "visible",
})  # fmt: skip
_ENDINGS = frozenset({
    "er", "ers", "est", "ly", "ing", "ings", "ed", "ment", "ments", "ness", "ful", "less", "ity",
    "ities", "ies", "al", "able", "ible", "ance", "ence", "ant", "ent", "ous", "ive", "ize", "ise",
    "ized", "ised", "ization", "isation", "tion", "tions", "sion", "sions", "ship",
})  # fmt: skip
_KEEP_TOGETHER = frozenset(
    {"part-time", "on-site", "in-house", "on-call", "hands-on", "start-up", "end-user", "back-end"}
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def join_broken_words(lines: list[DraftLine]) -> None:
    """Join each word that ends in a line-end hyphen with the first word of the next line, in place."""
    known: set[str] | None = None
    for line, following in itertools.pairwise(lines):
        last = _broken_word(line)
        if last is None or not following.words or following.column != line.column:
            continue
        if known is None:
            known = _vocabulary(lines)
        rest = following.words.pop(0)
        last.text = joined(last.text, rest.text, known)
        last.broken = rest.broken
        if following.words:
            following.words[0].gap = False


def _broken_word(line: DraftLine) -> DraftWord | None:
    """The last word before the line's end, or before a date that stands beside the line."""
    ends = [*(before for before, after in itertools.pairwise(line.words) if after.gap), *line.words[-1:]]
    return next((word for word in ends if word.broken), None)


def joined(first: str, rest: str, known: set[str]) -> str:
    """One word of two halves; the hyphen stays where it belongs to the word."""
    stem = first.rstrip("-")
    head, tail = _letters(stem, last=True), _letters(rest)
    closed, open_ = f"{head}{tail}".lower(), f"{head}-{tail}".lower()
    if closed in known:
        return stem + rest
    if open_ in known or open_ in _KEEP_TOGETHER or "-" in head or not rest[:1].islower():
        return f"{stem}-{rest}"
    if tail.lower() in _ENDINGS:
        return stem + rest
    if head.lower() in _KEEP_AFTER or tail.lower() in _KEEP_BEFORE:
        return f"{stem}-{rest}"
    both_known = len(head) > 3 and len(tail) > 3 and head.lower() in known and tail.lower() in known
    return f"{stem}-{rest}" if both_known else stem + rest


def _letters(text: str, *, last: bool = False) -> str:
    found = _WORD.findall(text)
    if not found:
        return text
    return str(found[-1] if last else found[0])


def _vocabulary(lines: list[DraftLine]) -> set[str]:
    return {
        found.lower()
        for line in lines
        for word in line.words
        if not word.broken
        for found in _WORD.findall(word.text)
    }
