"""Changes in the words of their page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.resume.comparison import Piece, words_between
from candidacy.domain.tailoring import Change, Confirmed, Question, Refusal, Refused, marked, way_of
from candidacy.features.auth import public as auth
from candidacy.kernel.ids import UserId
from candidacy.kernel.language import sentence

_PLACES = {
    "basics": sentence("Summary"),
    "work": sentence("Work"),
    "volunteer": sentence("Volunteering"),
    "projects": sentence("Projects"),
    "skills": sentence("Skills"),
    "education": sentence("Education"),
    "interests": sentence("Interests"),
    "references": sentence("References"),
}


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change as the page shows it: words told apart, or a list before and after."""

    change: Change
    section: str
    names: str
    """What its entry is called; empty for a whole section."""
    pieces: tuple[Piece, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefusedView:
    """A refused change, why, and whether its person can prove it right there."""

    view: ChangeView
    refusals: tuple[Refusal, ...]
    provable: bool

    @property
    def stands(self) -> str:
        """What the CV says there now."""
        return self.view.change.before if isinstance(self.view.change.before, str) else ""


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question: the line, and the new one with the words in question told apart."""

    question: Question
    view: ChangeView
    pieces: tuple[tuple[str, bool], ...]
    """The new line in pieces, each with whether it is in question."""


def question_view(question: Question, resume: dict[str, Any]) -> QuestionView:
    pieces = marked(str(question.change.after), question.words)
    return QuestionView(question, change_view(question.change, resume), pieces)


async def people_of(session: AsyncSession, said: Iterable[Confirmed | None]) -> dict[str, str]:
    """Who confirmed what, by what their statement calls them."""
    who = {one.by for one in said if one and one.by}
    names = await auth.names_of(session, [UserId(UUID(by)) for by in who])
    return {str(user): name for user, name in names.items()}


def change_view(change: Change, resume: dict[str, Any]) -> ChangeView:
    """Lists are shown by what their items are called; texts by the words that differ."""
    listed = isinstance(change.before, list)
    before = tuple(map(_called, change.before)) if listed else ()
    after = tuple(map(_called, change.after)) if listed and isinstance(change.after, list) else ()
    pieces = () if listed else tuple(words_between(str(change.before or ""), str(change.after or "")))
    left_out = tuple(item for item in before if item not in after)
    return ChangeView(change, *_place_of(change.path, resume), pieces, before, after, left_out)


def refused_view(refused: Refused, resume: dict[str, Any]) -> RefusedView:
    provable = way_of(refused.change.path) == "text"
    return RefusedView(change_view(refused.change, resume), refused.refusals, provable)


def _place_of(path: str, resume: dict[str, Any]) -> tuple[str, str]:
    """``Work`` and ``Engineer, Engines Ltd`` for a place within it."""
    section, *rest = path.strip("/").split("/")
    title = _PLACES.get(section, section.capitalize())
    entries = resume.get(section)
    if not rest or not rest[0].isdecimal() or not isinstance(entries, list) or int(rest[0]) >= len(entries):
        return title, ""
    entry = entries[int(rest[0])]
    names = [entry[m] for m in ("position", "name", "organization", "institution") if entry.get(m)]
    return title, ", ".join(names[:2])


def _called(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    return str(
        item.get("name") or item.get("title") or item.get("organization") or next(iter(item.values()), "")
    )
