"""What a person's portfolio shows of requirements that the CV does not.

It is said beside the match and counts for nothing: a CV has the same score with a portfolio and without.
"""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.matching import Match, RequirementMatch, Status
from candidacy.domain.skills import Taxonomy, find_skills
from candidacy.features.portfolio import public as portfolio
from candidacy.features.workspaces import public as workspaces
from candidacy.kernel.ids import WorkspaceId

_MOST_ITEMS = 100
_LONGEST_QUOTE = 200


class Beside(NamedTuple):
    """A requirement by its place in the match, and the words of an item that speak of it."""

    number: int
    requirement: str
    title: str
    address: str
    quote: str


async def beside(
    session: AsyncSession, workspace: WorkspaceId, match: Match, taxonomy: Taxonomy, now: datetime
) -> list[Beside]:
    """What published items that their owner allows say of what is not met.

    In a workspace of a person alone: what a team publishes says nothing of a candidate.
    """
    wanting = [(n, r) for n, r in enumerate(match.requirements) if r.status is not Status.MET]
    if not wanting or not await workspaces.is_personal(session, workspace):
        return []
    evidence = await portfolio.evidence_of(session, workspace, now, limit=_MOST_ITEMS)
    return await asyncio.to_thread(_found, wanting, evidence, taxonomy) if evidence else []


def _found(
    wanting: Iterable[tuple[int, RequirementMatch]],
    evidence: Sequence[portfolio.Evidence],
    taxonomy: Taxonomy,
) -> list[Beside]:
    shown = [(one, portfolio.skills_of(one, taxonomy)) for one in evidence]
    found = []
    for number, requirement in wanting:
        asked = {skill.uri for skill in find_skills(requirement.text, taxonomy)}
        for one, skills in shown:
            first = next((skill for skill in skills if skill.uri in asked), None)
            if first is not None:
                quote = _line_of(one.text, first.start)
                found.append(Beside(number, requirement.text, one.title, one.address, quote))
    return found


def _line_of(text: str, place: int) -> str:
    """The line around a place, cut where it is long."""
    line = text[text.rfind("\n", 0, place) + 1 :].partition("\n")[0]
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1].rstrip() + "…"
