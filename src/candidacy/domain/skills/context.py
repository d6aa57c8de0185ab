"""Whether a common word means the skill here: ``Go`` does in "Python, Go, Rust" and does not in "Go to".

Evidence is weighed: the case of the wording, skills beside it in the same list, and words around it that
speak for a skill ("experience with", "programming", "Microsoft") or against one ("to", "to market").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from candidacy.domain.skills.tokens import Tokens

THRESHOLD = 0.5
_NEAR = 6


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CUES_BEFORE = _words("""
    with using use used of knowledge experience experienced proficient proficiency skilled expertise
    advanced basic intermediate microsoft ms apache google adobe ibm aws know knows learn learning framework
    language languages technologies technology tools tool stack certified software libraries library skills
    including like via write written wrote writing built build coded fluent native speak speaks spoken
""")
_STRONG_AFTER = _words("""
    programming language developer developers programmer programmers development framework library libraries
    scripting scripts macros microservices backend codebase code certified certification spreadsheets native
    fluent concurrency
""")
_CUES_AFTER = _words("""
    engineer engineering script spreadsheet database databases skills services service frontend server apps
    application applications api apis experience methodology manufacturing consultant knowledge expert
    modelling models principles b1 b2 c1 c2 a1 a2 fluently speaking
""")
_AGAINST_BEFORE = _words("to will can must should we you i they he she it not please may let who")
_AGAINST_AFTER = _words("to for into beyond ahead at on live the a an our your their you is are was")
_STARTS_SENTENCE = frozenset(".!?:\n•")


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Tokens ``first`` to ``last`` that may be the skill whose label is ``surface``."""

    first: int
    last: int
    surface: str


def supported(
    tokens: Tokens, sure: Sequence[tuple[int, int]], doubtful: Sequence[Doubtful]
) -> dict[int, float]:
    """The confidence of each doubtful mention that its context bears out, by its first token.

    ``sure`` are the first and last tokens of the mentions beyond doubt. A mention that was borne out speaks
    for the doubtful ones beside it in turn.
    """
    edges = {t for span in sure for t in span}
    kept: dict[int, float] = {}
    # What the wording says stays as it is; what stands beside it is weighed again in each round.
    waiting = [
        (d, _case(tokens, d) + _cues(tokens, d)) for d in doubtful if not _is_part_of_a_compound(tokens, d)
    ]
    while waiting:
        scores = [_neighbours(tokens, d, edges) + (said + _topic(d, edges)) for d, said in waiting]
        passed = [(d, s) for (d, _), s in zip(waiting, scores, strict=True) if s >= THRESHOLD]
        if not passed:
            break
        for mention, score in passed:
            kept[mention.first] = min(1.0, 0.4 + score / 2)
            edges |= {mention.first, mention.last}
        waiting = [one for one, s in zip(waiting, scores, strict=True) if s < THRESHOLD]
    return kept


def _is_part_of_a_compound(tokens: Tokens, mention: Doubtful) -> bool:
    """``Go-to-market``, ``C-level``, ``R&D``, ``O'Reilly``: glued to a word that is no known ending."""
    before, after = tokens.gaps[mention.first], tokens.gaps[mention.last + 1]
    if before and before in "-&'’_.@" and mention.first > 0:
        return True
    if after and after[0] in "-&'’_" and len(after) == 1 and mention.last + 1 < len(tokens):
        return tokens.lower[mention.last + 1] not in {
            "based",
            "lang",
            "programming",
            "developer",
            "code",
            "script",
        }
    return False


def _case(tokens: Tokens, mention: Doubtful) -> float:
    wording = " ".join(tokens.words[mention.first : mention.last + 1])
    if wording == mention.surface:
        if wording.islower():
            return 0.1
        at_start = mention.first == 0 or bool(_STARTS_SENTENCE.intersection(tokens.gaps[mention.first]))
        return 0.05 if at_start and not wording.isupper() else 0.3
    return -0.1


def _neighbours(tokens: Tokens, mention: Doubtful, edges: set[int]) -> float:
    """Skills beside it in a list: across commas, slashes, bullets, line ends, or ``and`` and ``or``."""
    before = _beside(tokens, mention.first, -1, edges)
    after = _beside(tokens, mention.last, +1, edges)
    return max(before, after) + min(before, after) / 2


def _beside(tokens: Tokens, edge: int, step: int, edges: set[int]) -> float:
    other = edge + step
    if not 0 <= other < len(tokens):
        return 0.0
    weight = _across(tokens.gaps[max(edge, other)])
    if tokens.lower[other] in {"and", "or", "und", "y", "et", "e"}:
        other, weight = other + step, 0.4
    return weight if other in edges else 0.0


@lru_cache(maxsize=2048)
def _across(gap: str) -> float:
    """How much what stands on the other side of a gap says."""
    if any(c in ",/;|•·&+()\n" for c in gap):
        return 0.5
    return 0.0 if gap.strip() else 0.35


def _cues(tokens: Tokens, mention: Doubtful) -> float:
    before = _word(tokens, mention.first - 1, tokens.gaps[mention.first])
    after = _word(tokens, mention.last + 1, tokens.gaps[mention.last + 1])
    score = 0.3 if before in _CUES_BEFORE else -0.3 if before in _AGAINST_BEFORE else 0.0
    if before == "in":
        led_by = _word(tokens, mention.first - 2, " ")
        score = 0.3 if led_by in _CUES_BEFORE or led_by in _STRONG_AFTER or led_by in _CUES_AFTER else 0.15
    if after in _STRONG_AFTER:
        return score + 0.45
    if after in _CUES_AFTER:
        return score + 0.3
    return score - (0.4 if after in _AGAINST_AFTER else 0.0)


def _topic(mention: Doubtful, edges: set[int]) -> float:
    """Whether a skill stands close by at all."""
    first, last = mention.first, mention.last
    if edges.isdisjoint(range(first - _NEAR, first)) and edges.isdisjoint(range(last + 1, last + _NEAR + 1)):
        return 0.0
    return 0.15


def _word(tokens: Tokens, i: int, gap: str) -> str:
    """The word at ``i`` if only blanks or a bracket or colon stand between."""
    if not 0 <= i < len(tokens) or gap.strip(" \t:(\"'"):
        return ""
    return tokens.lower[i] if "\n" not in gap else ""
