"""The page on which a CV's theme is chosen and the file downloaded."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from candidacy.domain.rendering import DEFAULT_THEME, THEMES, Paper, theme_named
from candidacy.features.cvs import public as cvs
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.kernel.ids import CvId
from candidacy.kernel.language import sentence
from candidacy.kernel.permissions import Permission

router = APIRouter()
FORMATS = (
    (
        "pdf",
        "PDF",
        sentence("Set in pages, readable by machines and by screen readers. What most postings ask for."),
    ),
    ("docx", "Word", sentence("To go on writing: real headings and lists, no tables or text boxes.")),
    ("html", sentence("Web page"), sentence("One file for the browser, also good to print.")),
    ("md", "Markdown", sentence("Plain text with marks.")),
    ("json", "JSON Resume", sentence("Everything the CV says, for other programs.")),
)


@router.get("/cvs/{cv_id}/export", dependencies=[requires(Permission.CVS_READ)])
async def show(
    cv_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    services: Services,
    theme: Annotated[str, Query(max_length=30)] = DEFAULT_THEME.name,
    paper: Paper = Paper.A4,
) -> HTMLResponse:
    cv = await cvs.get_cv(session, actor.workspace, CvId(cv_id))
    return services.pages.respond(
        "rendering/export.html",
        request,
        section="cvs",
        cv=cv,
        themes=THEMES,
        chosen=theme_named(theme),
        papers=[(one, "A4" if one is Paper.A4 else sentence("US Letter")) for one in Paper],
        paper=paper,
        formats=FORMATS,
    )
