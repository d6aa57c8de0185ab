"""/portfolio/profile: who the person is, who may see what, and the unlisted link."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from candidacy.domain.portfolio import FROM_CV, Section, Visibility
from candidacy.features.cvs import public as cvs
from candidacy.features.portfolio.errors import (
    BadHandle,
    HandleNeeded,
    HandleTaken,
    PortfolioChanged,
    TooManyHandles,
)
from candidacy.features.portfolio.pages.asking import Profile
from candidacy.features.portfolio.pages.forms import (
    NotFilledIn,
    ProfileForm,
    checked,
    profile_form,
    sections_of,
)
from candidacy.features.portfolio.schemas import PortfolioIn
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.kernel.errors import AppError
from candidacy.kernel.ids import CvId
from candidacy.kernel.language import sentence
from candidacy.kernel.pagination import MAX_NUMBER
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.PORTFOLIO_READ), requires(Permission.PORTFOLIO_WRITE)
_MOST_CVS = 50
_TITLES = {
    Section.ABOUT: sentence("About"),
    Section.LINKS: sentence("Links"),
    Section.PROJECT: sentence("Projects"),
    Section.POST: sentence("Posts"),
    Section.CERTIFICATION: sentence("Certifications"),
    Section.EXPERIENCE: sentence("Experience"),
    Section.EDUCATION: sentence("Education"),
    Section.SKILLS: sentence("Skills"),
}


class ProfilePage:
    """The page, with what was filled in and what was wrong with it."""

    def __init__(
        self, request: Request, session: Session, actor: CurrentActor, profile: Profile, services: Services
    ) -> None:
        self._request, self._session, self._actor = request, session, actor
        self._profile, self._services = profile, services

    async def show(
        self,
        *,
        form: ProfileForm | None = None,
        error: AppError | None = None,
        done: str = "",
        link: str = "",
    ) -> HTMLResponse:
        row = await self._profile.find()
        names = await cvs.list_names(self._session, self._actor.workspace, _MOST_CVS)
        return self._services.pages.respond(
            "portfolio/profile.html",
            self._request,
            status=error.status if error else 200,
            section="portfolio",
            row=row,
            form=form or ProfileForm.of(row),
            version=row.version if row else 0,
            sections=[(s.value, title, s in FROM_CV) for s, title in _TITLES.items()],
            visibilities=list(Visibility),
            cvs=names,
            newer=await self._newer(row.cv_id, row.cv_number) if row and row.cv_id else None,
            public_url=self._services.public_url,
            error=error,
            done=done,
            link=link,
            may_edit=self._actor.may(Permission.PORTFOLIO_WRITE),
        )

    async def _newer(self, cv: Any, number: int | None) -> int | None:
        """The number of the CV's newest version where another one is shown."""
        latest = (await cvs.get_cv(self._session, self._actor.workspace, CvId(cv))).number
        return latest if latest != number else None


Shown = Annotated[ProfilePage, Depends(ProfilePage)]


@router.get("/portfolio/profile", dependencies=[READ])
async def show(page: Shown, done: Annotated[str, Query(max_length=20)] = "") -> HTMLResponse:
    return await page.show(done=done)


@router.post("/portfolio/profile", dependencies=[WRITE])
async def save(
    request: Request,
    page: Shown,
    session: Session,
    profile: Profile,
    given: Annotated[ProfileForm, Depends(profile_form)],
    version: Annotated[int, Form(ge=0, le=MAX_NUMBER)],
) -> Response:
    """Save the form; what cannot be saved is shown as it was filled in."""
    form = replace(given, sections=sections_of(await request.form()))
    try:
        async with session.begin_nested():
            await profile.change(checked(PortfolioIn, form.values()), based_on=version)
    except (NotFilledIn, BadHandle, HandleTaken, TooManyHandles, HandleNeeded, PortfolioChanged) as error:
        return await page.show(form=form, error=error)
    return RedirectResponse("/portfolio/profile?done=saved", status_code=303)


@router.post("/portfolio/link", dependencies=[WRITE])
async def make_link(page: Shown, profile: Profile, services: Services) -> HTMLResponse:
    """Make the unlisted link, or another in its place, and show it this once."""
    link = f"{services.public_url}/u/{await profile.make_link()}"
    return await page.show(link=link)


@router.post("/portfolio/link/revoke", dependencies=[WRITE])
async def revoke_link(profile: Profile) -> RedirectResponse:
    await profile.revoke_link()
    return RedirectResponse("/portfolio/profile?done=revoked", status_code=303)
