"""Which of the claims that no source supports are but for their person to confirm: words, and few.

Refused is what something checkable speaks against: every claim of the checks that compare, a name, and how
often. What other checks infer from how a sentence is built is asked about, and a number that the line has, of
which it is but unclear what it counts. Other languages are asked about in ``other_languages``.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from fractions import Fraction
from itertools import combinations

from candidacy.domain.postings.text import fold
from candidacy.domain.skills import ConceptKind, SkillMention, Taxonomy, find_skills
from candidacy.domain.tailoring.guard.acts import acts_of, supported
from candidacy.domain.tailoring.guard.checks.adding import is_beside, leaves_nothing_out
from candidacy.domain.tailoring.guard.checks.claim import Claim
from candidacy.domain.tailoring.guard.checks.counting import counted_by
from candidacy.domain.tailoring.guard.checks.doing import made
from candidacy.domain.tailoring.guard.checks.keeping import is_past
from candidacy.domain.tailoring.guard.checks.titles import is_worker
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.lexicon import Token, is_function_word, keys_of
from candidacy.domain.tailoring.guard.ranges import Number
from candidacy.domain.tailoring.guard.rates import Rate, days_in
from candidacy.domain.tailoring.schema import ClaimKind

MOST = 6
"""So many words of one line are asked about."""
SHARE = 0.5
"""So large a part of its words: a line of which more is unknown is invented."""
_WORD = re.compile(r"(?:a |[a-z])[a-z]+(?:[- ][a-z]+)*")


def to_confirm(
    claims: Collection[Claim], inferred: Collection[Claim], text: Text, scope: Scope, facts: Facts
) -> dict[Claim, bool]:
    """Those of the claims that a person may be asked about, each with whether it has to be asked on its own.

    A number whose thing is asked about is asked with that. None where they are too many for the line.
    """
    if not (claims or inferred):
        return {}
    mentions = find_skills(text.text, facts.taxonomy)
    asked = [*_words(claims, text, scope, mentions), *_skills(claims, text, scope, mentions, facts.taxonomy)]
    asked += [(claim, things) for claim, things in made(text, scope) if claim in claims]
    said = {token for _, tokens in asked for token in tokens}
    content = [token for token in text.tokens if not is_function_word(token.plain, "en")]
    if len(said) > min(MOST, SHARE * len(content)):
        return {}
    found = {claim: True for claim, _ in asked}
    found |= {claim: True for claim in inferred if claim not in claims and not _is_named(claim, text)}
    things = {token.plain for token in said}
    values = Counter(number.value for number in text.numbers)
    for number in text.numbers:
        if values[number.value] == 1 and (counted := counted_by(number, text, scope)) is not None:
            for kind in (ClaimKind.NUMBER, ClaimKind.DATE):
                found[kind, number.wording] = things.isdisjoint(counted)
    sums = {one.value + other.value for one, other in combinations(scope.lines.numbers, 2)} | _counts(
        scope.lines
    )
    found |= {
        (ClaimKind.NUMBER, number.wording): True
        for number in text.numbers
        if number.value in sums or _is_share(number, scope.lines)
    }
    return found


def _is_share(number: Number, lines: Text) -> bool:
    """Whether a share is that of two numbers of the lines: half of them, of two and four."""
    pairs = combinations([n.value for n in lines.numbers if n.kind == "plain" and n.value], 2)
    shares = (100 * min(pair) / max(pair) for pair in pairs)
    return number.kind == "percent" and any(abs(share - number.value) <= 1 for share in shares)


def _counts(lines: Text) -> frozenset[int]:
    """How many things lists of the lines have: three of two partners and an associate, and of A, B and C."""
    listed = (len(_LISTED.split(part)) for part in re.split(r"[.;:()\n]", lines.folded))
    more = (
        {int(n.value) + 1 for n in lines.numbers if n.value < _FEW}
        if _ANOTHER.search(lines.folded)
        else set()
    )
    return frozenset({count for count in listed if 1 < count <= _FEW} | more)


_FEW = 12
_LISTED = re.compile(r",\s*(?:and\s+)?|\s+(?:and|&)\s+")
_ANOTHER = re.compile(r"\b(?:an?|one|another)\b")


def _is_named(claim: Claim, text: Text) -> bool:
    """Whether a claim is but a name."""
    return any(token.word == claim[1] and not _is_word(token, text) for token in text.tokens)


def _words(
    claims: Collection[Claim], text: Text, scope: Scope, mentions: Collection[SkillMention]
) -> Iterator[tuple[Claim, list[Token]]]:
    """The words that stand in no source; not those of a skill's name, nor what makes a list longer."""
    kept = leaves_nothing_out(text, scope.lines)
    for token in text.tokens:
        claim = (ClaimKind.UNSUPPORTED, token.word)
        named = any(m.start <= token.start < m.end for m in mentions if _is_claimed(m, token, claims, text))
        if (
            claim in claims
            and not named
            and _may_be_asked(token, text, scope.lines)
            and not (kept and is_beside(token, text, scope.lines))
        ):
            yield claim, [token]


