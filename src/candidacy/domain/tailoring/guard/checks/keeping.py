"""What was help, a plan, a beginning or a denial, and when it was."""

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from candidacy.domain.postings.text import fold
from candidacy.domain.review.lexicon import lexicon
from candidacy.domain.tailoring.guard.acts import LIGHT, acts_of, said_by
from candidacy.domain.tailoring.guard.checks.claim import Claim, in_idiom, newly_said
from candidacy.domain.tailoring.guard.facts import CLAUSE, Facts, Scope, Text
from candidacy.domain.tailoring.guard.forms import bases
from candidacy.domain.tailoring.guard.lexicon import (
    Token,
    is_function_word,
    keys_of,
    pattern,
    root_of,
    words,
    words_of,
)
from candidacy.domain.tailoring.guard.shipped import shipped
from candidacy.domain.tailoring.schema import ClaimKind

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


_KEPT = frozenset({"planning", "assisting", "negated"})


def _kept(group: str, text: Text) -> bool:
    """Whether a text says in other words that something was help, a plan, or not so."""
    kept = [f"{group}_kept"] if group in _KEPT else []
    if group in {"planned", "planning", "negated"}:
        kept.append("open")
    if group == "assisting" and (
        any(token.plain == "help" for token in text.tokens) or _BY_SOMEBODY.search(text.folded)
    ):
        return True
    return any(pattern(one).search(text.folded) for one in kept)


_BY_SOMEBODY = re.compile(r"[a-z]{3,}(?:ed|en|un|lt|id) by (?:the|an?|our|my|its|another)\b")
"""What others did is told as theirs: tenders compiled by the estimators."""


def _reworded(text: Text, scope: Scope) -> bool:
    language = text.language
    return any(
        not is_function_word(w, language) and not keys_of(fold(w), language) & scope.lines.stems
        for w, _ in words_of(text.text)
    )


_GIVEN = re.compile(r"contribut(?:e|es|ed|ing) (?!to\b|in\b|towards\b)")
"""What somebody contributed is their own."""
_SOMEBODY = re.compile(r"assistants?|participants?|supporters?|contributors?")
"""Who is led is no help that was given."""


def _is_noun(hit: re.Match[str], lines: Text) -> bool:
    """Whether planning is a thing itself, as in rota planning, or a means."""
    ends = hit[0].endswith("ing") and not re.match(r"\s+[a-z]", lines.folded[hit.end() :])
    return ends or bool(_MEANS.search(lines.folded[: hit.start()]))


_PLANNED_FOR = frozenset({"planned for", "scheduled for", "due in"})


def _lost(group: str, text: Text, scope: Scope) -> Iterator[str]:
    """What a qualifier of the sources is about, where the text says that without it.

    Against a whole CV one word in common is chance.
    """
    own = text.stems
    least = 1 if scope.entry is not None else 2
    for hit in pattern(group, scope.lines.language).finditer(scope.lines.folded):
        if _SOMEBODY.fullmatch(hit[0]) or _GIVEN.match(scope.lines.folded, hit.start()):
            continue
        if group == "planning" and _is_noun(hit, scope.lines):
            continue
        clause = re.split(r"[;.\n]", scope.lines.folded[hit.end() :], maxsplit=1)[0]
        about = [fold(w) for w, _ in words_of(clause) if not is_function_word(w, text.language)][:3]
        if hit[0] in _PLANNED_FOR:
            before = re.split(r"[;,.\n]", scope.lines.folded[: hit.start()])[-1]
            about = [fold(w) for w, _ in words_of(before) if not is_function_word(w, text.language)][-3:]
        parts = [part for word in about for part in word.split("-")]
        if group == "assisting" and text.language == "en" and scope.entry is not None:
            parts = [part for part in parts if not _is_only_around(part, text)]
        if sum(bool(own & keys_of(part, text.language)) for part in parts) >= least:
            yield text.text[:80]
            return


_AROUND = re.compile(
    r"\b(?:in|at|for|during|from|about|after|before|following|within|as part of)\s+(?:[\w/-]+\s+){0,4}$"
)


