"""Which of the skills in a sentence are alternatives ("React or Vue") and which are all asked for."""

import itertools
import re
from collections.abc import Sequence

from candidacy.domain.postings.text import fold
from candidacy.domain.skills.concepts import SkillMention

_OR = re.compile(
    r"^[\s)\"'*]*(?:,?\s*(?:and ?/ ?or|or|oder|bzw\.?|ou|o|u|of|und ?/ ?oder|et ?/ ?ou|y ?/ ?o"
    r"|e ?/ ?ou|en ?/ ?of)\s(?:[\w.+#-]+\s){0,2}|\s?/\s?)[\s(\"']*$"
)
_COMMA = re.compile(r"^[\s)]*,[\s(]*$|^\s$")
_AND = re.compile(r"^[\s)]*,?\s*(?:and|und|et|y|e|en|&)\s[\s(]*$")
_CHOICE_BEFORE = re.compile(
    r"(?:one (?:or more )?of|one or more|at least (?:one|two|1|2)|any of|either|such as"
    r"|e\.g\.?,?|for example|like|similar to|eine[rs]? (?:oder mehrere )?(?:der|von)"
    r"|mindestens eine[rs]?|z\.? ?b\.?|wie|beispielsweise"
    r"|l'un(?:e)? de|au moins un(?:e)?|comme|tels? que|p\.? ?ex\.?|alguno|alguna"
    r"|al menos un[oa]?|como|por ejemplo|pelo menos um[a]?|tais como|por exemplo|een van"
    r"|minimaal een|zoals|bijvoorbeeld)(?:[:\s(][^.;]{0,40})?$"
)
_SIMILAR_AFTER = re.compile(
    r"^[\s,)]*(?:or|oder|ou|o|of)\s+(?:an?\s+)?(?:other |another |any other |comparable "
    r"|vergleichbar|similar|equivalent|ahnlich|equivalente?|autre|similaire|otro|vergelijkbaar"
    r"|soortgelijk)"
)


def group(sentence: str, mentions: Sequence[SkillMention]) -> list[list[SkillMention]]:
    """The mentions in groups: within a group any one is enough, and every group is asked for.

    Mentions joined by "or" or a slash are alternatives, and so is a comma list that ends in "or" or stands
    behind "such as", "one of", "e.g.". Other enumerations ask for each.
    """
    groups: list[list[SkillMention]] = []
    for run in _runs(sentence, mentions):
        groups.extend([run] if len(run) > 1 and _is_choice(sentence, run) else _joined_by_or(sentence, run))
    return groups


def _runs(sentence: str, mentions: Sequence[SkillMention]) -> list[list[SkillMention]]:
    """Mentions next to each other: only a comma, a slash or an "or" in between."""
    runs: list[list[SkillMention]] = []
    for mention in mentions:
        if runs and _adjacent(sentence, runs[-1][-1], mention):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def _between(sentence: str, one: SkillMention, other: SkillMention) -> str:
    return fold(sentence[one.end : other.start])


def _adjacent(sentence: str, one: SkillMention, other: SkillMention) -> bool:
    between = _between(sentence, one, other)
    return any(pattern.match(between) for pattern in (_OR, _COMMA, _AND))


def _is_choice(sentence: str, run: list[SkillMention]) -> bool:
    if _OR.match(_between(sentence, run[-2], run[-1])):
        between = [_between(sentence, a, b) for a, b in itertools.pairwise(run)]
        return len(run) == 2 or not any("/" in b or _AND.match(b) for b in between)
    folded = fold(sentence)
    return (
        _CHOICE_BEFORE.search(folded[: run[0].start]) is not None
        or _SIMILAR_AFTER.match(folded[run[-1].end :]) is not None
    )


def _joined_by_or(sentence: str, run: list[SkillMention]) -> list[list[SkillMention]]:
    groups = [[run[0]]]
    for before, mention in itertools.pairwise(run):
        if _OR.match(_between(sentence, before, mention)):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups
