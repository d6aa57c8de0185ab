"""What nothing speaks against, and what the lines yet do not say in so many words: asked, never refused.

The other checks know certain ways of claiming more. These know none: they see that an act is not the line's
own, or that something which makes the line less stands nowhere in the text.
"""

import re
from collections.abc import Iterator

from candidacy.domain.postings.text import fold
from candidacy.domain.tailoring.guard.acts import LIGHT, acts_of, said_by
from candidacy.domain.tailoring.guard.checks.claim import Claim, told_as
from candidacy.domain.tailoring.guard.checks.keeping import is_one_word, is_past, was_past
from candidacy.domain.tailoring.guard.checks.others import by_others, is_person, theirs
from candidacy.domain.tailoring.guard.checks.titles import RANKS, held, is_doer, is_occupation, stands_before
from candidacy.domain.tailoring.guard.checks.wording import is_light
from candidacy.domain.tailoring.guard.facts import CLAUSE, Facts, Scope, Text, stems_of
from candidacy.domain.tailoring.guard.lexicon import Token, is_function_word, keys_of, pattern, words
from candidacy.domain.tailoring.schema import ClaimKind

_RELATIVE = re.compile(r"\b(?:who|whom|whose|which|that|where) (?P<who>[^.,;:\n]*)")
_SUBJECT = re.compile(
    r"(?:(?:^|[.,;:(])\s*|\b(?:and|but|or|while|when|before|after|as|because|if|until|once)\s+)"
    r"(?:the|an?|our|my|its|their|another|other|one)\s+(?P<who>[a-z'-]+(?: [a-z'-]+){0,3}?)"
    r" (?:then |now |also |later |only |usually |always )?(?P<verb>[a-z]+)\b[^.,;:\n]*",
    re.MULTILINE,
)
"""A clause of somebody else: the licensed surveyor checks and signs."""
_WHEN_DONE = re.compile(
    r"\b(?:when|while|as|before|after|until|once) [^.,;:\n]*?"
    r"\b(?:is|are|was|were|been|being) (?:[a-z]+ly )?[a-z]+"
)
"""A time at which something was done, by whomever: when levels were taken."""
_THEY_DID = re.compile(
    r"(?<=[a-z]) (?:the|our|my) (?P<who>[a-z]+) (?P<verb>[a-z]+ed|won|built|made|wrote|ran|held)\b"
)
"""A thing, and who did that: a pitch the agency won."""
_CARRYING = frozenset({LIGHT, "make"})


def _is_compared(text: Text, scope: Scope) -> bool:
    return text.language == scope.lines.language == "en" and scope.entry is not None


