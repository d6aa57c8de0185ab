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
_LEADERS = frozenset({"head", "lead", "chair", "chief", "captain", "boss"})
_OCCUPATION = re.compile(r"[a-z]{3,}(?:er|or|ist|ian|eer|man|woman)")


@dataclass(frozen=True, slots=True)
class _Deed:
    """What somebody else did, and the words for who it was."""

    act: Token
    agent: tuple[Token, ...]


def deeds(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What the lines say was done by somebody else, or above oneself, is not told as done by oneself."""
    lines = scope.lines
    if text.language != "en" or lines.language != "en":
        return
    theirs = _theirs(lines)
    others = [deed.act for deed in theirs]
    own = [token for token in lines.tokens if token not in others]
    for n, token in enumerate(text.tokens):
        same = [deed for deed in theirs if _is_same(token, deed.act)]
        if same and not any(_covers(mine, token, same) for mine in own) and not _is_left(n, text, same):
            yield ClaimKind.SCOPE, token.word


def _is_same(token: Token, act: Token) -> bool:
    families = acts_of(act.plain, "en") - {LIGHT}
    return is_one_word(token, act) or bool(families & acts_of(token.plain, "en"))


def _covers(mine: Token, token: Token, same: list[_Deed]) -> bool:
    """Whether something of one's own says what a word says: in the same word, or as the same act."""
    if is_one_word(mine, token):
        return True
    families = acts_of(mine.plain, "en") & acts_of(token.plain, "en") - {LIGHT}
    return bool(families) and not any(is_one_word(token, deed.act) for deed in same)


def _theirs(lines: Text) -> list[_Deed]:
    """All that the lines say others did: checked by an engineer, under the supervision of one."""
    found = []
    for n, token in enumerate(lines.tokens):
        if token.plain == "by" and (agent := _agent(lines, n + 1)):
            found += [_Deed(act, agent) for act in _acted(lines.tokens[:n])]
        if token.plain == "under":
            found += [_Deed(act, ()) for act in lines.tokens[n + 1 : n + 1 + _REACH] if _is_above(act)]
    return found


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
    """The verbs before ``by``: painted and moored by."""
    rest = list(reversed(before))
    if rest and rest[0].plain in _PARTICLES:
        rest.pop(0)
    while rest and is_past(rest[0].plain) and not is_function_word(rest[0].plain, "en"):
        yield rest.pop(0)
        if len(rest) > 1 and rest[0].plain in _JOINING:
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
    return tuple(found) if any(_is_person(token.plain) for token in found) else ()


def _is_person(word: str) -> bool:
    known = words("people") | words("heads") | words("seniority")
    return any(base in known or base in naming() for base in bases(word, "en"))


def _is_left(n: int, text: Text, same: list[_Deed]) -> bool:
    """Whether a text leaves to others what they did: by them, under them, sent to them for it."""
    token, before, behind = text.tokens[n], text.tokens[:n], text.tokens[n + 1 :]
    if _by_others(text, n):
        return True
    if any(t.plain == "under" for t in before[-_REACH:]):
        return True
    previous = before[-1].plain if before else ""
    if is_past(token.plain) and previous in _ARTICLES and behind:
        return True
    agents = {one.plain for deed in same for one in deed.agent}
    return previous == "for" or previous in agents


def _by_others(text: Text, n: int) -> bool:
    """Whether ``by`` and somebody stand behind a word, or behind one that is joined to it."""
    rest = text.tokens[n + 1 :]
    while len(rest) > 1 and rest[0].plain in _JOINING and is_past(rest[1].plain):
        rest = rest[2:]
    if rest and rest[0].plain in _PARTICLES:
        rest = rest[1:]
    return len(rest) > 1 and rest[0].plain == "by" and rest[1].plain not in _ONESELF


_TEACHING = frozenset({"teach", "advise", "persuade", "enable"})
_OTHERS_DO = re.compile(r".*\b(?:to|in|on|for|how to)\s+$", re.DOTALL)


def passed_on(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What the lines tell as one's own is not told as what others were taught: trained staff to show it."""
    if text.language != "en" or scope.lines.language != "en":
        return
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


_BEEN = frozenset({"as", "was", "am", "is", "were", "been", "being", "be", "become", "became"})


def roles(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Nobody was what the lines name but as somebody else, or with a word that makes it less."""
    if text.language != "en" or scope.lines.language != "en":
        return
    held = [keys for source in (scope.lines, scope.titles, scope.around) for keys in _held(source)]
    known = scope.around.stems | scope.lines.stems | scope.titles.stems
    for n, token in enumerate(text.tokens):
        keys = keys_of(token.plain, "en")
        if not _is_own(n, text) or keys.isdisjoint(known):
            continue
        if not any(keys & one for one in held):
            yield ClaimKind.TITLE, token.word


def _held(source: Text) -> Iterator[frozenset[str]]:
    """What somebody was by a source, by no lesser name."""
    for n, token in enumerate(source.tokens):
        if _is_own(n, source):
            yield Text(token.plain, "en").stems


def _is_own(n: int, text: Text) -> bool:
    """Whether a word is what somebody is said to be: was the buyer, as the buyer; no stand-in."""
    token = text.tokens[n]
    if not _is_occupation(token.plain) or token.word.endswith("'s") or _goes_on(n, text):
        return False
    start = n
    while start and _stand_together(text.tokens[start - 1], text.tokens[start], text):
        start -= 1
    if any(not words("lesser").isdisjoint(t.plain.split("-")) for t in text.tokens[start:n]):
        return False
    before = [t for t in text.tokens[:start] if t.plain not in _ARTICLES]
    if not before or text.folded[before[-1].end : text.tokens[start].start].strip(" ,") in {
        "\n",
        ".",
        ";",
        ":",
    }:
        # Behind a verb stands what was done: fit lighting.
        named = not any(acts_of(t.plain, "en") for t in text.tokens[start : n + 1])
        return named or (start == n and text.folded.startswith(" of ", token.end))
    return before[-1].plain in _BEEN


_BREAK = re.compile(r"[\n.;:]")


def _is_occupation(word: str) -> bool:
    if is_function_word(word, "en") or word in words("lesser"):
        return False
    return word in naming() or word in words("heads") | _LEADERS or bool(_OCCUPATION.fullmatch(word))


def _goes_on(n: int, text: Text) -> bool:
    """Whether a word but begins the name of another thing: forester training."""
    return n + 1 < len(text.tokens) and _stand_together(text.tokens[n], text.tokens[n + 1], text)


def _stand_together(one: Token, other: Token, text: Text) -> bool:
    between = text.text[one.end : other.start]
    told = (t.plain for t in (one, other))
    return between in {" ", "-"} and not any(is_function_word(w, "en") or is_past(w) for w in told)
