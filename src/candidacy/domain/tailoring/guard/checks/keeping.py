"""What was help, a plan, a beginning or a denial, and when it was."""

import re
from collections.abc import Iterator

from candidacy.domain.postings.text import fold
from candidacy.domain.review.lexicon import lexicon
from candidacy.domain.tailoring.guard.checks.claim import Claim, in_idiom, newly_said
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.lexicon import (
    is_function_word,
    keys_of,
    pattern,
    words,
    words_of,
)
from candidacy.domain.tailoring.schema import ClaimKind

CLAUSE = re.compile(r"(?:^|[.;!?]\s+|(?<!\bto )(?<!\w)[a-z]+ and\s+|\bi\s+)([a-z][a-z-]+)", re.MULTILINE)


_MEANS = re.compile(r"\b(?:by|through|of|for|durch|par|en)\s+$")


def qualifiers(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What was help, a plan, a beginning or a denial stays one."""
    for group, kind in (
        ("assisting", ClaimKind.SCOPE),
        ("limited", ClaimKind.SCOPE),
        ("negated", ClaimKind.SCOPE),
        ("planned", ClaimKind.TENSE),
        ("planning", ClaimKind.TENSE),
    ):
        if group == "planning" and not _reworded(text, scope):
            continue
        if not pattern(group, text.language).search(text.folded) and not _kept(group, text):
            yield from ((kind, claim) for claim in _lost(group, text, scope))


def _kept(group: str, text: Text) -> bool:
    """Whether a text says in other words that something was help, or a plan."""
    return group in {"planning", "assisting", "negated"} and bool(
        pattern(f"{group}_kept").search(text.folded)
    )


def _reworded(text: Text, scope: Scope) -> bool:
    language = text.language
    return any(
        not is_function_word(w, language) and not keys_of(fold(w), language) & scope.lines.stems
        for w, _ in words_of(text.text)
    )


def _lost(group: str, text: Text, scope: Scope) -> Iterator[str]:
    """What a qualifier of the sources is about, where the text says that without it.

    Against a whole CV one word in common is chance.
    """
    own = text.stems
    least = 1 if scope.entry is not None else 2
    for hit in pattern(group, scope.lines.language).finditer(scope.lines.folded):
        if group == "planning" and _MEANS.search(scope.lines.folded[: hit.start()]):
            continue
        clause = re.split(r"[;.\n]", scope.lines.folded[hit.end() :], maxsplit=1)[0]
        about = [fold(w) for w, _ in words_of(clause) if not is_function_word(w, text.language)][:3]
        if sum(bool(own & keys_of(word, text.language)) for word in about) >= least:
            yield text.text[:80]
            return


def tenses(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What is over is not told as going on, and what was done once is not told as a habit."""
    if scope.entry is None or scope.ended:
        ongoing = newly_said(text, scope.lines, "ongoing", ClaimKind.TENSE)
        yield from ((kind, word) for kind, word in ongoing if not in_idiom(word, text))
    elif re.search(r"\bwill\b", text.folded) and "will" not in scope.lines.words:
        yield ClaimKind.TENSE, "will"
    if scope.entry is None or text.language != "en":
        return
    for hit in CLAUSE.finditer(text.folded):
        verb = hit[1]
        if verb not in scope.lines.words and (_was_past(verb, scope) or (scope.ended and _is_present(verb))):
            yield ClaimKind.TENSE, verb


def _is_present(verb: str) -> bool:
    known = lexicon("en")
    forms = {verb, verb.removesuffix("s"), verb.removesuffix("es")}
    usual = known is not None and bool(forms & known.base_verbs) and verb not in known.past_verbs
    return usual or verb in words("present")


def _was_past(verb: str, scope: Scope) -> bool:
    """Whether the lines tell the same verb in the past: ``pass`` or ``passes`` for ``passed``."""
    forms = {verb, verb.removesuffix("s"), verb.removesuffix("es"), verb.removesuffix("ies") + "y"}
    pasts = {form + ending for form in forms for ending in ("d", "ed", form[-1:] + "ed")}
    pasts |= {form.removesuffix("y") + "ied" for form in forms if form.endswith("y")}
    if scope.ended and verb.endswith("ing"):
        pasts |= {verb.removesuffix("ing") + "ed", verb.removesuffix("ing") + "d"}
    return not pasts.isdisjoint(scope.lines.words)
