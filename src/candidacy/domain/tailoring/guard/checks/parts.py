"""A part that is told as the whole, and what was done now and then that is told as done always."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from candidacy.domain.tailoring.guard.checks.claim import Claim, told_as
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.lexicon import Token, is_function_word, keys_of, pattern, words
from candidacy.domain.tailoring.guard.ranges import Number
from candidacy.domain.tailoring.schema import ClaimKind

_SHARES = (
    ("shares_one",),
    ("shares_some", "shares_parts"),
    ("shares_many",),
    ("shares_most",),
    ("shares_nearly",),
    ("shares_whole",),
)
_ONE, _SOME, _MANY, _MOST, _WHOLE = 0, 1, 2, 3, 5
_SCALES = re.compile(r"(?:\bat|\bas|\bhow|\btoo|\bnot?|\bvery) $")
"""What makes of a word for how much another: at most, as many as, how many."""
_OF_WHOLE = re.compile(
    r"\s+(?:out\s+)?of\s+(?:a total of\s+)?"
    r"(?P<article>(?:the|an?|all|our|its|their|his|her|my|these|those|this|that)\s+)?(?:total\s+)?"
)
_DEFINITE = frozenset(
    {"the", "all", "both", "these", "those", "our", "its", "their", "his", "her", "my", "this"}
)
_BARE = frozenset({"some", "several", "few", "a few"})
"""Who wrote some articles did not write the articles."""
_NEAR = 5
_PLURALS = frozenset({"people", "children", "men", "women", "staff"})


@dataclass(frozen=True, slots=True)
class _Share:
    """So much of something: ``text[start:end]``, and the words of the thing."""

    rank: int
    start: int
    end: int
    things: tuple[Token, ...]
    of: bool = False
    """It is told as a part: some *of* the looms."""
    number: Decimal | None = None
    whole: Decimal | None = None


def parts(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """No more of a thing is claimed than the lines say: some of the looms are neither most nor the looms."""
    own, known = _shares_in(text), _shares_in(scope.lines)
    for share in own:
        usual = share.rank == _MOST and pattern("often_often").search(scope.lines.folded)
        if (
            not usual
            and share.number is None
            and share.rank >= _rank_least(share, known)
            and share.rank < _WHOLE
        ):
            yield ClaimKind.SCOPE, text.text[share.start : share.end]
    told = [share for share in known if share.of and share.rank < _WHOLE and share.things]
    for share in told:
        whole = next((n for n in text.numbers if share.whole is not None and n.value == share.whole), None)
        if whole is not None and not _is_told(share, text, own):
            yield ClaimKind.NUMBER, whole.wording
        elif (token := _as_whole(share, text, own, scope)) is not None:
            yield ClaimKind.SCOPE, token.word


def _rank_least(share: _Share, known: Sequence[_Share]) -> int:
    """The rank from which on a share says more than those of the lines: of the same thing, or of any."""
    keys = _keys(share.things)
    same = [one.rank for one in known if keys & _keys(one.things)]
    if same:
        return max(same) + 1
    return max([_SOME, *(one.rank for one in known)]) + 1


def _keys(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset[str]().union(*(keys_of(token.plain, "en") for token in tokens))


def _shares_in(text: Text) -> list[_Share]:
    """All that says how much of something, words and numbers of a whole."""
    found = []
    stated = [(rate.start, rate.end) for rate in text.rates]
    stated += [(number.start, number.end) for number in text.numbers if not _is_share(number)]
    for rank, groups in enumerate(_SHARES):
        for hit in (hit for group in groups for hit in pattern(group).finditer(text.folded)):
            if any(a <= hit.start() < b for a, b in stated) or _SCALES.search(text.folded, 0, hit.start()):
                continue
            end = hit.end() - len(" of") if hit[0].endswith(" of") else hit.end()
            found.append(_share(text, rank, hit.start(), end))
    longest = [s for s in found if not any(_within(s, other) for other in found)]
    counted = [_counted(text, number) for number in text.numbers if number.kind in {"plain", "times"}]
    return [*longest, *(share for share in counted if share is not None)]


def _is_share(number: Number) -> bool:
    """Whether it says in words how large a part something is: a third of it."""
    return number.kind == "percent" and number.wording[:1].isalpha()


def _within(share: _Share, other: _Share) -> bool:
    inside = other.start <= share.start and share.end <= other.end
    return inside and (other.end - other.start) > (share.end - share.start)


def _share(text: Text, rank: int, start: int, end: int) -> _Share:
    hit = _OF_WHOLE.match(text.folded, end)
    begin = hit.end() if hit else end
    number = next((n for n in text.numbers if n.start == begin), None)
    things = _thing(text, number.end if number else begin)
    bare = text.folded[start:end] in _BARE and bool(things) and _is_plural(things[-1].plain)
    part = hit is not None or (bare and not things[0].plain[:1].isdigit())
    return _Share(rank, start, end, things, part, None, number.value if number and hit else None)


def _counted(text: Text, number: Number) -> _Share | None:
    """So many of a whole: 22 of the 60 levels, a team of nine is none."""
    hit = _OF_WHOLE.match(text.folded, number.end)
    if hit is None:
        return None
    whole = next((n for n in text.numbers if n.start == hit.end()), None)
    if whole is None and not hit["article"]:
        return None
    things = _thing(text, whole.end if whole else hit.end())
    return _Share(_SOME, number.start, number.end, things, True, number.value, whole.value if whole else None)


def _thing(text: Text, start: int) -> tuple[Token, ...]:
    """The words of a thing from a place on, the last of them its name: the safety manual."""
    found: list[Token] = []
    for token in text.tokens:
        if token.start < start:
            continue
        if text.folded[found[-1].end if found else start : token.start].strip(" -"):
            break
        if is_function_word(token.plain, "en") or token.plain in words("prepositions") or token in text.heads:
            break
        found.append(token)
    return tuple(found[:4])


def _is_told(share: _Share, text: Text, own: Sequence[_Share]) -> bool:
    """Whether a text says anywhere that it is a part."""
    if share.number is not None and any(n.value == share.number for n in text.numbers):
        return True
    keys = _keys(share.things)
    said = (one for one in own if keys.isdisjoint(keys_of(text.folded[one.start : one.end], "en")))
    return share.number is None and any(one.rank <= share.rank for one in said)


def _as_whole(share: _Share, text: Text, own: Sequence[_Share], scope: Scope) -> Token | None:
    """The name of a thing where a text tells it as a whole, and the lines only a part of it."""
    if share.number is not None and any(n.value == share.number for n in text.numbers):
        return None
    name = share.things[-1]
    if scope.entry is None and not _keys(share.things) <= text.stems:
        return None
    for n, token in enumerate(text.tokens):
        if keys_of(token.plain, "en").isdisjoint(keys_of(name.plain, "en")):
            continue
        helped = any(pattern(one).search(text.folded) for one in ("assisting", "assisting_kept"))
        if helped or _is_partly(share, n, text, own):
            continue
        if _is_whole(share, n, text):
            return token
    return None


def _is_partly(share: _Share, n: int, text: Text, own: Sequence[_Share]) -> bool:
    """Whether beside a thing stands that it is a part of it: some looms, sections of the manual."""
    near, place = text.tokens[max(0, n - _NEAR) : n + _NEAR], text.tokens[n].start
    start, end = near[0].start, near[-1].end
    return any(
        start <= one.start < end and one.rank <= share.rank and not one.start <= place < one.end
        for one in own
    )


def _is_whole(share: _Share, n: int, text: Text) -> bool:
    name, plural = share.things[-1].plain, _is_plural(share.things[-1].plain)
    before = _article(n, text)
    if not plural:
        return not _is_plural(text.tokens[n].plain)
    if share.rank == _ONE and _is_plural(text.tokens[n].plain) and share.number is None:
        return True
    return before in _DEFINITE and (_is_plural(text.tokens[n].plain) or text.tokens[n].plain == name)


def _is_plural(word: str) -> bool:
    return word in _PLURALS or (word.endswith("s") and not word.endswith("ss"))


def _article(n: int, text: Text) -> str:
    """What stands before a thing with the words of its kind: the of the old looms."""
    for token in reversed(text.tokens[:n]):
        if is_function_word(token.plain, "en") or token in text.heads:
            return token.plain
    return ""


_RARE = ("often_seldom", "often_sometimes")
_REACH = 3


def often(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What was done now and then is not told as done often, nor without a word of how often."""
    said = _rarely(text)
    for group in ("often_often", "often_always"):
        known = pattern(group).search(scope.lines.folded)
        hit = pattern(group).search(text.folded)
        if hit and not known and (group == "often_always" or _rarely(scope.lines)):
            yield ClaimKind.SCOPE, hit[0]
    if said or any(pattern(group).search(text.folded) for group in ("shares_one", "shares_some")):
        return
    for start, end in _rarely(scope.lines):
        about = _told_of(start, end, scope.lines)
        shared = [t for t in about if not keys_of(t.plain, "en").isdisjoint(text.stems)]
        if len(shared) >= (1 if scope.entry is not None else 2):
            yield ClaimKind.SCOPE, told_as(shared[0], text)


def _rarely(text: Text) -> list[tuple[int, int]]:
    return [hit.span() for group in _RARE for hit in pattern(group).finditer(text.folded)]


_CLAUSE_END = re.compile(r"[.;:\n]")


def _told_of(start: int, end: int, lines: Text) -> list[Token]:
    """What is said to be done now and then: what stands behind that up to a preposition, or before it."""
    behind: list[Token] = []
    for token in lines.tokens:
        if token.start < end:
            continue
        stops = _CLAUSE_END.search(lines.folded, end, token.start)
        if stops or len(behind) == _REACH or (behind and token.plain in words("prepositions")):
            break
        if not is_function_word(token.plain, "en"):
            behind.append(token)
    if behind:
        return behind
    line = lines.folded.rfind("\n", 0, start) + 1
    before = [t for t in lines.tokens if line <= t.start < start and not is_function_word(t.plain, "en")]
    return before[-_REACH:]
