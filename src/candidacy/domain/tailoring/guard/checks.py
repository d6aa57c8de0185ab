"""The checks of a changed text, one for each kind of claim; each yields what the CV does not support."""

import re
from collections.abc import Callable, Iterator

from candidacy.domain.matching.words import stems
from candidacy.domain.postings.languages import level_rank
from candidacy.domain.postings.text import fold
from candidacy.domain.review.lexicon import lexicon
from candidacy.domain.skills import Relation, SkillMention, find_skills
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.lexicon import (
    claiming,
    neutral_stems,
    pattern,
    root_of,
    stem_of,
    words,
    words_of,
)
from candidacy.domain.tailoring.guard.numbers import Number
from candidacy.domain.tailoring.schema import ClaimKind

Claim = tuple[ClaimKind, str]
Check = Callable[[Text, Scope, Facts], Iterator[Claim]]

_PERIOD = re.compile(r"\s*-?(?:years?|months?|weeks?|jahren?|monaten?|anos?|meses|ans|mois)\b")
_OF_EXPERIENCE = re.compile(
    r"\s*-?years?'? (?:of )?(?:professional |work |working |overall |total )?experience"
    r"(?! (?:in|with|as|of|leading|managing|using))"
)
_NEXT, _AFTER, _NEAR = 2, 5, 8
"""Words: right behind a number, around it in the new text, and around it in the source."""
_AT = re.compile(r"\b(?:at|joined|joining|employed by|hired by|bei|chez|na|no|en) ([A-Z][\w&.-]+)")
_RANGE = re.compile(r"\W*(?:[a-z]{1,8}\W+)?(?:(?:to|bis|a|und|and|or|y|e)\b)?\W*")
_CLAUSE = re.compile(r"(?:^|[.;!?]\s+|(?<!\bto )(?<!\w)[a-z]+ and\s+|\bi\s+)([a-z][a-z-]+)", re.MULTILINE)
_TEAM_LEAD = re.compile(r"\b(?:team|tech|technical|project|shift|group|practice) leads?\b")


