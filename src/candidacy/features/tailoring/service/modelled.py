"""What a model adds to a proposal or a letter. What it says has passed the guard before it comes here."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from candidacy.ai_agents.interface import (
    LetterKind,
    LetterRequest,
    Made,
    Progress,
    Proposals,
    Roles,
    TailorRequest,
    Thread,
    Tone,
)
from candidacy.domain.matching import Status, prepare_cv, prepare_posting, score
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring import Verdict, letters, verdict_of
from candidacy.features.tailoring.service.proposing import Asked, Basis, Said
from candidacy.kernel.clock import Clock
from candidacy.kernel.errors import AppError
from candidacy.kernel.ids import JobId

_MADE = TypeAdapter(list[Made])
_KINDS = {
    letters.LetterKind.LETTER: LetterKind.COVER_LETTER,
    letters.LetterKind.NOTE: LetterKind.OUTREACH_NOTE,
}
_TONES = {
    letters.Tone.FORMAL: Tone.FORMAL,
    letters.Tone.WARM: Tone.WARM,
    letters.Tone.DIRECT: Tone.CONFIDENT,
}
_LONGEST_PROBLEM = 500


def made_json(made: Sequence[Made]) -> list[Any]:
    """Prompts, versions and models as a row keeps them."""
    kept: list[Any] = _MADE.dump_python(list(made), mode="json")
    return kept


def made_of(kept: list[Any] | None) -> list[Made]:
    """What ``made_json`` made."""
    return _MADE.validate_python(kept or [])


def gaps_of(basis: Basis, taxonomy: Taxonomy, clock: Clock) -> tuple[str, ...]:
    """What of the posting the CV does not show in full."""
    profile = prepare_cv(basis.cv.resume, taxonomy, clock.today())
    found = score(profile, prepare_posting(basis.posting.posting, taxonomy))
    return tuple(one.text for one in found.requirements if one.status is not Status.MET)


async def proposals_of(
    roles: Roles,
    basis: Basis,
    gaps: tuple[str, ...],
    clock: Clock,
    *,
    thread: Thread,
    progress: Progress,
    most_pages: int | None,
) -> Asked:
    """What a model proposes beside the rules; where it fails, why, and the rules work alone."""
    more = tuple(one.text for one in basis.beside)
    request = TailorRequest(basis.cv.resume, basis.posting.posting, clock.today(), more, gaps)
    job = JobId(thread.id)
    try:
        found = await roles.tailor.propose(request, thread=thread, progress=progress)
    except AppError as error:
        return Asked(most_pages=most_pages, problem=error.message[:_LONGEST_PROBLEM], job=job)
    # What may be asked goes by the guard once more, which makes a question of it.
    asked = [one.change for one in found.refused if verdict_of(one.refusals) is Verdict.ASK]
    return Asked(
        most_pages=most_pages,
        beside=(*found.changes, *asked),
        refused=[one for one in found.refused if verdict_of(one.refusals) is Verdict.REFUSE],
        made=made_json(found.made),
        problem=_lost(found),
        job=job,
    )


def _lost(found: Proposals) -> str | None:
    """What could not be asked for, where the rest stands."""
    return found.degraded[0].message[:_LONGEST_PROBLEM] if found.degraded else None


async def letter_of(
    roles: Roles, basis: Basis, wanted: letters.Wanted, clock: Clock, *, thread: Thread
) -> Said:
    """What a model writes between opening and closing; where it fails, why."""
    request = LetterRequest(
        kind=_KINDS[wanted.kind],
        sourced=basis.cv.resume,
        posting=basis.posting.posting,
        today=clock.today(),
        language=wanted.language,
        tone=_TONES[wanted.tone],
    )
    try:
        found = await roles.letter_writer.write(request, thread=thread)
    except AppError as error:
        return Said(problem=error.message[:_LONGEST_PROBLEM])
    # All of it goes by the guard once more, which makes a question of what may be asked.
    told = (" ".join(one.text for one in paragraph) for paragraph in found.body)
    paragraphs = tuple(tuple(letters.sentences_of(one)) for one in told)
    return Said(paragraphs, found.refused, made_json(found.made))
