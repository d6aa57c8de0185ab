"""/samples: what each sample holds, and the one button that loads or removes it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.features.samples.schemas import SampleKind
from candidacy.features.samples.service import Means, SampleService, may_load
from candidacy.infrastructure.http.dependencies import DetachedActor, Services, requires_detached
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires_detached(Permission.WORKSPACE_READ), requires_detached(Permission.FILES_WRITE)


async def get_samples(actor: DetachedActor, services: Services) -> SampleService:
    return SampleService(actor, Means.of(services))


Samples = Annotated[SampleService, Depends(get_samples)]


@router.get("/samples", dependencies=[READ])
async def show(
    request: Request,
    samples: Samples,
    services: Services,
    done: Annotated[str, Query(max_length=10)] = "",
) -> HTMLResponse:
    return services.pages.respond(
        "samples/show.html",
        request,
        section="home",
        samples=await samples.list_all(),
        done=done,
        may_load=may_load(samples.actor),
    )


@router.post("/samples/load", dependencies=[WRITE])
async def load(kind: Annotated[SampleKind, Form()], samples: Samples) -> Response:
    """Load it, then say what there is to look at."""
    await samples.load(kind)
    return RedirectResponse(f"/samples?done=loaded#{kind.value}", status_code=303)


@router.post("/samples/remove", dependencies=[WRITE])
async def remove(kind: Annotated[SampleKind, Form()], samples: Samples) -> Response:
    await samples.remove(kind)
    return RedirectResponse("/samples?done=removed", status_code=303)
