"""The words and phrases the checks look for, by language; data in ``lexicons/*.yaml``."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from candidacy.domain.review.shipped import shipped
from candidacy.kernel.language import sentence

LANGUAGES = ("en", "de", "es", "fr", "pt")


def phrase_pattern(phrase: str) -> str:
    """The regular expression for a phrase: a space or hyphen is either, ``*`` is the rest of a word."""
    words = re.split(r"[\s-]+", phrase.strip())
    return r"[\s\-–]+".join(re.escape(w).replace(r"\*", r"\w*").replace(r"\?", r"\w") for w in words)


def phrases(entries: Iterable[str]) -> re.Pattern[str]:
    """One pattern for whole phrases in any case, the longest first."""
    body = "|".join(phrase_pattern(e) for e in sorted(entries, key=lambda e: (-len(e), e)))
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE) if body else _NOTHING


_NOTHING = re.compile(r"(?!)")


def _patterns(section: Mapping[str, list[str]] | None, flags: int = 0) -> re.Pattern[str]:
    return re.compile("|".join(section["patterns"]), flags) if section else _NOTHING


@dataclass(frozen=True)
class Lexicon:
    """What is looked for in one language; a pattern that the language lacks matches nothing."""

    language: str
    first_person: re.Pattern[str]
    weak_openings: re.Pattern[str]
    strong_buzzwords: re.Pattern[str]
    mild_buzzwords: re.Pattern[str]
    objective: re.Pattern[str]
    passive: re.Pattern[str]
    base_verbs: frozenset[str]
    past_verbs: frozenset[str]


@cache
def _data(language: str) -> dict[str, Any]:
    data: dict[str, Any] = shipped("lexicons", f"{language}.yaml")
    return data


@cache
def lexicon(language: str | None) -> Lexicon | None:
    """The lexicon of a language (ISO 639-1), None when there is none."""
    if language not in LANGUAGES:
        return None
    data = _data(language)
    base, past = _verbs(str(data.get("verbs") or ""))
    return Lexicon(
        language=language,
        first_person=_patterns(data["first_person"]),
        weak_openings=phrases(data["weak_openings"]),
        strong_buzzwords=phrases(data["buzzwords"]["strong"]),
        mild_buzzwords=phrases(data["buzzwords"]["mild"]),
        objective=phrases(data["objective"]),
        passive=_patterns(data["passive"], re.IGNORECASE),
        base_verbs=base,
        past_verbs=past,
    )


def _verbs(listed: str) -> tuple[frozenset[str], frozenset[str]]:
    """Base and past forms of verbs listed as ``lead:led`` or, where the past is regular, ``manage``."""
    base, past = set(), set()
    for entry in listed.split():
        verb, _, irregular = entry.partition(":")
        base.add(verb)
        past |= {irregular} if irregular else _regular_pasts(verb)
    return frozenset(base), frozenset(past)


def _regular_pasts(verb: str) -> set[str]:
    if verb.endswith("e"):
        return {verb + "d"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb[:-1] + "ied"}
    doubled = verb + verb[-1] + "ed"
    return {verb + "ed", doubled} if re.search(r"[^aeiou][aeiou][bdglmnprt]$", verb) else {verb + "ed"}


@cache
def headings() -> dict[str, str]:
    """Section names of all languages, in lower case, to the JSON Resume section they head."""
    return {
        name: section
        for language in LANGUAGES
        for section, names in _data(language)["headings"].items()
        for name in names
    }


@cache
def placeholders() -> re.Pattern[str]:
    """What templates leave behind, in any language."""
    return re.compile("|".join(p for la in LANGUAGES for p in _data(la)["placeholders"]["patterns"]))


PERSONAL_DETAILS = (
    *(sentence("date of birth"), sentence("age"), sentence("marital status"), sentence("religion")),
    *(sentence("nationality"), sentence("gender"), sentence("body"), sentence("identity number")),
    sentence("politics"),
)
"""The kinds of personal details that the lexicons know, as a fix names them."""

_TOLD_ALONE = ("date of birth", "marital status", "nationality", "religion")


@cache
def personal_labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each kind of personal detail the pattern of a statement of it, in any language.

    A label counts with a colon; those of the most usual kinds also when they begin a short line.
    """
    kinds: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for kind, labels in _data(language)["personal_info"].items():
            kinds.setdefault(kind, []).extend(labels)
    return tuple((kind, _label_pattern(labels, alone=kind in _TOLD_ALONE)) for kind, labels in kinds.items())


def _label_pattern(labels: list[str], *, alone: bool) -> re.Pattern[str]:
    body = "|".join(phrase_pattern(e) for e in sorted(set(labels), key=lambda e: (-len(e), e)))
    told = rf"(?<![\w/])(?:{body})\s*:\s*[^\n.;|]{{1,60}}"
    if alone:
        told += (
            rf"|(?:(?<=^)|(?<=[\n|•·;]))[ \t]*(?:{body})[ \t]+\w+(?:[ \t./-]+\w+){{0,4}}[ \t]*(?=[\n|;]|$)"
        )
    return re.compile(told, re.IGNORECASE)


@cache
def personal_sentences() -> re.Pattern[str]:
    """Personal details told in a sentence, in English."""
    return _patterns(_data("en")["personal_sentences"], re.IGNORECASE)


@cache
def word_set(name: str) -> frozenset[str]:
    """One of the word sets that serve every language."""
    return frozenset(str(_data("shared")[name]).split())
