"""A text in another language than the CV: what can be compared is, and the rest is refused."""

from collections.abc import Callable, Iterator
from functools import cache

from candidacy.domain.matching.words import stem
from candidacy.domain.postings.text import fold
from candidacy.domain.skills import Relation, find_skills
from candidacy.domain.tailoring.guard.acts import LIGHT, acts_of, supported
from candidacy.domain.tailoring.guard.comparing import bound_holds
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.lexicon import (
    LANGUAGES,
    Token,
    is_function_word,
    keys_of,
    neutral_keys,
    pattern,
    words,
)
from candidacy.domain.tailoring.guard.ranges import Number
from candidacy.domain.tailoring.guard.shipped import shipped
from candidacy.domain.tailoring.schema import ClaimKind

Claim = tuple[ClaimKind, str]
Compared = Callable[[Text, Scope, Facts], Iterator[Claim]]

_UNKNOWN_SHARE = 0.34
"""Of the words of a translation: with more that cannot be compared nobody knows what it says."""
_ALIKE = 5
"""Letters in common at the beginning of words of two languages that are one."""


def numbers(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Every number stands in the lines with the same unit, and claims no more than there."""
    for number in text.numbers:
        dated = number.kind == "year" and number.value in scope.years
        if not dated and not any(_same_number(number, one) for one in scope.lines.numbers):
            yield (ClaimKind.DATE if number.kind == "year" else ClaimKind.NUMBER), number.wording


def _same_number(number: Number, stated: Number) -> bool:
    return (number.kind, number.value) == (stated.kind, stated.value) and bound_holds(number, stated)


def skills(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """Every skill that the taxonomy knows by a name of that language is shown where this rests."""
    proves = (Relation.EXACT, Relation.NARROWER)
    for mention in find_skills(text.text, facts.taxonomy):
        known = any(facts.taxonomy.relation(have, mention.uri) in proves for have in scope.skills)
        own = [t for t in text.tokens if t.start < mention.end and mention.start < t.end]
        if not known and not all(_compared(t, text, scope) for t in own):
            yield ClaimKind.SKILL, mention.text


def languages(text: Text, _: Scope, facts: Facts) -> Iterator[Claim]:
    """Every language is one of the CV."""
    for said in text.languages:
        if said.code not in facts.spoken:
            yield ClaimKind.LANGUAGE_LEVEL, text.text[said.start : said.end]


def degrees(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Every degree has its level in the sources."""
    yield from ((ClaimKind.DEGREE, level) for level in sorted(text.degrees - scope.around.degrees))


_GROUPS = (
    ("breadth", ClaimKind.SCOPE),
    ("certified", ClaimKind.CERTIFICATE),
    ("degrees", ClaimKind.DEGREE),
    ("ongoing", ClaimKind.TENSE),
)
_KEPT = (
    ("assisting", ClaimKind.SCOPE),
    ("planning", ClaimKind.TENSE),
    ("planned", ClaimKind.TENSE),
    ("negated", ClaimKind.SCOPE),
    ("limited", ClaimKind.SCOPE),
)


def claims(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What makes a claim greater is in the sources, and what makes one less is kept."""
    for group, kind in _GROUPS:
        hit = pattern(group, text.language).search(text.folded)
        if hit and not _is_frequency(hit[0], text) and not _has(group, scope.lines):
            yield kind, hit[0]
    if scope.entry is None:
        return
    for group, kind in _KEPT:
        if _has(group, scope.lines) and not _has(group, text) and not _has(f"{group}_kept", text):
            yield kind, text.text[:80]


def _has(group: str, text: Text) -> bool:
    return bool(pattern(group, text.language).search(text.folded))


def _is_frequency(said: str, text: Text) -> bool:
    return any(said in fold(token.word) for token in text.tokens if " " in token.word)


def titles(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Nobody becomes what no source says: a word of titles needs one on the other side."""
    both = Text(f"{scope.lines.text}\n{scope.titles.text}", scope.lines.language)
    hit = pattern("offices", text.language).search(text.folded)
    if hit and not _has("offices", both) and not words("seniority") & set(both.words):
        yield ClaimKind.TITLE, hit[0]
    for word in text.words if text.language == "en" else ():
        if word in words("seniority") | words("heads") and word not in words("title_or_word") | set(
            both.words
        ):
            yield ClaimKind.TITLE, word
    if text.language == "en" and "head" in text.words and "head" not in both.words:
        yield ClaimKind.TITLE, "head"


def acts(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What is said to have been done is of a family that the lines say; in a whole CV, without help."""
    done = scope.lines.acts if scope.entry is not None else _done_alone(scope.lines)
    helped = _has("assisting", text)
    for token in text.tokens:
        families = acts_of(token.plain, text.language)
        if not families or LIGHT in families:
            continue
        known = scope.lines.acts if helped else done
        if not supported(token.plain, text.language, known, known) and not _compared_thing(
            token, text, scope
        ):
            yield ClaimKind.SCOPE, token.word


def _done_alone(lines: Text) -> frozenset[str]:
    """What the lines say was done, without those of help and plans."""
    own = (Text(line, lines.language) for line in lines.text.split("\n"))
    plain = (line for line in own if not any(_has(group, line) for group, _ in _KEPT))
    return frozenset[str]().union(*(line.acts for line in plain))


def wording(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """Names stand in the sources; of the other words most can be compared, or nobody knows what is said."""
    content = [t for t in text.tokens if not _is_empty(t, text)]
    strange = [t for t in content if not _compared(t, text, scope) and not _in_number(t, text)]
    for token in strange:
        if _is_named(token, text):
            yield ClaimKind.UNSUPPORTED, token.word
    if not content or len(strange) > _UNKNOWN_SHARE * len(content):
        said = ", ".join(token.word for token in strange) or text.text
        yield ClaimKind.UNSUPPORTED, said[:80]


def _is_empty(token: Token, text: Text) -> bool:
    language = text.language
    keys = keys_of(token.plain, language)
    return is_function_word(token.plain, language) or (
        not acts_of(token.plain, language) and bool(keys & neutral_keys(language))
    )


def _in_number(token: Token, text: Text) -> bool:
    return any(n.start <= token.start < n.end for n in text.numbers)


def _is_named(token: Token, text: Text) -> bool:
    """A word with a capital within a sentence; in German one that no list of things has."""
    before = text.text[: token.start].rstrip()
    if sum(map(str.isupper, token.word)) > 1 or any(map(str.isdigit, token.word)):
        return True
    return token.word[:1].isupper() and bool(before) and before[-1] not in ".:;!?•–—"


def _compared(token: Token, text: Text, scope: Scope) -> bool:
    """Whether the sources say the same: an act of the family, a thing of the concept, or the word itself."""
    if acts_of(token.plain, text.language) and supported(
        token.plain, text.language, scope.lines.acts, scope.lines.told
    ):
        return True
    return _compared_thing(token, text, scope)


def _compared_thing(token: Token, text: Text, scope: Scope) -> bool:
    parts = [part for part in fold(token.word).replace("/", "-").split("-") if part]
    return all(
        _is_same(part, text, scope) for part in (*parts[:-1], token.plain if len(parts) < 2 else parts[-1])
    )


def _is_same(word: str, text: Text, scope: Scope) -> bool:
    around = scope.around
    if keys_of(word, around.language) & around.stems or concepts_of(word, text.language) & _concepts_in(
        around
    ):
        return True
    begun = word[:_ALIKE]
    return len(begun) == _ALIKE and any(stem(other)[:_ALIKE] == begun for other in around.words)


def _concepts_in(text: Text) -> frozenset[int]:
    return frozenset[int]().union(*(concepts_of(word, text.language) for word in text.words))


@cache
def concepts_of(word: str, language: str) -> frozenset[int]:
    """The things that a folded word may name, by their place in the list."""
    known = _concepts(language)
    found = (known.get(key, frozenset[int]()) for key in keys_of(word, language))
    return frozenset[int]().union(*found)


@cache
def _concepts(language: str) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for place, line in enumerate(shipped("concepts")):
        for word in line.split("|")[LANGUAGES.index(language)].split():
            for key in keys_of(word, language):
                found[key] = found.get(key, frozenset()) | {place}
    return found


TRANSLATED: tuple[Compared, ...] = (numbers, skills, languages, degrees, claims, titles, acts, wording)
