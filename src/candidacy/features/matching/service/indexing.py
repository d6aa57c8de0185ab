"""The traits of CVs: made with each version, and made again where formula, skills or the month changed."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.matching import CandidateProfile, prepare_cv
from candidacy.domain.matching.formula import FORMULA
from candidacy.domain.retrieval import LAYOUT, goes_on, keep_profile, traits_of
from candidacy.domain.skills import Taxonomy
from candidacy.features.cvs import public as cvs
from candidacy.features.matching.repository import TraitsRepository
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import Sessions, within
from candidacy.kernel.clock import Clock
from candidacy.kernel.ids import CvId, WorkspaceId

STEP = 50
"""CVs between two commits."""


class Made(NamedTuple):
    """A profile and the row of it."""

    profile: CandidateProfile
    row: dict[str, Any]


def recipe_of(taxonomy: Taxonomy) -> str:
    """What a row depends on besides the CV and the month."""
    return f"{FORMULA}/{LAYOUT}/{taxonomy.version}"


def month_of(today: date) -> int:
    """Months counted from year 0."""
    return today.year * 12 + today.month


def row_of(profile: CandidateProfile, recipe: str) -> dict[str, Any]:
    """The columns that are made of a profile."""
    traits = traits_of(profile)
    return {
        "recipe": recipe,
        "month": month_of(profile.today) if goes_on(profile) else None,
        "keys": traits.keys,
        "amounts": traits.values,
        "length": traits.length,
        "years": traits.years,
        "seniority": traits.seniority,
        "degree": traits.degree,
        "kept": keep_profile(profile),
    }


@dataclass(frozen=True, slots=True)
class Indexing:
    """Makes the rows of one workspace."""

    session: AsyncSession
    workspace: WorkspaceId
    taxonomy: Taxonomy
    clock: Clock

    async def make(self, ids: Sequence[UUID]) -> dict[UUID, Made]:
        """The rows of these CVs as they are now, not yet stored; those that are gone are left out."""
        made = {}
        for cv in ids:
            try:
                found = await cvs.get_cv(self.session, self.workspace, CvId(cv))
            except cvs.CvNotFound:
                continue
            document = await cvs.document_of(self.session, self.workspace, found)
            today = self.clock.today()
            profile = await asyncio.to_thread(prepare_cv, found.resume, self.taxonomy, today, document)
            made[cv] = Made(profile, await asyncio.to_thread(row_of, profile, recipe_of(self.taxonomy)))
        return made

    async def store(self, ids: Sequence[UUID]) -> int:
        """Make and keep the rows of these CVs; how many."""
        made = await self.make(ids)
        await TraitsRepository(self.session, self.workspace).put({cv: one.row for cv, one in made.items()})
        return len(made)

    async def outdated(self, limit: int) -> list[UUID]:
        """CVs whose row has to be made, or made again."""
        month = month_of(self.clock.today())
        traits = TraitsRepository(self.session, self.workspace)
        return await traits.outdated(recipe_of(self.taxonomy), month, limit)


@dataclass(frozen=True, slots=True)
class Reindexing:
    """Makes ready for ranking what is not, in every workspace, a few CVs in each transaction.

    Cut off and begun again it goes on where it was: what is made is outdated no more.
    """

    sessions: Sessions
    taxonomy: Taxonomy
    clock: Clock

    async def round(self) -> int:
        """How many rows were made."""
        made = 0
        async for workspace, _ in workspaces.each_workspace(self.sessions):
            while stored := await self._some(workspace):
                made += stored
        return made

    async def _some(self, workspace: WorkspaceId) -> int:
        async with within(self.sessions, workspace).begin() as session:
            indexing = Indexing(session, workspace, self.taxonomy, self.clock)
            late = await indexing.outdated(STEP)
            return await indexing.store(late) if late else 0
