"""Changing a CV on its page. Forms are plain posts that answer with a redirect: they work without scripts."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import TypeAdapter, ValidationError

from candidacy.domain.resume.editing import Change
from candidacy.domain.resume.json_resume import BadResume, ResumeTooLarge
from candidacy.domain.resume.pointer import BadPointer
from candidacy.features.cvs.errors import BadBody, CvChanged
from candidacy.features.cvs.pages.conflicts import conflict_page
from candidacy.features.cvs.pages.forms import MEMBER, changes_of, checked
from candidacy.features.cvs.pages.routes import ShownCv
from candidacy.features.cvs.pages.showing import Filled, Shown
from candidacy.features.cvs.schemas import ValueIn
from candidacy.infrastructure.http.dependencies import requires
from candidacy.kernel.ids import CvId
from candidacy.kernel.pagination import MAX_NUMBER
from candidacy.kernel.permissions import Permission

router = APIRouter()
WRITE = requires(Permission.CVS_WRITE)
_VALUES = TypeAdapter(list[ValueIn])

BasedOn = Annotated[int, Form(ge=1, le=MAX_NUMBER)]
Texts = Annotated[list[str] | None, Form(max_length=200)]


@router.post("/cvs/{cv_id}/entry", dependencies=[WRITE])
async def save_entry(
    cv_id: UUID,
    request: Request,
    shown: ShownCv,
    at: Annotated[str, Form(max_length=200)],
    based_on: BasedOn,
    remove: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Save the form of an entry, add a new one, or take one away."""
    given = {k: v for k, v in (await request.form()).items() if k.startswith(MEMBER) and isinstance(v, str)}
    _, resume = await shown.service.get_version(CvId(cv_id), based_on)
    value = resume.resume.to_json_resume()
    changes = [Change(at, None)] if remove else changes_of(at, value, given)
    return await save(shown, CvId(cv_id), changes, based_on, Filled(at=at, values=given))


@router.post("/cvs/{cv_id}/check", dependencies=[WRITE])
async def save_checked(
    cv_id: UUID,
    shown: ShownCv,
    based_on: BasedOn,
    path: Texts = None,
    value: Texts = None,
    only: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Take the values that were looked through as right, each as it stands in its field now."""
    pairs = list(zip(path or [], value or [], strict=False))
    meant = [pair for pair in pairs if not only or pair[0] == only]
    return await save(shown, CvId(cv_id), checked(meant), based_on, Filled(checked=dict(pairs)))


@router.post("/cvs/{cv_id}/changes", dependencies=[WRITE])
async def save_on_top(
    cv_id: UUID,
    shown: ShownCv,
    based_on: BasedOn,
    changes: Annotated[str, Form(max_length=500_000)],
) -> Response:
    """Save what could not be saved before, on top of the version that was shown beside it."""
    try:
        given = [Change(one.path, one.value) for one in _VALUES.validate_json(changes)]
    except ValidationError as error:
        raise BadBody from error
    return await save(shown, CvId(cv_id), given, based_on, Filled())


async def save(
    shown: Shown, cv_id: CvId, changes: Sequence[Change], based_on: int, filled: Filled
) -> Response:
    """Make the version and lead back to the place; what cannot be saved is shown as it was filled in."""
    try:
        async with shown.session.begin_nested():
            await shown.service.revise(cv_id, changes, based_on=based_on)
    except CvChanged as error:
        return await conflict_page(shown, cv_id, changes, based_on, error)
    except (BadResume, BadPointer, ResumeTooLarge) as error:
        return await shown.cv_page(cv_id, filled=filled, error=error)
    anchor = place_of(filled)
    return RedirectResponse(f"/cvs/{cv_id}?done=saved{anchor}", status_code=303)


def place_of(filled: Filled) -> str:
    """The section that was changed, as the end of an address."""
    section = filled.at.split("/")[1] if "/" in filled.at else ""
    return f"#{section}" if section.isalpha() else ""
