"""/api/v1/themes, and a picture of a CV in each."""

import hashlib
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from candidacy.domain.rendering import (
    DEFAULT_THEME,
    THEMES,
    CvTooLong,
    Paper,
    RenderingFailed,
    UnknownTheme,
    theme_named,
)
from candidacy.features.cvs import public as cvs
from candidacy.features.rendering.schemas import ThemeOut
from candidacy.infrastructure.http.dependencies import (
    DetachedActor,
    Services,
    SessionMaker,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.kernel.errors import Unavailable
from candidacy.kernel.ids import CvId
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1", tags=["rendering"], route_class=ApiRoute)


@router.get("/themes", dependencies=[requires(Permission.CVS_READ)])
async def list_themes() -> list[ThemeOut]:
    """The themes that a CV can be exported in."""
    return [
        ThemeOut(name=one.name, title=one.title, description=one.description, default=one is DEFAULT_THEME)
        for one in THEMES
    ]


@router.get(
    "/cvs/{cv_id}/preview",
    response_class=Response,
    dependencies=[requires_detached(Permission.CVS_READ)],
    responses=problems(cvs.CvNotFound, UnknownTheme, CvTooLong, RenderingFailed, Unavailable)
    | {200: {"content": {"image/webp": {}}}, 304: {"description": "The picture you have is the newest"}},
)
async def preview(
    cv_id: UUID,
    request: Request,
    actor: DetachedActor,
    sessions: SessionMaker,
    services: Services,
    theme: Annotated[str, Query(max_length=30, description="The name of a theme")] = DEFAULT_THEME.name,
    paper: Paper = Paper.A4,
) -> Response:
    """The first page of a CV's newest version in a theme, as a small picture."""
    chosen = theme_named(theme)
    async with sessions() as session:
        cv = await cvs.get_cv(session, actor.workspace, CvId(cv_id))
    seen = f"{cv.version_id} {chosen.name} {paper}"
    tag = f'"{hashlib.sha256(seen.encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-store"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    picture = await services.renderer.picture(cv.resume.resume, theme=chosen, paper=paper)
    return Response(picture, media_type="image/webp", headers=headers)
