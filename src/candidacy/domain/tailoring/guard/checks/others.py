"""What others did, and roles that were less than their name: neither is told as one's own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from candidacy.domain.tailoring.guard.acts import LIGHT, acts_of
from candidacy.domain.tailoring.guard.checks.claim import Claim, told_as
from candidacy.domain.tailoring.guard.checks.keeping import is_one_word, is_past
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.forms import bases
from candidacy.domain.tailoring.guard.lexicon import (
    Token,
    is_function_word,
    keys_of,
    naming,
    pattern,
    words,
)
from candidacy.domain.tailoring.schema import ClaimKind

_ONESELF = frozenset({"me", "myself", "us", "hand"})
_JOINING = frozenset({"and", "or"})
_PARTICLES = frozenset({"off", "up", "out", "down", "over", "in", "on"})
_ARTICLES = frozenset({"the", "a", "an", "some", "any"})
_REACH = 3


@dataclass(frozen=True, slots=True)
class _Deed:
    """What somebody else did, and the words for who it was."""

    act: Token
    agent: tuple[Token, ...]
    named: bool = False
    """It is but named: the designer's drawings, an idea of the porter."""


def deeds(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What the lines say was done by somebody else, or above oneself, is not told as done by oneself."""
    lines = scope.lines
    told = theirs(lines)
    others = [deed.act for deed in told]
    own = [token for token in lines.tokens if token not in others]
    for n, token in enumerate(text.tokens):
        same = [deed for deed in told if _is_same(token, deed.act)] if _is_verb(n, text) else []
        same = [deed for deed in same if token in text.heads or not deed.named]
        if same and not any(_covers(mine, token, same) for mine in own) and not _is_left(n, text, same):
            yield ClaimKind.SCOPE, token.word


def _is_verb(n: int, text: Text) -> bool:
    """Whether a word claims an act: ``do`` that carries another claims none."""
    return LIGHT not in acts_of(text.tokens[n].plain, "en") or len(acts_of(text.tokens[n].plain, "en")) > 1


def _is_same(token: Token, act: Token) -> bool:
    families = acts_of(act.plain, "en") - {LIGHT}
    return is_one_word(token, act) or bool(families & acts_of(token.plain, "en"))


def _covers(mine: Token, token: Token, same: list[_Deed]) -> bool:
    """Whether something of one's own says what a word says: in the same word, or as the same act."""
    if is_one_word(mine, token):
        return True
    families = acts_of(mine.plain, "en") & acts_of(token.plain, "en") - {LIGHT}
    return bool(families) and not any(is_one_word(token, deed.act) for deed in same)


def theirs(lines: Text) -> list[_Deed]:
    """All that the lines say others did: checked by an engineer, under the supervision of one."""
    found = []
    for n, token in enumerate(lines.tokens):
        if token.plain == "by" and (agent := _agent(lines, n + 1)):
            found += [_Deed(act, agent) for act in _acted(lines.tokens[:n])]
            found += [_Deed(act, agent) for act in lines.tokens[n - 1 : n] if act.plain in _SIGNED]
        if _POSSESSIVE.search(token.word) and is_person(token.plain):
            found += [_Deed(act, (token,), named=True) for act in lines.tokens[n + 1 : n + 2]]
        if (
            token.plain in _IDEAS
            and lines.folded.startswith(" of ", token.end)
            and (agent := _agent(lines, n + 1))
        ):
            found.append(_Deed(Token(token.word, token.start, token.end, "devise"), agent, named=True))
        if token.plain == "under":
            found += [_Deed(act, ()) for act in lines.tokens[n + 1 : n + 1 + _REACH] if _is_above(act)]
    return found


_SIGNED = frozenset(
    {"sign-off", "signoff", "approval", "release", "review", "sign", "decision", "supervision"}
)
_IDEAS = frozenset({"idea", "suggestion", "proposal", "initiative"})
_POSSESSIVE = re.compile(r"(?:'s|s')$")


def _is_above(token: Token) -> bool:
    """Whether a word behind ``under`` says what somebody above did: supervision, guidance."""
    return token.plain in ABOVE


ABOVE = frozenset(
    {
        "supervision",
        "eye",
        "eyes",
        "guidance",
        "direction",
        "leadership",
        "management",
        "instruction",
        "tutelage",
        "mentorship",
    }
)


def _acted(before: list[Token]) -> Iterator[Token]:
    """The verbs before ``by``: painted and moored by; what a comma parts from them is of oneself."""
    rest, joined = list(reversed(before)), True
    if rest and rest[0].plain in _PARTICLES:
        rest.pop(0)
    while joined and rest and is_past(rest[0].plain) and not is_function_word(rest[0].plain, "en"):
        yield rest.pop(0)
        joined = len(rest) > 1 and rest[0].plain in _JOINING
        if joined:
            rest.pop(0)


def _agent(text: Text, n: int) -> tuple[Token, ...]:
    """Who it was behind ``by``; nobody where that is a thing, a time, or oneself."""
    found: list[Token] = []
    for token in text.tokens[n : n + 1 + _REACH]:
        if token.plain in _ONESELF:
            return ()
        if found and (
            is_function_word(token.plain, "en") or text.folded[found[-1].end : token.start].strip()
        ):
            break
        if not is_function_word(token.plain, "en"):
            found.append(token)
    return tuple(found) if any(is_person(token.plain) for token in found) else ()


def is_person(word: str) -> bool:
    known = words("people") | words("heads") | words("seniority")
    return any(base in known or base in naming() for base in bases(word, "en"))


def _is_left(n: int, text: Text, same: list[_Deed]) -> bool:
    """Whether a text leaves to others what they did: by them, under them, sent to them for it."""
    token, before, behind = text.tokens[n], text.tokens[:n], text.tokens[n + 1 :]
    if by_others(text, n):
        return True
    if any(t.plain == "under" for t in before[-_REACH:]):
        return True
    previous = before[-1].plain if before else ""
    if is_past(token.plain) and previous in _ARTICLES and behind:
        return True
    agents = {one.plain for deed in same for one in deed.agent}
    return previous == "for" or previous in agents


def by_others(text: Text, n: int) -> bool:
    """Whether ``by`` and somebody stand behind a word, or behind one that is joined to it."""
    rest = text.tokens[n + 1 :]
    while len(rest) > 1 and rest[0].plain in _JOINING and is_past(rest[1].plain):
        rest = rest[2:]
    if rest and rest[0].plain in _PARTICLES:
        rest = rest[1:]
    return len(rest) > 1 and rest[0].plain == "by" and rest[1].plain not in _ONESELF


_LEFT = re.compile(
    r"(?:^|[.;:,\n]\s*)(?P<thing>[^.;:,\n]+?) "
    r"(?:(?:is|are|was|were|gets?|got) (?:done by|handled by|dealt with by|carried out by"
    r"|left to|up to|with)"
    r"|(?:go(?:es)?|went|belong(?:s|ed)?) to"
    r"|(?:stay|lie|rest|remain)(?:s|ed)? with|lay with) (?P<who>[^.;:,\n]+)",
    re.MULTILINE,
)
"""A part that is somebody else's: the sound mix is done by a colleague, the concert grands go to my boss."""
_ELSEWHERE = re.compile(
    r"\b(?:outside|external|outsourced|another|third[- ]party)\b"
    r"|\b(?:which|who) (?:does|do|did|handle[sd]?|ran|runs?)\b"
)
_EXCEPT = re.compile(r"\b(?:except|other than|apart from|without|not|excluding)\b")


def left(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """A part that the lines leave to others is not told among what was one's own."""
    if text.language != "en" or _EXCEPT.search(text.folded):
        return
    for hit in _LEFT.finditer(scope.lines.folded):
        thing, who = Text(hit["thing"]), Text(hit["who"])
        told = [t for t in thing.tokens if not is_function_word(t.plain, "en")]
        agents = [t for t in who.tokens if is_person(t.plain)]
        named = any(is_one_word(t, one) for t in agents[:1] for one in text.tokens) or bool(theirs(text))
        named = named or bool(_ELSEWHERE.search(text.folded))
        if agents and told and not named and all(keys_of(t.plain, "en") & text.stems for t in told):
            yield ClaimKind.SCOPE, told_as(told[-1], text)


_TEACHING = frozenset({"teach", "advise", "persuade", "enable"})
_OTHERS_DO = re.compile(r".*\b(?:to|in|on|for|how to)\s+$", re.DOTALL)


def passed_on(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What the lines tell as one's own is not told as what others were taught: trained staff to show it."""
    done = [head for head in scope.lines.heads if not acts_of(head.plain, "en") & {LIGHT}]
    for token in text.heads:
        new = acts_of(token.plain, "en") & _TEACHING and not any(
            is_one_word(token, t) for t in scope.lines.tokens
        )
        behind = [
            t for t in text.tokens if t.start > token.start and any(is_one_word(t, one) for one in done)
        ]
        if new and any(_OTHERS_DO.match(text.folded, token.end, t.start) for t in behind):
            yield ClaimKind.SCOPE, token.word


_SHARED = re.compile(r"\b(?:co-([a-z]{3,})|jointly ([a-z]{3,}))")


def together(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What was done by several is not told as done by one: who co-wrote a guide did not write it alone."""
    if text.language != "en" or pattern("shared").search(text.folded):
        return
    for hit in _SHARED.finditer(scope.lines.folded):
        families = acts_of(hit[1] or hit[2], "en")
        yield from ((ClaimKind.SCOPE, t.word) for t in text.heads if families & acts_of(t.plain, "en"))
    if any(bases(t.plain, "en") & _GUIDING or t.plain in ABOVE for t in text.tokens):
        return
    for hit in _GUIDED.finditer(scope.lines.folded):
        line = scope.lines.folded.rfind("\n", 0, hit.start()) + 1
        told = [t for t in scope.lines.tokens if line <= t.start < hit.start()]
        told = [t for t in told if not is_function_word(t.plain, "en")][-_REACH:]
        if sum(not keys_of(t.plain, "en").isdisjoint(text.stems) for t in told) > len(told) // 2:
            yield ClaimKind.SCOPE, told_as(told[0], text)


_GUIDED = re.compile(rf"\bunder (?:[a-z]+ )?(?:{'|'.join(sorted(ABOVE))})\b")
_GUIDING = frozenset({"supervise", "guide", "instruct", "train"})
