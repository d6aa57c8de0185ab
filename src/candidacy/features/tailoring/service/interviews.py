"""Preparing for interviews, from a CV and a posting as they are now."""

import asyncio
from datetime import date

from candidacy.domain.matching import prepare_posting
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring.interview import Preparation, interview
from candidacy.features.tailoring.service.proposing import Basis


async def prepare_interview(basis: Basis, taxonomy: Taxonomy, today: date, language: str) -> Preparation:
    """What to have ready; nothing of it is kept. Raises UnknownInterviewLanguage."""

    def made() -> Preparation:
        prepared = prepare_posting(basis.posting.posting, taxonomy)
        return interview(basis.cv.resume, prepared, taxonomy, today=today, language=language)

    return await asyncio.to_thread(made)