def _is_only_around(word: str, text: Text) -> bool:
    """Whether a text has a thing only as what something was done for: gathered data for an audit."""
    places = [t.start for t in text.tokens if keys_of(word, "en") & keys_of(t.plain, "en")]
    return bool(places) and all(_AROUND.search(text.folded[:start]) for start in places)


def tenses(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What is over is not told as going on, and what was done once is not told as a habit."""
    if scope.entry is None or scope.ended:
        ongoing = newly_said(text, scope.lines, "ongoing", ClaimKind.TENSE)
        current = "update" in {token.plain for token in scope.lines.tokens}
        yield from (
            (kind, word)
            for kind, word in ongoing
            if not in_idiom(word, text) and not (current and word == "current")
        )
    elif re.search(r"\bwill\b", text.folded) and "will" not in scope.lines.words:
        yield ClaimKind.TENSE, "will"
    yield from (claim for gerund, claim in _told_in_present(text, scope) if not gerund)


def gerunds(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What is over, told by what somebody was doing: driving the van, which some read as going on."""
    yield from (claim for gerund, claim in _told_in_present(text, scope) if gerund)


def _told_in_present(text: Text, scope: Scope) -> Iterator[tuple[bool, Claim]]:
    if not scope.ended or text.language != "en":
        return
    for hit in (*CLAUSE.finditer(text.folded), *_NEXT.finditer(text.folded)):
        verb = hit[1]
        if (
            _names_a_thing(hit, text, scope.lines)
            or _is_means(hit, text)
            or _BY_ME.match(text.folded, hit.end())
        ):
            continue
        if verb not in scope.lines.words and (was_past(verb, scope) or _is_present(verb)):
            yield verb.endswith("ing"), (ClaimKind.TENSE, verb)


def _is_means(hit: re.Match[str], text: Text) -> bool:
    """Whether a word is one of several by which something was done: by feeding, walking and weighing them."""
    before = re.split(r"[.;:\n]", text.folded[: hit.start(1)])[-1]
    return hit[1].endswith("ing") and bool(_MEANS_OF.search(before))


_MEANS_OF = re.compile(r"\b(?:by|through|including) (?:[a-z]+ing\b[^.;:]*)?$")
_BY_ME = re.compile(r" by (?:me|myself)\b")
_NEXT = re.compile(r",\s+(?:and\s+)?([a-z]{2,})(?=\s+(?:the|an?)\s)")
"""What was done next: a word behind a comma that an article follows is a verb, unless it is a preposition."""
_OBJECT = re.compile(r"\s+(?:the|an?|all|any|our|their|its|it|them|(?:back|away|up|out|down|off)(?! of))\b")
_LISTING = re.compile(r"\b(?:as well as|including|such as)\b[^.;]*$")
_OF_IT = re.compile(r"(?<=s)\s+(?:of|to)\b|(?<!dispose)(?<!think)(?<!learn)(?<!approve)\s+of\b")
_FOR_SOMEBODY = re.compile(r"\s+(?:to|for)\s+(?:the|an?|our|my|its|their|one|\d+)\b")
_GERUND = re.compile(r"\s+([a-z]+ing)\b")


def over(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What the lines tell as going on, of a role that is not over, is not told as over."""
    if text.language != "en" or scope.lines.language != "en" or scope.entry is None or scope.ended:
        return
    present = [head for head in scope.lines.heads if fold(head.word) == head.plain and _is_habit(head.plain)]
    for head in text.heads:
        told = is_past(head.plain) and head.plain not in scope.lines.words
        told = told and not _BY_ME.match(text.folded, head.end)
        if told and any(is_one_word(head, one) for one in present):
            yield ClaimKind.TENSE, head.word


def _is_habit(verb: str) -> bool:
    return _is_present(verb) or verb in shipped("forms")


def _names_a_thing(hit: re.Match[str], text: Text, lines: Text) -> bool:
    """Whether what could be a verb is a noun: ``order picking``, ``repairs`` behind what is over."""
    has_object = bool(_OBJECT.match(text.folded, hit.end()))
    if hit[1].endswith("ing") and _LISTING.search(text.folded[: hit.start(1)]):
        return True
    if hit[1].endswith("ing") and hit[1] not in shipped("forms"):
        return not has_object
    gerund = _GERUND.match(text.folded, hit.end())
    begun = {word for head in lines.heads for word in (head.plain, fold(head.word).split()[0])}
    if gerund and any(keys_of(gerund[1], "en") & keys_of(word, "en") for word in begun):
        return True
    if gerund is None and _OF_IT.match(text.folded, hit.end()):
        return True
    if hit[1] in {"support", "help"} and _FOR_SOMEBODY.match(text.folded, hit.end()):
        return True
    joined = text.folded[hit.start() : hit.start(1)].rstrip().endswith(" and")
    told = (word for word, start in words_of(text.folded) if start < hit.start(1))
    return joined and not has_object and any(is_past(word) or word.endswith("ing") for word in told)


def unfinished(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What the lines tell as going on is not told as done."""
    going = frozenset[str]().union(
        *({*acts_of(verb, "en"), *keys_of(verb, "en")} for verb in _going_on(scope))
    )
    if _SO_FAR.search(scope.lines.folded) and _SO_FAR.search(text.folded):
        # Part of it is done: 62 of 70 closed so far.
        return
    told = [t for t in text.tokens if going & {*acts_of(t.plain, "en"), *keys_of(t.plain, "en")}]
    past = [h.word for h in text.heads if is_past(h.plain) and h.plain not in scope.lines.words]
    past += [t.word for t in told if is_past(t.plain) and not _TO_COME.search(text.folded, 0, t.start)]
    if going and past and told and not any(token.plain.endswith("ing") for token in told):
        yield ClaimKind.TENSE, past[0]


_SO_FAR = re.compile(r"\b(?:so far|to date|until now|up to now|as yet)\b")
_TO_COME = re.compile(r"\b(?:be|being)\s+$")


_GOING_ON = re.compile(
    r"\b(?:am|is|are|currently|presently|in the process of)\s+(?:[a-z]+ly\s+)?(?!being\b)([a-z]{3,}ing)\b"
)


_TO_BE_DONE = re.compile(
    r"\b(?:(?:is|are|currently)\s+(?:[a-z]+ly\s+)?being|(?:will|shall|to)\s+be)\s+([a-z]{3,})"
)
_UNDER_WAY = re.compile(r"\b(?:is|are|currently|still)\s+under\s+([a-z]{4,})")


def _going_on(scope: Scope) -> list[str]:
    """The verbs that the lines have in the progressive."""
    found = [hit[1] for hit in _GOING_ON.finditer(scope.lines.folded)]
    found += [hit[1] for hit in _TO_BE_DONE.finditer(scope.lines.folded)]
    found += [hit[1] for hit in _UNDER_WAY.finditer(scope.lines.folded) if acts_of(hit[1], "en")]
    if scope.entry is not None and not scope.ended:
        begun = (line.partition(" ")[0] for line in scope.lines.folded.splitlines())
        found += [verb for verb in begun if verb.endswith("ing") and acts_of(verb, "en")]
    return found


def goes_on(scope: Scope) -> bool:
    """Whether the lines are of a role that is not over, and tell something as going on."""
    return scope.entry is not None and not scope.ended and bool(_going_on(scope))


def is_past(verb: str) -> bool:
    regular = verb.endswith("ed") and not _NO_PAST.fullmatch(verb)
    return regular or verb in _irregular_pasts() or verb in _ALIKE


_NO_PAST = re.compile(r"(?!(?:dis)?agreed|freed|guaranteed)[a-z]*eed")
"""Verbs that only end like a past: to feed, to weed."""
_ALIKE = frozenset({"set", "put", "cut", "read", "split", "let", "hit", "bid", "shut"})
"""Verbs whose past is like their present."""


_NOUN = re.compile(
    r".*(?:s|ing|tion|sion|[ae]nce|ery|ipt|ice|sale|speech|growth|data|people|children|(?:wo)?men|feet)"
)


@cache
def _irregular_pasts() -> frozenset[str]:
    return frozenset(
        form for forms in shipped("forms").values() for form in forms.split() if not _NOUN.fullmatch(form)
    )


def _is_present(verb: str) -> bool:
    known = lexicon("en")
    forms = {verb, verb.removesuffix("s"), verb.removesuffix("es")}
    usual = known is not None and bool(forms & known.base_verbs) and verb not in known.past_verbs
    return usual or verb in words("present")


@lru_cache(maxsize=4_096)
def _irregular_pasts_of(verb: str) -> frozenset[str]:
    """The pasts that no rule makes: drew and drawn of draw, draws and drawing."""
    known = shipped("forms")
    forms = (form for base in bases(verb, "en") for form in str(known.get(base, "")).split())
    return frozenset(form for form in forms if not _NOUN.fullmatch(form)) - {verb}


def was_past(verb: str, scope: Scope) -> bool:
    """Whether the lines tell the same verb in the past: ``pass`` or ``passes`` for ``passed``."""
    forms = {verb, verb.removesuffix("s"), verb.removesuffix("es"), verb.removesuffix("ies") + "y"}
    pasts = {form + ending for form in forms for ending in ("d", "ed", form[-1:] + "ed")}
    pasts |= {form.removesuffix("y") + "ied" for form in forms if form.endswith("y")}
    if not is_past(verb) and (scope.ended or not verb.endswith("ing")):
        pasts |= _irregular_pasts_of(verb)
    if scope.ended and verb.endswith("ing"):
        pasts |= {verb.removesuffix("ing") + "ed", verb.removesuffix("ing") + "d"}
    told = pasts.intersection(scope.lines.words)
    return any(not _PASSIVE.search(before) for before in _before(told, scope.lines))


_PASSIVE = re.compile(r"\b(?:is|are|being|be)(?: [a-z]+ly)? $")


def _before(told: Collection[str], lines: Text) -> Iterator[str]:
    """What stands before each of these words."""
    return (lines.folded[:start] for word, start in words_of(lines.folded) if word in told)


def done(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What the lines but name is not told as done: who requested an audit did not audit."""
    lines = scope.lines
    if text.language != "en" or lines.language != "en" or scope.entry is None:
        return
    for head in text.heads:
        families = acts_of(head.plain, "en")
        if not is_past(head.plain) or LIGHT in families:
            continue
        if any(families & said_by(h.plain, "en") or is_one_word(head, h) for h in lines.heads):
            continue
        named = [token for token in lines.tokens if is_one_word(head, token)]
        made = _MADE if families & _WRITTEN else frozenset[str]()
        if named and all(_is_but_named(token, lines, made) for token in named):
            yield ClaimKind.SCOPE, head.word


_WRITTEN = frozenset({"plan", "record", "inform", "design"})
_MADE = frozenset({"make", "prepare", "write", "record", "deliver", "submit", "maintain", "study"})
"""Who made a plan planned, and who wrote a report reported."""


_RAN = re.compile(r"(?:ran|run|runs|running|did|held) an? ")
"""Who ran a pilot piloted."""
_BY_OTHERS = re.compile(r"\s+by\s+(?:the|an?|our|its|their)\b")


def _is_but_named(token: Token, lines: Text, made: frozenset[str]) -> bool:
    """Whether a word of the lines is a thing that something else was done to; by ``made`` it came to be."""
    if lines.folded.endswith(" my ", 0, token.start):
        return False
    if is_past(token.plain):
        return bool(_BY_OTHERS.match(lines.folded, token.end))
    before = [head for head in lines.heads if head.start < token.start]
    if before and _RAN.fullmatch(lines.folded, before[-1].start, token.start):
        return False
    families = said_by(before[-1].plain, "en") if before else frozenset[str]()
    return bool(families) and families.isdisjoint({LIGHT, "lead", "responsible"} | made)


def is_one_word(one: Token, other: Token) -> bool:
    return bool(bases(one.plain, "en") & bases(other.plain, "en")) or root_of(one.plain) == root_of(
        other.plain
    )