def moved(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What a clause says was done, where the lines say it of somebody else, or but name it."""
    if not _is_compared(text, scope):
        return
    own = [token for line in scope.lines.text.splitlines() for token in _own(Text(line))]
    for n, head in enumerate(text.tokens):
        done = head in text.heads and head in text.doing
        families = acts_of(head.plain, "en") if done else frozenset[str]()
        carries = LIGHT in families or is_light(n, text, scope.lines) or by_others(text, n)
        if families and not carries and not any(_tells(one, head) for one in own):
            yield ClaimKind.SCOPE, head.word


def _own(line: Text) -> Iterator[Token]:
    """The words of a line that may say what its person did; things too where its verbs but carry them."""
    apart = [hit.span() for hit in _RELATIVE.finditer(line.folded) if _is_of_somebody(hit)]
    apart += [hit.span() for hit in _SUBJECT.finditer(line.folded) if _is_theirs(hit)]
    apart += [(deed.act.start, deed.act.end) for deed in theirs(line)]
    apart += [hit.span() for hit in _WHEN_DONE.finditer(line.folded)]
    apart += [hit.span() for hit in _THEY_DID.finditer(line.folded) if _is_theirs(hit)]
    known = [families for head in line.heads if (families := acts_of(head.plain, "en"))]
    carried = not known or any(families & _CARRYING for families in known)
    for n, token in enumerate(line.tokens):
        acted = (
            token in line.heads or is_past(token.plain) or token.plain.endswith("ing") or _is_next(n, line)
        )
        person = is_person(token.plain) and token not in line.heads
        outside = not any(start <= token.start < end for start, end in apart)
        if (acted or carried) and outside and not person:
            yield token


def _is_next(n: int, line: Text) -> bool:
    """Whether a comma or *and* stands before a word."""
    between = line.folded[line.tokens[n - 1].end : line.tokens[n].start] if n else ""
    return bool(_BETWEEN.search(between)) or (n > 0 and line.tokens[n - 1].plain in {"and", "or"})


_BETWEEN = re.compile(r"[,;]")


def _is_of_somebody(hit: re.Match[str]) -> bool:
    """Whether a clause tells of people: who complained, which the manager introduced; not which cut costs."""
    return hit[0].startswith("who") or any(map(is_person, hit["who"].split()[:_REACH]))


def _is_theirs(hit: re.Match[str]) -> bool:
    told = hit["verb"].endswith("s") or is_past(hit["verb"])
    return told and is_person(hit["who"].split()[-1])


def _tells(own: Token, head: Token) -> bool:
    told = (head.plain, fold(head.word).partition(" ")[0])
    families = frozenset[str]().union(*(acts_of(word, "en") for word in told))
    keys = frozenset[str]().union(*(keys_of(word, "en") for word in told))
    said = (own.plain, fold(own.word).partition(" ")[0])
    return is_one_word(own, head) or any(
        families & said_by(w, "en") or keys & stems_of(w, "en") for w in said
    )


def again(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What the lines of a role that goes on tell as past, told in the present: it may have been but once."""
    if not _is_compared(text, scope) or scope.ended:
        return
    for hit in CLAUSE.finditer(text.folded):
        if LIGHT not in acts_of(hit[1], "en") and hit[1] not in scope.lines.words and was_past(hit[1], scope):
            yield ClaimKind.TENSE, text.text[slice(*hit.span(1))]


def goes_on(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What somebody is said to carry out, in the present, in a role that is over."""
    if not _is_compared(text, scope) or not scope.ended:
        return
    for hit in CLAUSE.finditer(text.folded):
        done = is_past(hit[1]) or hit[1].endswith("ing") or is_function_word(hit[1], "en")
        if LIGHT in acts_of(hit[1], "en") and not done and hit[1] not in scope.lines.words:
            yield ClaimKind.TENSE, text.text[slice(*hit.span(1))]


_SO = re.compile(r"\b(?:which|that|thereby|thus|so) (?P<verb>[a-z]+)")


def so_that(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What came of it by a clause of its own, of which the lines have none: which brought falls down."""
    if not _is_compared(text, scope):
        return
    for hit in _SO.finditer(text.folded):
        known = (
            keys_of(hit["verb"], "en") & scope.lines.stems or acts_of(hit["verb"], "en") & scope.lines.acts
        )
        if is_past(hit["verb"]) and not known and not is_function_word(hit["verb"], "en"):
            yield ClaimKind.SCOPE, text.text[slice(*hit.span("verb"))]


_BEEN = frozenset({"as", "was", "am"})
_REACH = 4


def called(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What somebody is said to have done *as*, where the lines but name one: as a licensed surveyor."""
    if not _is_compared(text, scope):
        return
    known = _own_titles(scope)
    for n, one in enumerate(text.tokens):
        for token in _as(n, text) if one.plain == fold(one.word) == "as" else ():
            own = not keys_of(token.plain, "en").isdisjoint(known) or is_doer(token, scope.lines)
            if is_occupation(token.plain) and not own:
                yield ClaimKind.TITLE, token.word


def _as(n: int, text: Text) -> Iterator[Token]:
    """The words right behind one, up to the end of what they name."""
    end = text.tokens[n].end
    for token in text.tokens[n + 1 : n + 1 + _REACH]:
        apart = text.folded[end : token.start].strip()
        if apart or (is_function_word(token.plain, "en") and token.plain not in {"a", "an", "the"}):
            return
        yield token
        end = token.end


def _own_titles(scope: Scope) -> frozenset[str]:
    """The stems of what somebody was there; not of what the lines say that somebody else was."""
    lines = scope.lines
    was = [title[-1] for title in held(lines)]
    for n, one in enumerate(lines.tokens):
        # What the advocate was, nobody else was.
        somebody = n and lines.tokens[n - 1].plain != "i" and one.plain != "as"
        if one.plain in _BEEN and not somebody:
            was += _as(n, lines)
    return scope.titles.stems.union(*(keys_of(token.plain, "en") for token in was))


def headed(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """An office at the head of a text that nobody gave its person: night nurse manager for 42 people."""
    if not _is_compared(text, scope):
        return
    for n, token in enumerate(text.tokens[: _REACH + 1]):
        if is_function_word(token.plain, "en") or is_past(token.plain) or token.plain == "as":
            return
        office = token.plain in RANKS if n else not acts_of(token.plain, "en")
        if office and is_occupation(token.plain) and not _names_more(n, text):
            own = not keys_of(token.plain, "en").isdisjoint(_own_titles(scope))
            if not own and not is_doer(token, scope.lines):
                yield ClaimKind.TITLE, text.text[text.tokens[0].start : token.end]
            return


def _names_more(n: int, text: Text) -> bool:
    """Whether a word but begins the name of another thing: manager training, not manager handling doors."""
    behind = text.tokens[n + 1 : n + 3]
    doing = len(behind) == _PAIR and behind[0].plain.endswith("ing") and stands_before(n + 1, text)
    return stands_before(n, text) and not doing


_PAIR = 2


_LESS: dict[str, tuple[str, ...]] = {
    "assisting": ("assisting_kept", "shared", "overseen"),
    "limited": (),
    "negated": ("negated_kept", "open", "failed"),
    "planned": ("planning", "planning_kept", "open"),
    "often_seldom": ("often_sometimes", "shares_some"),
    "often_sometimes": ("often_seldom", "shares_some"),
    "beside": ("shared", "assisting"),
    "proposed": ("planning_kept", "stages_kept", "planned"),
    "looking_on": ("assisting",),
    "learned": (),
}
"""Groups of words that make a line less, and further ones by which a text may say so."""
_CLAUSE = re.compile(r"[^.,;:()\n]+")


def left_out(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What tells most of a clause, and leaves out what makes that less: help, a part, a plan, a proposal."""
    if not _is_compared(text, scope):
        return
    for group, others in _LESS.items():
        if any(pattern(one).search(text.folded) for one in (group, *others)):
            continue
        for clause in _CLAUSE.finditer(scope.lines.folded):
            about = _told_less(group, clause, scope.lines)
            shared = [t for t in about if keys_of(t.plain, "en") & text.stems]
            if 2 * len(shared) > len(about):
                yield ClaimKind.SCOPE, told_as(shared[-1], text)


def _told_less(group: str, clause: re.Match[str], lines: Text) -> list[Token]:
    """What a clause says beside the words of a group; nothing where it has none."""
    hits = [hit.span() for hit in pattern(group).finditer(lines.folded, clause.start(), clause.end())]
    return [
        token
        for token in lines.tokens
        if hits
        and clause.start() <= token.start < clause.end()
        and not any(start <= token.start < end for start, end in hits)
        and not is_function_word(token.plain, "en")
        and LIGHT not in acts_of(token.plain, "en")
    ]


_LEAST = 2


def alone(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What tells of a line, and of nobody, where the line names somebody who may have done it, or a part."""
    if not _is_compared(text, scope) or any(map(is_person, text.words)):
        return
    for line in map(Text, scope.lines.text.splitlines()):
        told = [t for t in line.tokens if not (is_function_word(t.plain, "en") or is_person(t.plain))]
        shared = [t for t in told if keys_of(t.plain, "en") & text.stems]
        agents = [agent for deed in theirs(line) for agent in deed.agent]
        somebody = (t for t in line.tokens if _is_somebody(t, line) and t not in agents)
        if len(shared) >= _LEAST and any(_is_of_what_is_told(t, line, text) for t in somebody):
            yield ClaimKind.SCOPE, told_as(shared[-1], text)


def _is_of_what_is_told(somebody: Token, line: Text, text: Text) -> bool:
    """Whether somebody stands beside the first act of a line, or beside a further one that the text tells."""
    before = [head for head in line.heads if head.start < somebody.start]
    return len(before) <= 1 or not keys_of(before[-1].plain, "en").isdisjoint(text.stems)


def _is_somebody(token: Token, line: Text) -> bool:
    """Whether a word names one who works: a chef, the department, the designer's; no patients or people."""
    known = words("people") | words("heads") | words("seniority")
    one = not token.plain.endswith("s") or token.plain == "colleagues"
    return one and token.plain in known - _ANYBODY and token not in line.heads


_ANYBODY = frozenset({"people", "group", "client", "customer", "student", "person", "chair"})
