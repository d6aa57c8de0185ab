"""What was help, a plan, a beginning, a part or a denial stays one, in German, French and Spanish."""

import re
from collections.abc import Iterator

from candidacy.domain.tailoring.guard.checks.claim import Claim
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.lexicon import is_function_word, keys_of, pattern
from candidacy.domain.tailoring.guard.other_languages.vocabulary import own_pattern
from candidacy.domain.tailoring.schema import ClaimKind

_GROUPS = {
    "assisting": ClaimKind.SCOPE,
    "limited": ClaimKind.SCOPE,
    "negated": ClaimKind.SCOPE,
    "planned": ClaimKind.TENSE,
    "planning": ClaimKind.TENSE,
    "ongoing": ClaimKind.TENSE,
    "seldom": ClaimKind.SCOPE,
}
_CLAUSE = re.compile(r"[.;:,()\n]")
_REACH = 5
_MEANS = re.compile(r"\b(?:durch|par|mediante|mit|avec|con)\s+$")


def lost(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What help, denial and the like are about is not told without them; a plan may be told as help."""
    dropped = list(_dropped(text, scope))
    kept = len(dropped) < len(list(_said(scope.lines)))
    for group, about in dropped:
        if about & text.stems and group not in ({"seldom", "planning"} if kept else {"seldom"}):
            yield _GROUPS[group], text.text[:80]


def left_out(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """A clause that says so is not left out without a question."""
    yield from ((_GROUPS[hit], text.text[:80]) for hit, _about in _dropped(text, scope))


def _dropped(text: Text, scope: Scope) -> Iterator[tuple[str, frozenset[str]]]:
    """The groups that the lines have and the text has not, each with what it is about there."""
    if scope.entry is None:
        return
    for group, hit in _said(scope.lines):
        helped = group == "assisting" and pattern("assisting_kept").search(text.folded)
        if not helped and not own_pattern(group, text.language).search(text.folded):
            yield group, _about(hit, scope.lines)


def _said(lines: Text) -> Iterator[tuple[str, re.Match[str]]]:
    """What the lines say to make a claim less; not a plan by which something was done."""
    for group in _GROUPS:
        hits = own_pattern(group, lines.language).finditer(lines.folded)
        hit = next((h for h in hits if not _MEANS.search(lines.folded[: h.start()])), None)
        if hit is not None:
            yield group, hit


def _about(hit: re.Match[str], lines: Text) -> frozenset[str]:
    """What the words behind a word are known by, in its clause."""
    end = _CLAUSE.search(lines.folded, hit.end())
    behind = [t for t in lines.tokens if hit.end() <= t.start < (end.start() if end else len(lines.folded))]
    told = [t.plain for t in behind if not is_function_word(t.plain, lines.language)][:_REACH]
    return frozenset[str]().union(*(keys_of(word, lines.language) for word in told))


def kept_in(text: Text, lines: Text) -> list[tuple[int, int]]:
    """Where a text says in its own words that something was help, a plan and the like, as the lines do."""
    said = [
        group for group in (*_GROUPS, "together") if own_pattern(group, lines.language).search(lines.folded)
    ]
    return [hit.span() for group in said for hit in own_pattern(group, text.language).finditer(text.folded)]