def numbers(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """A number stands in the sources with the same unit and bound, beside the same things."""
    for number in text.numbers:
        known = number.value in scope.years if number.kind == "year" else _derived(number, text, facts, scope)
        if not known and not any(_supports(number, text, source) for source in (scope.lines, scope.around)):
            behind = text.folded[number.end :]
            is_time = number.kind == "year" or _PERIOD.match(behind)
            yield (ClaimKind.DATE if is_time else ClaimKind.NUMBER), number.wording


def _derived(number: Number, text: Text, facts: Facts, scope: Scope) -> bool:
    """Years of experience in general are counted from the dated roles."""
    if scope.entry is not None or not _OF_EXPERIENCE.match(text.folded[number.end :]):
        return False
    return number.value <= facts.worked_years


def _supports(number: Number, text: Text, source: Text) -> bool:
    same = [n for n in source.numbers if (n.kind, n.value) == (number.kind, number.value)]
    return any(_bound_holds(number, n) and _same_thing(number, text, n, source) for n in same)


def _bound_holds(number: Number, stated: Number) -> bool:
    if stated.bound == "about":
        return number.bound == "about"
    return number.bound != "over" or stated.bound == "over"


def _same_thing(number: Number, text: Text, stated: Number, source: Text) -> bool:
    """What stands right behind the number, and something around it, stands near it in the source too."""
    near = _around(source, stated, _NEAR)
    counted = [s for s in _behind(text, number)[:_NEXT] if s not in neutral_stems()]
    about = _around(text, number, _AFTER) - neutral_stems()
    beside = not counted or any(_counts(stated, stem, source) for stem in counted)
    return beside and (not about or bool(near & about))


def _counts(stated: Number, stem: str, source: Text) -> bool:
    """Whether of the numbers of its line this one stands nearest to a word, or to one that says the same."""
    line = _line_of(source, stated)
    rivals = [n for n in source.numbers if line[0] <= n.start < line[1]]
    own = _range_of(stated, rivals, source)
    places = [
        start + line[0]
        for word, start in words_of(source.text[line[0] : line[1]])
        if stem in Text(word).stems and len(words_of(source.text[stated.start : start + line[0]])) <= _NEAR
    ]
    return any(_range_of(min(rivals, key=lambda n: _apart(n, at)), rivals, source) == own for at in places)


def _range_of(number: Number, line: list[Number], source: Text) -> int:
    """Where the range begins that a number belongs to: ``from 94 to 21 minutes`` is one."""
    at = line.index(number)
    while at and _RANGE.fullmatch(source.folded[line[at - 1].end : line[at].start]):
        at -= 1
    return line[at].start


def _apart(number: Number, place: int) -> int:
    """What stands behind a number is rather counted by it than what stands before."""
    return place - number.end if place >= number.end else 2 * (number.start - place)


def _line_of(text: Text, number: Number) -> tuple[int, int]:
    end = text.text.find("\n", number.end)
    return text.text.rfind("\n", 0, number.start) + 1, end if end >= 0 else len(text.text)


def _behind(text: Text, number: Number) -> list[str]:
    clause = re.split(
        r"[,;.:()](?:\s|$)| (?:and|by|through|while|for|in) ", text.text[number.end :], maxsplit=1
    )[0]
    return [stem_of(w) for w, _ in words_of(clause) if stems(w)]


def _around(text: Text, number: Number, reach: int) -> set[str]:
    """The stems beside a number within its own line, with those that say the same."""
    start, end = _line_of(text, number)
    left, right = text.text[start : number.start], text.text[number.end : end]
    before = [w for w, _ in words_of(left) if stems(w)][-reach:]
    after = [w for w, _ in words_of(right) if stems(w)][:reach]
    return set(Text(" ".join((*before, *after))).stems)


def employers(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """No organisation of another entry is named, and in a summary none with a title held elsewhere."""
    for name in sorted(facts.employers(None)):
        if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text.folded):
            continue
        if scope.entry is not None:
            if name not in scope.around.folded:
                yield ClaimKind.EMPLOYER, name
            continue
        held = facts.told_of(name)
        for word in text.words:
            if word in words("heads") | words("seniority") and word not in held.words:
                yield ClaimKind.TITLE, f"{word} … {name}"


def workplaces(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Who stands behind ``at`` is the entry's organisation, or stands behind it in the sources too."""
    for hit in _AT.finditer(text.text):
        name = fold(hit[1])
        if fold(hit[0]) not in scope.around.folded and not any(name in known for known in scope.employers):
            yield ClaimKind.EMPLOYER, hit[1]


def titles(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """The words of titles, with the word beside them, stand in the sources."""
    known = scope.around
    for first, second in zip(("", *text.words), text.words, strict=False):
        held = second in known.words and (_plain(first) or (first, second) in known.pairs)
        if second in words("heads") and not held:
            yield ClaimKind.TITLE, f"{first} {second}"
        if first in words("seniority") and first not in words("heads") and (first, second) not in known.pairs:
            yield ClaimKind.TITLE, f"{first} {second}"
    leads = [hit[0] for hit in _TEAM_LEAD.finditer(text.folded)]
    yield from ((ClaimKind.TITLE, lead) for lead in leads if lead not in known.folded)
    if text.words and text.words[-1] in words("seniority") and text.words[-1] not in known.words:
        yield ClaimKind.TITLE, text.words[-1]


def _plain(word: str) -> bool:
    """Whether a word before a title says nothing of it: ``as an accountant``, ``experienced accountant``."""
    return word not in words("ranks") and (not stems(word) or stem_of(word) in neutral_stems())


def degrees(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Every degree has its level and its wording in the sources."""
    for level in sorted(text.degrees - scope.around.degrees):
        yield ClaimKind.DEGREE, level
    yield from _said(text, scope.around, "degrees", ClaimKind.DEGREE)


def certificates(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Every certificate, licence or accreditation stands in the sources in the same words."""
    yield from _said(text, scope.around, "certified", ClaimKind.CERTIFICATE)


def _said(text: Text, source: Text, group: str, kind: ClaimKind) -> Iterator[Claim]:
    known = {hit[0] for hit in pattern(group).finditer(source.folded)}
    for hit in pattern(group).finditer(text.folded):
        if hit[0] not in known and text.folded[hit.start() - 1 : hit.start()] != "-":
            yield kind, hit[0]


def skills(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """A skill is one that the entry shows, or the general case of one."""
    for mention in find_skills(text.text, facts.taxonomy):
        if not _shown(mention, scope, facts):
            yield ClaimKind.SKILL, mention.text


def _shown(mention: SkillMention, scope: Scope, facts: Facts) -> bool:
    own = [stem_of(w) for w, _ in words_of(mention.text)]
    while len(own) > 1 and own[0] in neutral_stems():
        # "Reduced food waste" is food waste: what begins a line as a verb is no part of the skill.
        own.pop(0)
    if scope.lines.stems.issuperset(own) or (len(own) == 1 and own[0] in neutral_stems()):
        return True
    proves = (Relation.EXACT, Relation.NARROWER)
    return any(facts.taxonomy.relation(have, mention.uri) in proves for have in scope.skills)


def languages(text: Text, _: Scope, facts: Facts) -> Iterator[Claim]:
    """A language is one that the CV states, at most at the level that it states."""
    for said in text.languages:
        words_ = text.text[said.start : said.end]
        if said.code not in facts.spoken:
            yield ClaimKind.LANGUAGE_LEVEL, words_
        elif said.level and level_rank(said.level) > level_rank(facts.spoken[said.code] or ""):
            yield ClaimKind.LANGUAGE_LEVEL, f"{words_} {said.level}"


def breadth(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """How far something went, who led it and what came of it, stand in the lines themselves."""
    yield from _said(text, scope.lines, "breadth", ClaimKind.SCOPE)
    for group, known in (("leading", _leads(scope.lines)), ("founding", _founds(scope.lines))):
        for word in text.words:
            if not known and word in words(group) and word not in scope.lines.words:
                yield ClaimKind.SCOPE, word
    if not pattern("results").search(scope.lines.folded):
        for hit in pattern("results").finditer(text.folded):
            yield ClaimKind.SCOPE, hit[0]


def _leads(lines: Text) -> bool:
    """Whether the lines say that somebody led; a recycling drive alone is no leading, nor is a design."""
    begin = {hit[1] for hit in _CLAUSE.finditer(lines.folded)}
    nouns, leading = words("leading_or_noun"), words("leading") - words("designing")
    return any(w in leading and (w not in nouns or w in begin) for w in lines.words)


def _founds(lines: Text) -> bool:
    return not words("founding").isdisjoint(lines.words)


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
        if not pattern(group).search(text.folded):
            yield from ((kind, claim) for claim in _lost(group, text, scope))


def _reworded(text: Text, scope: Scope) -> bool:
    return any(stems(w) and stem_of(w) not in scope.lines.stems for w, _ in words_of(text.text))


def _lost(group: str, text: Text, scope: Scope) -> Iterator[str]:
    """What a qualifier of the sources is about, where the text says that without it.

    Against a whole CV one word in common is chance.
    """
    own = {stem_of(w) for w, _ in words_of(text.text)}
    least = 1 if scope.entry is not None else 2
    for hit in pattern(group).finditer(scope.lines.folded):
        clause = re.split(r"[;.\n]", scope.lines.folded[hit.end() :], maxsplit=1)[0]
        about = [stem_of(w) for w, _ in words_of(clause) if stems(w)][:3]
        if len(own.intersection(about)) >= least:
            yield text.text[:80]
            return


def tenses(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What is over is not told as going on, and what was done once is not told as a habit."""
    if scope.entry is None or scope.ended:
        yield from _said(text, scope.lines, "ongoing", ClaimKind.TENSE)
    elif re.search(r"\bwill\b", text.folded) and "will" not in scope.lines.words:
        yield ClaimKind.TENSE, "will"
    if scope.entry is None:
        return
    for hit in _CLAUSE.finditer(text.folded):
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


def wording(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """Every other word stands in the sources, says the same as one there, or claims nothing."""
    spans = [(n.start, n.end) for n in text.numbers]
    shown = [m for m in find_skills(text.text, facts.taxonomy) if _shown(m, scope, facts)]
    spans += [(m.start, m.end) for m in shown]
    previous = ""
    for word, start in words_of(text.text):
        covered = any(a <= start < b for a, b in spans)
        if not covered and not _known_word(word, scope.around, named=_is_name(word, start, text.text)):
            yield _kind_of_name(word, previous, text), word
        previous = word


def _known_word(word: str, source: Text, *, named: bool) -> bool:
    if stem_of(word) in source.stems or (not named and root_of(word) in source.roots):
        return True
    if not named and (not stems(word) or _claims_nothing(fold(word))):
        return True
    parts = re.split(r"[-/&]", word)
    return len(parts) > 1 and all(_known_word(p, source, named=named and p[:1].isupper()) for p in parts if p)


def _claims_nothing(word: str) -> bool:
    """Whether a word is neutral; what leads is held against the lines by ``breadth``."""
    return word in words("leading") or (stem_of(word) in neutral_stems() and word not in claiming())


def _is_name(word: str, start: int, text: str) -> bool:
    """A word with a capital within a sentence, or more than one capital."""
    if sum(map(str.isupper, word)) > 1:
        return True
    begins = not text[:start].strip() or text[:start].rstrip()[-1:] in '.:;!?•–—"“('
    return word[:1].isupper() and not begins


def _kind_of_name(word: str, previous: str, text: Text) -> ClaimKind:
    if not word[:1].isupper():
        return ClaimKind.UNSUPPORTED
    if pattern("employed").fullmatch(previous.lower()):
        return ClaimKind.EMPLOYER
    return ClaimKind.CERTIFICATE if pattern("certified").search(text.folded) else ClaimKind.UNSUPPORTED


CHECKS: tuple[Check, ...] = (
    numbers,
    employers,
    workplaces,
    titles,
    degrees,
    certificates,
    skills,
    languages,
    breadth,
    qualifiers,
    tenses,
    wording,
)
