"""What somebody was, for whom, and what they know and hold."""

import re
from collections.abc import Iterator

from candidacy.domain.postings.languages import level_rank
from candidacy.domain.postings.text import fold
from candidacy.domain.skills import Relation, SkillMention, find_skills
from candidacy.domain.tailoring.guard.acts import acts_of, supported
from candidacy.domain.tailoring.guard.checks.claim import (
    Claim,
    is_compound,
    is_initials,
    newly_said,
    says_nothing,
    spelt_out,
)
from candidacy.domain.tailoring.guard.checks.others import is_person
from candidacy.domain.tailoring.guard.checks.titles import is_occupation
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.lexicon import (
    Token,
    is_function_word,
    keys_of,
    words,
)
from candidacy.domain.tailoring.guard.rates import days_in
from candidacy.domain.tailoring.schema import ClaimKind

_AT = re.compile(
    r"\b(?:at|joined|joining|employed by|hired by|bei|chez|na|no|en) ([A-Z][\w&.-]+)((?: [A-Z][\w&.-]+)*)"
)


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
        named = any(name in known for known in scope.employers)
        called = fold(hit[1] + hit[2])
        named = named or bool(days_in(name)) or (" " in called and called in scope.lines.folded)
        if text.folded[hit.start() : hit.end(1)] not in scope.around.folded and not named:
            yield ClaimKind.EMPLOYER, hit[1]


def degrees(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Every degree has its level and its wording in the sources."""
    for level in sorted(text.degrees - scope.around.degrees):
        yield ClaimKind.DEGREE, level
    yield from newly_said(text, scope.around, "degrees", ClaimKind.DEGREE)


def certificates(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Every certificate, licence or accreditation stands in the sources in the same words."""
    for kind, said in newly_said(text, scope.around, "certified", ClaimKind.CERTIFICATE, joined=True):
        if not _is_otherwise(said, text) and not (said == "clearance" and "clear" in scope.lines.roots):
            yield kind, said


def _is_otherwise(said: str, text: Text) -> bool:
    """Whether it certifies nothing: clearance of goods, or goods that somebody registered."""
    head = next((token for token in text.heads if token.plain == said == "registered"), None)
    if head is None:
        signed = re.search(rf"{re.escape(said)} (?:the|an?|our|my|its)? ?([a-z]+(?: [a-z]+)?)", text.folded)
        if said in {"approved by", "endorsed by"}:
            return signed is not None and any(map(is_person, signed[1].split()))
        return said == "clearance" and "clearance of " in text.folded
    behind = [token.plain for token in text.tokens if token.start > head.start][:_REACH]
    return not any(map(is_occupation, behind)) and not {"as", "with", "by"}.intersection(behind)


_REACH = 3


def skills(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """A skill is one that the entry shows, or the general case of one."""
    full = spelt_out(text, scope.lines)
    for mention in find_skills(text.text, facts.taxonomy):
        otherwise = is_initials(mention.text, scope.lines) or any(
            start <= mention.start and mention.end <= end for start, end in full
        )
        if not otherwise and not is_shown(mention, text, scope, facts):
            yield ClaimKind.SKILL, mention.text


def is_shown(mention: SkillMention, text: Text, scope: Scope, facts: Facts) -> bool:
    own = [
        token
        for token in text.tokens
        if token.start < mention.end
        and mention.start < token.end
        and not is_function_word(token.plain, text.language)
    ]
    while len(own) > 1 and _says_nothing_here(own[0], scope):
        # "Reduced food waste" is food waste: what begins a line as a verb is no part of the skill.
        own.pop(0)
    if all(keys_of(token.plain, text.language) & scope.lines.stems for token in own):
        return True
    if len(own) == 1 and _says_nothing_here(own[0], scope):
        return True
    if _is_put_together(own, scope):
        return True
    relation = facts.taxonomy.relation
    # What another line of the entry shows is itself a skill here too, but not the general case of it.
    return any(relation(have, mention.uri) is Relation.EXACT for have in scope.skills) or any(
        relation(have, mention.uri) is Relation.NARROWER for have in scope.own_skills
    )


def _is_put_together(own: list[Token], scope: Scope) -> bool:
    """Whether a skill is but usual words that the lines say, or that claim nothing: at least one said so."""
    if any(sum(map(str.isupper, token.word)) > 1 for token in own):
        return False
    said = [token for token in own if _is_said(token.plain, scope.lines) or _is_trade(token.plain, scope)]
    return bool(said) and all(token in said or _says_nothing_here(token, scope) for token in own)


def _is_trade(word: str, scope: Scope) -> bool:
    """Whether a word is of the family of somebody's title: the accounting of an accountant."""
    return bool(keys_of(word, scope.lines.language) & scope.titles.stems)


def _is_said(word: str, lines: Text) -> bool:
    parts = [p for p in word.split("-") if p not in PREFIXES and not is_function_word(p, lines.language)]
    if len(parts) == 1 and is_compound(parts[0], lines):
        return True
    return bool(parts) and all(keys_of(part, lines.language) & lines.entailed for part in parts)


PREFIXES = frozenset({"pre", "post", "non", "re", "co", "based", "related"})


def _says_nothing_here(token: Token, scope: Scope) -> bool:
    if acts_of(token.plain, scope.lines.language):
        return supported(token.plain, scope.lines.language, scope.lines.acts, scope.lines.told)
    return says_nothing(token.plain, scope.lines.language)


def languages(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """A language is one that the CV states, at most at the level that it states."""
    for said in text.languages:
        words_ = text.text[said.start : said.end]
        if said.code not in facts.spoken:
            yield ClaimKind.LANGUAGE_LEVEL, words_
        elif said.level and level_rank(said.level) > level_rank(facts.spoken[said.code] or ""):
            yield ClaimKind.LANGUAGE_LEVEL, f"{words_} {said.level}"
        elif scope.entry is not None and _is_another(said.start, text, scope.lines):
            yield ClaimKind.LANGUAGE_LEVEL, words_


_SPOKEN_IN = re.compile(r"\bin ((?:[a-z]+(?:,? and |, ?|/| or ))*[a-z]+)")


def _is_another(start: int, text: Text, lines: Text) -> bool:
    """Whether something is told to be in a language, and the lines have it in others: German, not English."""

    def told(one: Text) -> set[str]:
        named = {one.folded[m.start : m.end] for m in one.languages}
        told = (hit[1] for hit in _SPOKEN_IN.finditer(one.folded))
        return {name for names in told for name in re.split(r"\W+(?:and |or )?", names) if name in named}

    own = [name for name in told(text) if text.folded.startswith(f"in {name}", max(0, start - 3))]
    known = told(lines)
    return bool(own) and bool(known) and not set(own) <= known
