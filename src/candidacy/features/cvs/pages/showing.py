"""The page of one CV, or of one of its versions, as several routes show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.reading import Document
from candidacy.domain.resume import SourcedResume
from candidacy.features.auth import public as auth
from candidacy.features.cvs.models import Cv, CvVersion
from candidacy.features.cvs.pages.forms import FORMS, EntryForm, form_of
from candidacy.features.cvs.pages.views import (
    SECTIONS,
    full_label,
    input_label,
    sections_of,
    values_of,
)
from candidacy.features.cvs.service import CvService
from candidacy.features.files import public as files
from candidacy.infrastructure.http.document_view import Marks, document_view
from candidacy.infrastructure.http.services import SharedServices
from candidacy.kernel.errors import AppError
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import CvId, FileId, UserId
from candidacy.kernel.permissions import Permission

PROGRAMS = {
    "json_resume": "JSON Resume",
    "rendercv": "RenderCV (YAML)",
    "reactive_resume": "Reactive Resume (JSON)",
    "europass": "Europass (XML)",
}
"""The formats that other programs take; they are called the same in every language."""

CHECKED_AT_ONCE = 12
"""How many unsure values are asked for together."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form held that could not be saved, so that nothing of it is lost."""

    at: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    checked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the routes of a CV's page have in hand."""

    request: Request
    session: AsyncSession
    actor: Actor
    service: CvService
    services: SharedServices

    async def cv_page(
        self, cv_id: CvId, *, filled: Filled | None = None, error: AppError | None = None, done: str = ""
    ) -> HTMLResponse:
        """The newest version, to be changed by whoever may."""
        filled = filled or Filled()
        cv, version, resume = await self.service.get(cv_id)
        values = values_of(resume)
        skills = [(f"s{n}", skill) for n, skill in enumerate(await self.service.list_skills(cv_id))]
        marks = [(v.id, v.field.spans) for v in values] + [(name, s.spans) for name, s in skills]
        document = await self.document(version)
        unsure = sorted((v for v in values if v.unsure), key=lambda v: v.field.confidence)
        may_write = self.actor.may(Permission.CVS_WRITE)
        return self.services.pages.respond(
            "cvs/show.html",
            self.request,
            status=error.status if error else 200,
            section="cvs",
            cv=cv,
            version=version,
            sections=sections_of(values),
            count=len(values),
            unsure=unsure,
            asked=unsure[:CHECKED_AT_ONCE],
            skills=skills,
            sent_with=await self.services.following.of_cv(self.session, self.actor, cv.id),
            forms=forms_of(resume, filled) if may_write else {},
            names=SECTIONS,
            programs=PROGRAMS,
            filled=filled,
            error=error,
            done=done,
            **await self.surroundings(cv, version, document, marks),
        )

    async def version_page(self, cv_id: CvId, number: int) -> HTMLResponse:
        """A version as it was, to look at and to bring back."""
        cv, _, _ = await self.service.get(cv_id)
        version, resume = await self.service.get_version(cv_id, number)
        values = values_of(resume)
        document = await self.document(version)
        return self.services.pages.respond(
            "cvs/version.html",
            self.request,
            section="cvs",
            cv=cv,
            version=version,
            sections=sections_of(values),
            **await self.surroundings(cv, version, document, [(v.id, v.field.spans) for v in values]),
        )

    async def surroundings(
        self, cv: Cv, version: CvVersion, document: Document | None, marks: Marks
    ) -> dict[str, Any]:
        """What stands around the values: the document, and the versions with who made them."""
        versions = await self.service.list_versions(CvId(cv.id))
        authors = [UserId(one.author_id) for one in versions if one.author_id is not None]
        return {
            "view": document_view(version.file_id, document, marks)
            if document is not None and version.file_id is not None
            else None,
            "warnings": document.warnings if document is not None else (),
            "versions": versions,
            "authors": await auth.names_of(self.session, authors),
            "may_write": self.actor.may(Permission.CVS_WRITE),
            "full_label": full_label,
            "input_label": input_label,
        }

    async def document(self, version: CvVersion) -> Document | None:
        """What the version was read from; None for one that was typed in, or whose file is gone."""
        if version.file_id is None:
            return None
        return await files.find_document(self.session, self.actor.workspace, FileId(version.file_id))


def forms_of(resume: SourcedResume, filled: Filled) -> dict[str, EntryForm]:
    """A form for each entry and one more for each section, by the pointer of the entry."""
    value = resume.resume.to_json_resume()
    places = ["/basics", *_places("/basics/profiles", value.get("basics", {}).get("profiles"))]
    for section in SECTIONS:
        if section in FORMS and section != "basics":
            places += _places(f"/{section}", value.get(section))
    return {at: form_of(at, value, filled.values if at == filled.at else None) for at in places}


def _places(section: str, entries: Sequence[Any] | None) -> list[str]:
    return [*(f"{section}/{number}" for number in range(len(entries or ()))), f"{section}/-"]
