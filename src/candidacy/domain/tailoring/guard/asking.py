"""Which of the claims that no source supports are but for their person to confirm: usual words, and few.

The guard knows no meaning of such a word that speaks against the line. What raises a claim, names something,
says how often, or is known to be another thing or another act than the line has, is never asked about: it is
refused. It knows the usual words of English alone; in other languages nothing is asked.
"""

import gzip
import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from importlib.resources import files

from candidacy.domain.skills import ConceptKind, SkillMention, Taxonomy, find_skills
from candidacy.domain.tailoring.guard.acts import acts_of, is_near, is_routine, supported
from candidacy.domain.tailoring.guard.checks.adding import adds_only, is_beside, leaves_nothing_out
from candidacy.domain.tailoring.guard.checks.claim import Claim
from candidacy.domain.tailoring.guard.checks.counting import counted_by
from candidacy.domain.tailoring.guard.checks.keeping import is_one_word
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.forms import bases
from candidacy.domain.tailoring.guard.lexicon import Token, is_function_word, keys_of, naming, pattern, words
from candidacy.domain.tailoring.schema import ClaimKind

MOST = 3
"""So many words of one line are asked about."""
SHARE = 0.5
"""So large a part of its words: a line of which more is unknown is invented."""
_COMMON_RANKS = 2
_USUAL = re.compile(r"[a-z]{3,}(?:[- ][a-z]{2,})*")
_PATTERNS = ("breadth", "results", "certified", "degrees", "ongoing", "planned", "negated", "raising")
_WORDS = (
    "leading", "founding", "designing", "seniority", "heads", "ranks", "ordinals", "frequency", "units",
    "occasions",
)  # fmt: skip


@cache
def _common() -> frozenset[str]:
    """English words in common use, by the word list of the spelling check."""
    listed = files("candidacy.domain.review").joinpath("words", "en.txt.gz").read_bytes()
    ranks = gzip.decompress(listed).decode("utf-8").splitlines()[:_COMMON_RANKS]
    return frozenset(word for rank in ranks for word in rank.split())


def to_confirm(claims: Collection[Claim], text: Text, scope: Scope, facts: Facts) -> dict[Claim, bool]:
    """Those of the claims that a person may be asked about, each with whether it has to be asked on its own.

    A number whose thing is asked about is asked with that. None where they are too many for the line.
    """
    if text.language != "en" or adds_only(text, scope.lines):
        return {}
    mentions = find_skills(text.text, facts.taxonomy)
    asked = [*_words(claims, text, scope, mentions), *_skills(claims, text, scope, mentions, facts.taxonomy)]
    said = {token for _, tokens in asked for token in tokens}
    content = [token for token in text.tokens if not is_function_word(token.plain, "en")]
    if len(said) > min(MOST, SHARE * len(content)):
        return {}
    found = {claim: True for claim, _ in asked}
    things = {token.plain for token in said}
    values = Counter(number.value for number in text.numbers)
    for number in text.numbers:
        if values[number.value] == 1 and things.intersection(counted_by(number, text, scope)):
            found[ClaimKind.NUMBER, number.wording] = False
    return found


def _words(
    claims: Collection[Claim], text: Text, scope: Scope, mentions: Collection[SkillMention]
) -> Iterator[tuple[Claim, list[Token]]]:
    """The words that stand in no source; not those of a skill's name, nor what makes a list longer."""
    kept = leaves_nothing_out(text, scope.lines)
    for token in text.tokens:
        claim = (ClaimKind.UNSUPPORTED, token.word)
        named = any(m.start <= token.start < m.end for m in mentions if _is_claimed(m, token, claims, text))
        if (
            claim in claims
            and not named
            and _may_be_asked(token, text, scope.lines)
            and not (kept and is_beside(token, text))
        ):
            yield claim, [token]


