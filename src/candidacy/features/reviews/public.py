"""The door of reviews: a CV that was uploaded is reviewed as soon as it is read."""

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.skills import Taxonomy
from candidacy.features.cvs import public as cvs
from candidacy.features.files.events import FileRead
from candidacy.features.reviews.service import ReviewService
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Judging

GENERAL = "general"


async def on_file_read(
    event: FileRead, session: AsyncSession, *, taxonomy: Taxonomy, clock: Clock, judging: Judging
) -> None:
    """Review the CV that was made of a file, so that its page has only to show what is there."""
    cv = await cvs.find_cv_of_file(session, event.workspace, event.file)
    if cv is not None:
        await ReviewService(session, event.workspace, taxonomy, clock, judging).start(cv, GENERAL)
