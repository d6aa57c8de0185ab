"""The pages of a tailoring: each change with the old, the new, why, and the lines it rests on."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.domain.resume.comparison import Piece, words_between
from candidacy.domain.tailoring import Change
from candidacy.features.cvs import public as cvs
from candidacy.features.postings import public as postings
from candidacy.features.tailoring.service import TailoringService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import CvId, PostingId, TailoringId
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.CVS_READ), requires(Permission.CVS_WRITE)
_PLACES = {
    "basics": "Summary",
    "work": "Work",
    "volunteer": "Volunteering",
    "projects": "Projects",
    "skills": "Skills",
    "education": "Education",
    "interests": "Interests",
    "references": "References",
}


def get_service(session: Session, actor: CurrentActor, services: Services) -> TailoringService:
    judging = Judging(services.events, actor.user)
    return TailoringService(session, actor.workspace, services.taxonomy, services.clock, judging)


TailoringsService = Annotated[TailoringService, Depends(get_service)]


@router.post("/cvs/{cv_id}/tailor", dependencies=[WRITE])
async def propose(
    cv_id: UUID, service: TailoringsService, posting: Annotated[UUID, Form()]
) -> RedirectResponse:
    """Propose changes for a posting; nothing is changed yet."""
    row, _ = await service.propose(CvId(cv_id), PostingId(posting))
    return RedirectResponse(f"/tailorings/{row.id}", status_code=303)


@router.get("/tailorings/{tailoring_id}", dependencies=[READ])
async def show(
    tailoring_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: TailoringsService,
    services: Services,
) -> HTMLResponse:
    """The changes to decide on; once decided, what became of them."""
    row, found = await service.get(TailoringId(tailoring_id))
    cv = await cvs.get_cv(session, actor.workspace, CvId(row.cv_id))
    posting = await postings.get_posting(session, actor.workspace, PostingId(row.posting_id))
    names = cv.resume.resume.to_json_resume()
    return services.pages.respond(
        "tailoring/show.html",
        request,
        section="cvs",
        row=row,
        found=found,
        cv=cv,
        posting=posting,
        changes=[change_view(change, names) for change in found.changes],
        refused=[(change_view(r.change, names), r.refusals) for r in found.refused],
        outdated=row.applied_number is None and cv.version_id != row.cv_version_id,
        undoable=row.applied_number == cv.number and row.undone_number is None,
        may_edit=actor.may(Permission.CVS_WRITE),
    )


@router.post("/tailorings/{tailoring_id}/apply", dependencies=[WRITE])
async def apply(
    tailoring_id: UUID,
    service: TailoringsService,
    digest: Annotated[str, Form(max_length=64)],
    accepted: Annotated[list[int] | None, Form(max_length=10_000)] = None,
) -> RedirectResponse:
    """Make a version with the changes that are ticked."""
    await service.apply(TailoringId(tailoring_id), accepted or [], digest)
    return RedirectResponse(f"/tailorings/{tailoring_id}", status_code=303)


@router.post("/tailorings/{tailoring_id}/undo", dependencies=[WRITE])
async def undo(tailoring_id: UUID, service: TailoringsService) -> RedirectResponse:
    """Take the version back."""
    await service.undo(TailoringId(tailoring_id))
    return RedirectResponse(f"/tailorings/{tailoring_id}", status_code=303)


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change as the page shows it: words told apart, or a list before and after."""

    change: Change
    place: str
    pieces: tuple[Piece, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    left_out: tuple[str, ...]


def change_view(change: Change, resume: dict[str, Any]) -> ChangeView:
    """Lists are shown by what their items are called; texts by the words that differ."""
    listed = isinstance(change.before, list)
    before = tuple(map(_called, change.before)) if listed else ()
    after = tuple(map(_called, change.after)) if listed and isinstance(change.after, list) else ()
    pieces = () if listed else tuple(words_between(str(change.before or ""), str(change.after or "")))
    left_out = tuple(item for item in before if item not in after)
    return ChangeView(change, _place_of(change.path, resume), pieces, before, after, left_out)


def _place_of(path: str, resume: dict[str, Any]) -> str:
    """``Work: Engineer, Engines Ltd`` for a place within it."""
    section, *rest = path.strip("/").split("/")
    title = _PLACES.get(section, section.capitalize())
    entries = resume.get(section)
    if not rest or not rest[0].isdecimal() or not isinstance(entries, list) or int(rest[0]) >= len(entries):
        return title
    entry = entries[int(rest[0])]
    names = [entry[m] for m in ("position", "name", "organization", "institution") if entry.get(m)]
    return f"{title}: {', '.join(names[:2])}" if names else title


def _called(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    return str(
        item.get("name") or item.get("title") or item.get("organization") or next(iter(item.values()), "")
    )