def _is_claimed(mention: SkillMention, token: Token, claims: Collection[Claim], text: Text) -> bool:
    """Whether a word is part of a skill that is claimed, and not but the act by which a shown one is told."""
    return (ClaimKind.SKILL, mention.text) in claims or token not in text.heads


def _skills(
    claims: Collection[Claim],
    text: Text,
    scope: Scope,
    mentions: Collection[SkillMention],
    taxonomy: Taxonomy,
) -> Iterator[tuple[Claim, list[Token]]]:
    """What is done, by a usual name that in part stands in the line, or stands for no further means."""
    kept = leaves_nothing_out(text, scope.lines)
    for mention in mentions:
        claim = (ClaimKind.SKILL, mention.text)
        own = [t for t in text.tokens if mention.start <= t.start < mention.end]
        # A skill may begin within a token: on-call, of taking on.
        done = bool(own) and own[0] in text.heads
        usual = bool(own) and taxonomy[mention.uri].kind in _ASKED_KINDS
        if claim not in claims or not (done or usual):
            continue
        new = [t for t in own if not _is_said(t, scope)]
        listed = kept and any(is_beside(t, text, scope.lines) for t in own)
        acted = done or is_past(own[0].plain) or is_worker(own[-1].plain)
        further = not acted and len(new) == len(own) and _is_further(mention, text)
        told = not acted and own[0].plain.endswith("ing") and _OBJECT_OF.search(text.folded[: mention.start])
        apart = listed or (further and not told)
        if not apart and all(_may_be_asked(t, text, scope.lines) for t in new):
            yield claim, new


_FURTHER = re.compile(
    r"(?:\b(?:with|in|using|by|through|under|and|or|via|on)|,)\s+(?:(?:an?|the|some)\s+)?(?:[\w-]+\s+)?$"
)


_OBJECT_OF = re.compile(r"(?<!,)(?<!with)(?<!using)(?<!by)(?<!and)(?<!through)(?<!via)(?<!in)(?<!on) $")


def _is_further(mention: SkillMention, text: Text) -> bool:
    """Whether a skill stands where means and further things do: with a forklift, and solar panels."""
    hit = _FURTHER.search(text.folded[: mention.start])
    return hit is not None and not any(hit.start() < head.start < mention.start for head in text.heads)


def _is_said(token: Token, scope: Scope) -> bool:
    if acts_of(token.plain, "en"):
        return supported(token.plain, "en", scope.lines.acts, scope.lines.told)
    begun = any(token.plain.startswith(word) and len(word) >= _BEGUN for word in scope.lines.words)
    return begun or bool(keys_of(token.plain, "en") & scope.lines.entailed)


_BEGUN = 4
"""Letters of a word that the line has cut short: chemo."""
_ASKED_KINDS = frozenset({ConceptKind.SKILL, ConceptKind.KNOWLEDGE})


def _may_be_asked(token: Token, text: Text, lines: Text) -> bool:
    """Whether it is a word and no name, and no other day or rate than the lines state."""
    if named := days_in(fold(token.word)):
        return named <= days_in(lines.folded)
    own = [rate for rate in text.rates if rate.start <= token.start < rate.end]
    word = _is_word(token, text)
    return word and not (own and lines.rates and not _is_rate(own[0], text, lines))


def _is_rate(rate: Rate, text: Text, lines: Text) -> bool:
    """Whether the lines state a rate, by which something of the text is counted: two visits a month."""
    often = {rate.often * Fraction(number.value) for number in text.numbers}
    return any(one.unit == rate.unit and one.often in often for one in lines.rates)


def _is_word(token: Token, text: Text) -> bool:
    """Whether it is by its letters and capitals a word and no name."""
    begins = not text.text[: token.start].strip(" -•*\n\t")
    word = token.word.removesuffix("'s").removesuffix("’s")
    word = word[:1].lower() + word[1:] if begins else word
    return bool(_WORD.fullmatch(word))
