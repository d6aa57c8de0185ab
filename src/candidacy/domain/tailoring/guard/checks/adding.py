"""What stands beside what the lines say, while all that they say stands there as well: another thing."""

import re
from collections.abc import Iterator
from itertools import pairwise

from candidacy.domain.postings.text import fold
from candidacy.domain.tailoring.guard.acts import LIGHT, acts_of
from candidacy.domain.tailoring.guard.checks.claim import (
    Claim,
    in_same_rate,
    is_compound,
    says_nothing,
)
from candidacy.domain.tailoring.guard.checks.keeping import is_past
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.forms import bases
from candidacy.domain.tailoring.guard.lexicon import Token, is_function_word, keys_of, root_of
from candidacy.domain.tailoring.schema import ClaimKind

_JOINS = re.compile(
    r"\s*(?:,|&|/|\band\b|\bor\b|\bplus\b|\bas well as\b)[\s,]*(?:(?:a|an|the|both|other)\s+)?(?:\d+\s+)?"
)


def added(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """No thing is added to a list of things: nurses and staff, where the line has nurses alone."""
    if text.language != "en" or scope.entry is None:
        return
    new: list[Token] = []
    if _stands_as_it_is(scope.lines, text):
        new += [token for token in text.tokens if _is_new(token, text, scope)]
    if leaves_nothing_out(text, scope.lines):
        counted = [(number.start, number.end) for number in text.numbers]
        listed = [t for t in _listed(text, whole=True) if not any(a <= t.start < b for a, b in counted)]
        new += [token for token in listed if not _is_said(token, scope.lines)]
    yield from ((ClaimKind.SCOPE, t.word) for t in new if not in_same_rate(t.start, text, scope.lines))


def _stands_as_it_is(lines: Text, text: Text) -> bool:
    """Whether each word of the lines stands in the text in the same form."""
    return all(is_function_word(word, "en") or word in text.words for word in lines.words)


def _is_new(token: Token, text: Text, scope: Scope) -> bool:
    """Whether a word is an act that no source has beside the line, which stands there as it is."""
    if not acts_of(token.plain, "en") or says_nothing(token.plain, "en"):
        return False
    around = scope.around
    told = any(bases(token.plain, "en") & bases(head.plain, "en") for head in around.heads)
    said = scope.lines.stems if _is_act(token, text) and not told else around.stems
    known = not keys_of(token.plain, "en").isdisjoint(said)
    return not known and not is_compound(token.plain, scope.lines)


def is_beside(token: Token, text: Text, lines: Text) -> bool:
    """Whether a word stands beside what joins it to another thing, and names none that the lines have."""
    if token not in _listed(text, whole=False):
        return False
    last = _last_of([t for t in text.tokens if t.start >= token.start], text)
    if last is token or is_past(token.plain) or not _is_said(last, lines):
        return True
    before = [t.word for t in text.tokens if t.end <= token.start and not is_function_word(t.plain, "en")]
    return f"{fold(before[-1])} {last.plain}" in lines.folded if before else False


def leaves_nothing_out(text: Text, lines: Text) -> bool:
    """Whether all that the lines say stands in the text too."""
    return all(_is_kept(token, text) for token in lines.tokens)


def _listed(text: Text, *, whole: bool) -> list[Token]:
    """The words beside what joins two things; of a thing of several words the last, where ``whole``."""
    found = []
    things = [t for t in text.tokens if not is_function_word(t.plain, "en")]
    for n, (token, after) in enumerate(pairwise(things), 1):
        carried = LIGHT in acts_of(after.plain, "en") and is_past(after.plain)
        if _JOINS.fullmatch(text.folded, token.end, after.start) and not (_is_act(after, text) or carried):
            found += [token, _last_of(things[n:], text) if whole else after]
    return found


def _last_of(things: list[Token], text: Text) -> Token:
    """The last of the words that stand together from the first on: the staff of ward staff."""
    for token, after in pairwise(things):
        if text.folded[token.end : after.start].strip():
            return token
    return things[-1]


def _is_act(token: Token, text: Text) -> bool:
    """Whether what stands behind ``and`` is what somebody did rather than another thing."""
    return token in text.heads and (token.plain.endswith(("ed", "ing")) or bool(acts_of(token.plain, "en")))


def _is_said(token: Token, lines: Text) -> bool:
    if token.plain[:1].isdigit() or says_nothing(token.plain, "en"):
        return True
    if families := acts_of(token.plain, "en"):
        return bool(families & lines.acts)
    known = not keys_of(token.plain, "en").isdisjoint(lines.stems) or root_of(token.plain) in lines.roots
    return known or is_compound(token.plain, lines)


def _is_kept(token: Token, text: Text) -> bool:
    if is_function_word(token.plain, "en") or token.plain[:1].isdigit():
        return True
    own = acts_of(token.plain, "en")
    return bool(own & text.acts) or not keys_of(token.plain, "en").isdisjoint(text.entailed)
