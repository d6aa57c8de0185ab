"""The door of matching: CVs are made ready for ranking when they change, and matched when asked for."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.skills import Taxonomy
from candidacy.features.cvs import public as cvs
from candidacy.features.files.events import FileRead
from candidacy.features.matching.schemas import VERDICTS
from candidacy.features.matching.service import MatchService
from candidacy.features.matching.service.indexing import Indexing
from candidacy.features.postings import public as postings
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import WorkspaceId


@dataclass(frozen=True, slots=True)
class Scored:
    """What came of holding a CV version against a posting."""

    score: Decimal
    band: str
    formula: str


async def score_once(
    session: AsyncSession,
    workspace: WorkspaceId,
    cv: cvs.CvText,
    posting: postings.PostingText,
    *,
    taxonomy: Taxonomy,
    clock: Clock,
    judging: Judging,
) -> Scored:
    """Hold a CV version against a posting as they are given; it is kept in the log of decisions alone."""
    service = MatchService(session, workspace, taxonomy, clock, judging)
    match = await service.score_given(cv, posting)
    return Scored(Decimal(str(match.score)), match.band.value, match.formula)


__all__ = ["VERDICTS", "on_cv_saved", "on_file_read"]


async def on_cv_saved(event: cvs.CvSaved, session: AsyncSession, *, taxonomy: Taxonomy, clock: Clock) -> None:
    """Make what ranking reads of a CV, in the transaction that changes it."""
    await Indexing(session, event.workspace, taxonomy, clock).store([event.cv])


async def on_file_read(
    event: FileRead, session: AsyncSession, *, taxonomy: Taxonomy, clock: Clock, judging: Judging
) -> None:
    """Match the CV that was made of a file with the posting that it was uploaded for."""
    cv = await cvs.find_cv_of_file(session, event.workspace, event.file)
    if cv is None or event.match_with is None:
        return
    try:
        service = MatchService(session, event.workspace, taxonomy, clock, judging)
        await service.match(cv, event.match_with)
    except postings.PostingNotFound:
        # It was deleted while the file was read: there is nothing to match with, and the CV stays.
        return
