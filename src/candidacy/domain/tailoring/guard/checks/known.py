"""Whether a word of a new text says what the sources say, or less, or nothing."""

import re
from dataclasses import dataclass

from candidacy.domain.postings.text import fold
from candidacy.domain.tailoring.guard.acts import LIGHT, acts_of, said_by, supported
from candidacy.domain.tailoring.guard.checks.claim import is_compound, says_nothing
from candidacy.domain.tailoring.guard.checks.keeping import goes_on
from candidacy.domain.tailoring.guard.checks.standing import PREFIXES
from candidacy.domain.tailoring.guard.facts import Scope, Text, stems_of
from candidacy.domain.tailoring.guard.lexicon import Token, is_function_word, keys_of, root_of, words

DONE = re.compile(r".{3,}(?:ed|ing)")
_ONGOING = frozenset({"currently", "presently"})
_SO_FAR = re.compile(r"\b(?:so far|at present|at the moment|now)\b")
_EMPLOYERS = frozenset({"company's", "firm's", "organisation's", "organization's", "employer's"})
"""Whose it is, where nobody else is named."""
_REGULAR = frozenset({"regular", "regularly", "routine", "routinely", "recurring", "periodic"})
"""What is done every month is done regularly."""


@dataclass(frozen=True, slots=True)
class Said:
    """A word of a new text: as it stands, and as it is compared."""

    word: str
    plain: str
    language: str
    named: bool
    """It is a name, by its capitals."""
    done: bool = False
    """It says what somebody did, and is no thing."""
    leads: bool = False
    """It is what a clause says was done."""

    @property
    def keys(self) -> frozenset[str]:
        return keys_of(self.plain, self.language)

    @property
    def acts(self) -> frozenset[str]:
        return acts_of(self.plain, self.language)


def is_known(said: Said, scope: Scope) -> bool:
    """Whether the sources support a word, or it claims nothing."""
    if not said.named and said.acts and (known := _as_act(said, scope)) is not None:
        return known
    if fold(said.word) in _EMPLOYERS and scope.entry is not None:
        return True
    if (known := _as_time(said, scope)) is not None:
        return known
    if said.keys & scope.around.stems or (not said.named and _as_thing(said, scope)):
        return True
    if not said.named and (
        is_function_word(said.plain, said.language) or says_nothing(said.plain, said.language)
    ):
        return not said.acts
    return _in_parts(said, scope)


def _as_act(said: Said, scope: Scope) -> bool | None:
    """Whether what was done is supported; nothing where the word may be a thing as well."""
    if said.leads and said.language == scope.lines.language == "en" and scope.entry is not None:
        return _is_own(said, scope.lines) or fold(said.word) in words("leading")
    if supported(said.plain, said.language, scope.lines.acts, scope.lines.told) or fold(said.word) in words(
        "leading"
    ):
        return True
    if DONE.fullmatch(said.plain) or said.done:
        # What was done stands in the lines themselves: what another line says was done is another thing.
        return bool(said.keys & scope.lines.stems)
    return None


def _is_own(said: Said, lines: Text) -> bool:
    """Whether the lines themselves tell the act, and not what stands near them or is of its kind."""
    own = _verbs(said.word, said.plain)
    acts = frozenset[str]().union(*(acts_of(verb, "en") for verb in own))
    if LIGHT in acts:
        return True
    keys = frozenset[str]().union(*(keys_of(verb, "en") for verb in own))
    told = [verb for token in _telling(lines) for verb in _verbs(token.word, token.plain)]
    return any(acts & said_by(verb, "en") or keys & stems_of(verb, "en") for verb in told)


def _telling(lines: Text) -> tuple[Token, ...]:
    """The words of lines that say what was done: nouns too where somebody made one, or verbs say nothing."""
    carried = any(acts_of(head.plain, "en") & _CARRYING for head in lines.heads)
    return lines.doing if lines.doing and not carried else tuple(lines.tokens)


_CARRYING = frozenset({LIGHT, "make"})


def _verbs(word: str, plain: str) -> tuple[str, str]:
    """What a way of saying stands for, and the word that it begins with: ``looked`` of ``looked after``."""
    return plain, fold(word).partition(" ")[0]


def _as_time(said: Said, scope: Scope) -> bool | None:
    """Whether when and how often something was done is supported; nothing for other words."""
    often = words("frequency")
    if said.plain in _ONGOING:
        return goes_on(scope) or (not scope.ended and bool(_SO_FAR.search(scope.lines.folded)))
    if said.plain in _REGULAR and any(token.plain in often for token in scope.lines.tokens):
        return True
    return bool(said.keys & scope.lines.stems) if said.plain in often else None


def _as_thing(said: Said, scope: Scope) -> bool:
    """Whether a word is of the family of one in the sources, says less than one, or names next to nothing."""
    if said.plain in words("things") or root_of(said.plain) in scope.around.roots:
        return True
    return is_compound(said.plain, scope.lines) or (
        not said.done and not said.keys.isdisjoint(scope.lines.entailed)
    )


def _in_parts(said: Said, scope: Scope) -> bool:
    parts = [part for part in re.split(r"[-/&]", said.word) if part]
    telling = [part for part in parts if part.lower() not in PREFIXES]
    return len(parts) > 1 and all(
        is_known(Said(part, fold(part), said.language, named=said.named and part[:1].isupper()), scope)
        for part in telling
    )