def _is_claimed(mention: SkillMention, token: Token, claims: Collection[Claim], text: Text) -> bool:
    """Whether a word is part of a skill that is claimed, and not but the act by which a shown one is told."""
    return (ClaimKind.SKILL, mention.text) in claims or token not in text.heads


def _skills(
    claims: Collection[Claim],
    text: Text,
    scope: Scope,
    mentions: Collection[SkillMention],
    taxonomy: Taxonomy,
) -> Iterator[tuple[Claim, list[Token]]]:
    """What is done, by a usual name of it that in part stands in the line: ``eye tests`` for tests."""
    kept = leaves_nothing_out(text, scope.lines)
    for mention in mentions:
        claim = (ClaimKind.SKILL, mention.text)
        own = [t for t in text.tokens if mention.start <= t.start < mention.end]
        done = bool(own) and own[0] in text.heads
        if claim not in claims or not (done or taxonomy[mention.uri].kind in _ASKED_KINDS):
            continue
        new = [t for t in own if not _is_said(t, scope)]
        listed = kept and any(is_beside(t, text) for t in own)
        if len(new) < len(own) and not listed and all(_may_be_asked(t, text, scope.lines) for t in new):
            yield claim, new


def _is_said(token: Token, scope: Scope) -> bool:
    if acts_of(token.plain, "en"):
        return supported(token.plain, "en", scope.lines.acts, scope.lines.told)
    return bool(keys_of(token.plain, "en") & scope.lines.entailed)


_DENIED = re.compile(r"\b(?:not|never) (?:been )?$")
_ARTICLE = re.compile(r"\b(?:the|an?) $")
_ASKED_KINDS = frozenset({ConceptKind.SKILL, ConceptKind.KNOWLEDGE})
_AS = re.compile(r"\bas (?:an?|the|its|their) (?:[\w-]+ )?$")


def _may_be_asked(token: Token, text: Text, lines: Text) -> bool:
    """Whether it is a usual word that says neither how well something was done nor what somebody was."""
    said_of_somebody = bool(_AS.search(text.folded[: token.start]))
    return (
        _is_usual(token, text)
        and not token.plain.endswith("ly")
        and not said_of_somebody
        and (not acts_of(token.plain, "en") or _is_no_greater(token, text, lines))
        and not _claims(token.plain)
    )


def _is_no_greater(token: Token, text: Text, lines: Text) -> bool:
    """Whether an act takes the place of one that is near it, or is of the daily round, or is but a thing."""
    if _DENIED.search(text.folded[: token.start]):
        return True
    if supported(token.plain, "en", lines.acts, lines.told):
        return True
    if token not in text.heads and not token.plain.endswith("ed"):
        return is_routine(token.plain, "en")
    attribute = token not in text.heads and bool(_ARTICLE.search(text.folded[: token.start]))
    heads = [head for head in lines.heads if attribute or not any(_is_same(head, t) for t in text.heads)]
    near = any(is_near(token.plain, head.plain, "en") for head in heads)
    return near or (bool(heads) and is_routine(token.plain, "en"))


def _is_same(one: Token, other: Token) -> bool:
    return is_one_word(one, other) or bool(acts_of(one.plain, "en") & acts_of(other.plain, "en"))


def _is_usual(token: Token, text: Text) -> bool:
    """Whether it is an English word in common use, and by its capitals no name."""
    begins = not text.text[: token.start].strip(" -•*\n\t")
    word = token.word[:1].lower() + token.word[1:] if begins else token.word
    return bool(_USUAL.fullmatch(word)) and all(
        not bases(part, "en").isdisjoint(_common()) for part in re.split("[- ]", word)
    )


def _claims(word: str) -> bool:
    """Whether a word says more than usual ones do."""
    forms = bases(word, "en").union(*(bases(part, "en") for part in word.split("-")))
    if not naming().isdisjoint(forms) or any(not words(group).isdisjoint(forms) for group in _WORDS):
        return True
    return any(pattern(group).search(form) for group in _PATTERNS for form in forms)
