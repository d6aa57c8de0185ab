"""Texts of a CV, what there is to say of each, and taking another wording as a version."""

import asyncio
import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.resume import SourcedResume, editing
from candidacy.domain.resume.pointer import BadPointer, get
from candidacy.domain.review.tips import LineSet, lines_of
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring import (
    Change,
    Confirmed,
    Facts,
    OtherWords,
    Refusal,
    Source,
    Verdict,
    check,
    check_text,
    statements_of,
    verdict_of,
    way_of,
    words_of,
)
from candidacy.features.agents import public as agents
from candidacy.features.cvs import public as cvs
from candidacy.features.writing.errors import ClaimRefused, ClaimUnconfirmed, LineChanged, NoSuchLine
from candidacy.features.writing.schemas import AcceptIn
from candidacy.infrastructure.postgres.documents import digest_of
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Decision, Judging
from candidacy.kernel.ids import CvId, WorkspaceId

SUMMARY = "/basics/summary"
"""The one place where a text can be written before any stands there."""
GUARD, OWN = "guard-1", "own words"


@dataclass(frozen=True, slots=True)
class Place:
    """A text of a CV, and what stands there: nothing, for a summary that is still to be written."""

    cv: cvs.CvText
    path: str
    text: str


class WritingService:
    """Texts of the CVs of one workspace."""

    def __init__(
        self,
        session: AsyncSession,
        workspace: WorkspaceId,
        taxonomy: Taxonomy,
        clock: Clock,
        judging: Judging,
    ) -> None:
        self._session, self._workspace, self._taxonomy, self._clock = session, workspace, taxonomy, clock
        self._judging = judging

    async def lines(self, cv_id: CvId) -> tuple[cvs.CvText, LineSet]:
        """Every text of the newest version with its tips. Raises CvNotFound."""
        cv = await cvs.get_cv(self._session, self._workspace, cv_id)
        return cv, await asyncio.to_thread(lines_of, cv.resume)

    async def place(self, cv_id: CvId, path: str) -> Place:
        """Raises CvNotFound and NoSuchLine."""
        cv = await cvs.get_cv(self._session, self._workspace, cv_id)
        return Place(cv, path, text_at(cv.resume, path))

    async def accept(self, cv_id: CvId, given: AcceptIn, *, based_on: int | None = None) -> int:
        """Take a text as a new version; its number.

        Raises CvNotFound, NoSuchLine, ModelCallNotFound, CvChanged, LineChanged where another text stands
        there by now, ClaimRefused where the CV does not support it and nobody vouches for it,
        ClaimUnconfirmed where only the person can say, and OtherWords where they said so of others.
        """
        place = await self.place(cv_id, given.path)
        if given.call_id is not None:
            await agents.require_call(self._session, self._workspace, given.call_id)
        if place.text != given.before:
            raise LineChanged
        change = await self._supported(place, " ".join(given.text.split()), given)
        door = cvs.Edited(
            self._session,
            self._workspace,
            self._taxonomy,
            self._clock,
            self._judging.actor,
            self._judging.events,
        )
        number = await door.revise(
            cv_id,
            [editing.Change(change.path, change.after)],
            based_on=based_on or place.cv.number,
            confirmed=statements_of([change]) or None,
        )
        decision = _decision(place, change, given, number)
        await self._judging.decided(self._workspace, [decision], self._session)
        return number

    async def _supported(self, place: Place, text: str, given: AcceptIn) -> Change:
        """The text as a change, with what the person confirmed of it.

        Raises ClaimRefused, ClaimUnconfirmed, and OtherWords where they confirm what was not asked.
        """
        change = Change(path=place.path, before=place.text, after=text, reason="")
        if given.own_words:
            return change
        refusals = await self.refusals(place, text)
        if verdict_of(refusals) is Verdict.REFUSE:
            raise ClaimRefused(" ".join(f"{one.reason} {one.proof}" for one in refusals[:3]))
        words = words_of(refusals)
        if words and not given.confirmed:
            told = " ".join([*(one.reason for one in refusals), refusals[0].proof])
            raise ClaimUnconfirmed(told, words)
        if sorted(words) != sorted(given.confirmed):
            raise OtherWords
        by = str(self._judging.actor or "")
        said = Confirmed(words=words, by=by, at=self._clock.now()) if words else None
        return change.model_copy(update={"confirmed": said})

    async def refusals(self, place: Place, text: str) -> tuple[Refusal, ...]:
        """All that speaks against a text at its place; empty where the CV supports it."""

        def judged() -> tuple[Refusal, ...]:
            facts = Facts(place.cv.resume, self._taxonomy, self._clock.today())
            if not place.text:
                return check_text(text, facts, path=place.path)
            source = Source(path=place.path, quote=place.text)
            change = Change(path=place.path, before=place.text, after=text, reason="", sources=(source,))
            return check(change, facts)

        return await asyncio.to_thread(judged)


def text_at(resume: SourcedResume, path: str) -> str:
    """What stands at a place that can be worded anew. Raises NoSuchLine."""
    if way_of(path) != "text":
        raise NoSuchLine
    try:
        found = get(resume.resume.to_json_resume(), path)
    except BadPointer as exc:
        if path == SUMMARY:
            return ""
        raise NoSuchLine from exc
    if not isinstance(found, str):
        raise NoSuchLine
    return found


def _decision(place: Place, change: Change, given: AcceptIn, number: int) -> Decision:
    """What a person took, as the log of decisions keeps it: no text, but what tells one from another."""
    inputs: dict[str, Any] = {
        "cv_id": str(place.cv.id),
        "cv_version_id": str(place.cv.version_id),
        "cv_version": place.cv.number,
        "cv_sha256": digest_of(SourcedResume, place.cv.resume),
        "path": given.path,
        "text_sha256": hashlib.sha256(change.after.encode()).hexdigest(),
        **({"calls": [str(given.call_id)]} if given.call_id else {}),
    }
    by = OWN if given.own_words else GUARD
    outcome = {"version": number, **({"confirmed": 1} if change.confirmed else {})}
    return Decision("cv.reworded", str(place.cv.id), by, inputs, outcome, decider="human")
