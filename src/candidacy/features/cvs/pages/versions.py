"""The versions of a CV: as they were, what differs between two, and bringing one back."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Path, Query, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.domain.resume.comparison import Difference, Piece, differences, words_between
from candidacy.features.cvs.errors import CvChanged
from candidacy.features.cvs.pages.routes import ShownCv
from candidacy.features.cvs.pages.views import SECTIONS, label_of
from candidacy.infrastructure.http.dependencies import requires
from candidacy.kernel.ids import CvId
from candidacy.kernel.pagination import MAX_NUMBER
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.CVS_READ), requires(Permission.CVS_WRITE)
Number = Annotated[int, Path(ge=1, le=MAX_NUMBER)]


@dataclass(frozen=True, slots=True)
class Told:
    """A difference in words; for a changed text its words told apart."""

    one: Difference
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The differences of one entry."""

    section: str
    entry: str
    told: tuple[Told, ...]


@router.get("/cvs/{cv_id}/v/{number}", dependencies=[READ])
async def show_version(cv_id: UUID, number: Number, shown: ShownCv) -> HTMLResponse:
    return await shown.version_page(CvId(cv_id), number)


@router.get("/cvs/{cv_id}/compare", dependencies=[READ])
async def compare(
    cv_id: UUID,
    shown: ShownCv,
    before: Annotated[int, Query(ge=1, le=MAX_NUMBER, alias="from")],
    after: Annotated[int, Query(ge=1, le=MAX_NUMBER, alias="to")],
) -> HTMLResponse:
    """What differs between two versions, in words."""
    cv, newest, _ = await shown.service.get(CvId(cv_id))
    _, old = await shown.service.get_version(CvId(cv_id), before)
    version, new = await shown.service.get_version(CvId(cv_id), after)
    surroundings = await shown.surroundings(cv, version, None, [])
    return shown.services.pages.respond(
        "cvs/compare.html",
        shown.request,
        section="cvs",
        cv=cv,
        newest=newest,
        version=version,
        before=before,
        after=after,
        groups=groups_of(differences(old.resume, new.resume)),
        **surroundings,
    )


@router.post("/cvs/{cv_id}/restore", dependencies=[WRITE])
async def restore(
    cv_id: UUID,
    shown: ShownCv,
    number: Annotated[int, Form(ge=1, le=MAX_NUMBER)],
    based_on: Annotated[int, Form(ge=1, le=MAX_NUMBER)],
) -> Response:
    """Bring a version back as the newest; what was newest until then can be brought back in the same way."""
    try:
        await shown.service.restore(CvId(cv_id), number, based_on=based_on)
    except CvChanged as error:
        return await shown.cv_page(CvId(cv_id), error=error)
    return RedirectResponse(f"/cvs/{cv_id}?done=restored", status_code=303)


def groups_of(found: list[Difference]) -> list[Group]:
    """The differences by entry, in order."""
    groups: dict[tuple[str, str], list[Told]] = {}
    for one in found:
        section = SECTIONS.get(one.section, one.section.capitalize()).partition(",")[0]
        pieces = words_between(one.before, one.after) if one.before and one.after else []
        label = label_of(f"/{one.section}/{one.member}") if one.member else section
        groups.setdefault((section, one.entry), []).append(Told(one, label, tuple(pieces)))
    return [Group(section, entry, tuple(told)) for (section, entry), told in groups.items()]
