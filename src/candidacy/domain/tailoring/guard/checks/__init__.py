"""The checks of a changed text, one for each kind of claim; each yields what the CV does not support."""

from collections.abc import Callable, Iterator

from candidacy.domain.tailoring.guard.checks.adding import added
from candidacy.domain.tailoring.guard.checks.claim import Claim
from candidacy.domain.tailoring.guard.checks.counting import numbers
from candidacy.domain.tailoring.guard.checks.doing import extent, objects, performing
from candidacy.domain.tailoring.guard.checks.doubting import (
    again,
    alone,
    called,
    goes_on,
    headed,
    left_out,
    moved,
    so_that,
)
from candidacy.domain.tailoring.guard.checks.keeping import (
    done,
    gerunds,
    over,
    qualifiers,
    tenses,
    unfinished,
)
from candidacy.domain.tailoring.guard.checks.leading import breadth, counted, steered
from candidacy.domain.tailoring.guard.checks.others import deeds, left, passed_on, together
from candidacy.domain.tailoring.guard.checks.outcomes import delivered, stages
from candidacy.domain.tailoring.guard.checks.parts import often, parts
from candidacy.domain.tailoring.guard.checks.standing import (
    certificates,
    degrees,
    employers,
    languages,
    skills,
    workplaces,
)
from candidacy.domain.tailoring.guard.checks.titles import titles
from candidacy.domain.tailoring.guard.checks.wording import wording
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text

Check = Callable[[Text, Scope, Facts], Iterator[Claim]]

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
    left,
    together,
    passed_on,
    performing,
    qualifiers,
    tenses,
    over,
    unfinished,
    stages,
    wording,
)

INFERRED: tuple[Check, ...] = (
    extent,
    parts,
    often,
    deeds,
    objects,
    delivered,
    done,
    added,
    counted,
    steered,
    gerunds,
)
"""They go by how a sentence is built, and are wrong as often as right on wording that nobody looked at."""

DOUBTS: tuple[Check, ...] = (moved, again, goes_on, called, headed, left_out, alone, so_that)

__all__ = ["CHECKS", "DOUBTS", "INFERRED", "Check"]
