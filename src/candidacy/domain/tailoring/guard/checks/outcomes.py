"""What became of something: a prototype is not the thing itself, and what was proposed did not come to be."""

import re
from collections.abc import Iterator

from candidacy.domain.tailoring.guard.checks.claim import Claim, told_as
from candidacy.domain.tailoring.guard.checks.keeping import is_one_word, is_past
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.forms import bases
from candidacy.domain.tailoring.guard.lexicon import Token, is_function_word, keys_of, pattern, words
from candidacy.domain.tailoring.schema import ClaimKind

_OF = re.compile(r"\s+(?:of|for)\s+")
_REACH = 4
_DENIED = re.compile(r"\b(?:not|never) $")


def stages(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What came before a thing is not told as the thing itself: a prototype, a pilot, a bid, a draft."""
    if text.language != "en" or pattern("stages_kept").search(text.folded):
        return
    for hit in pattern("stages").finditer(scope.lines.folded):
        of = _OF.match(scope.lines.folded, hit.end())
        things = _thing(scope.lines, of.end()) if of else []
        said = [t for t in things if not keys_of(t.plain, "en").isdisjoint(text.stems)]
        if things and things[-1] in said and (scope.entry is not None or len(said) == len(things) > 1):
            yield ClaimKind.TENSE, told_as(things[-1], text)


def _thing(lines: Text, start: int) -> list[Token]:
    """The words of what something was a stage of, up to a preposition or the end of the clause."""
    found: list[Token] = []
    for token in lines.tokens:
        if token.start < start:
            continue
        stops = re.search(r"[,.;:\n(]", lines.folded[start : token.start])
        if stops or len(found) == _REACH or token.plain in words("prepositions"):
            break
        if not is_function_word(token.plain, "en"):
            found.append(token)
    return found


def delivered(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What was but proposed, or came to nothing, is not told as having come to be."""
    least = 1 if scope.entry is not None else 2
    for line in _open_lines(scope.lines):
        told = [t for t in line.tokens if not is_function_word(t.plain, "en") and t not in line.heads]
        if sum(not keys_of(t.plain, "en").isdisjoint(text.stems) for t in told) < least:
            continue
        for token in text.tokens:
            denied = bool(_DENIED.search(text.folded[: token.start]))
            done = not denied and (token in text.heads or is_past(token.plain))
            if done and _delivers(token) and not any(is_one_word(token, t) for t in scope.lines.tokens):
                yield ClaimKind.TENSE, token.word


def _open_lines(lines: Text) -> Iterator[Text]:
    """The lines of which nothing came, or nothing yet."""
    for line in map(Text, lines.text.splitlines()):
        heads = [head.plain for head in line.heads]
        proposed = bool(heads) and heads[0] in words("proposing")
        if proposed or pattern("failed").search(_REASON.split(line.folded)[0]):
            yield line


_REASON = re.compile(r"\b(?:because|if|when)\b")


def _delivers(token: Token) -> bool:
    return not words("delivering").isdisjoint(bases(token.plain, "en"))
