"""The pages of prompts, for who runs the installation: versions side by side, a try, experiments."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.ai_agents.errors import NoModel
from candidacy.ai_agents.prompts import samples_of
from candidacy.ai_agents.prompts.experiments import Arm, Interval, StopRule
from candidacy.features.agents.pages.models import Context, amount
from candidacy.features.agents.service.prompts import PromptService, PromptState, differences, version_of
from candidacy.features.agents.service.trying import Tried, try_prompt
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
)
from candidacy.infrastructure.http.guards import superusers, superusers_detached
from candidacy.kernel.errors import AppError
from candidacy.kernel.identity import Actor
from candidacy.kernel.language import sentence

router = APIRouter()
SUPER, SUPER_DETACHED = superusers(), superusers_detached()
Version = Annotated[int, Form(ge=1, le=10_000)]


async def get_prompts(session: Session, actor: CurrentActor, services: Services) -> PromptService:
    return PromptService(session, actor, services.clock, services.events)


Prompts = Annotated[PromptService, Depends(get_prompts)]


@router.get("/admin/prompts", dependencies=[SUPER])
async def list_prompts(request: Request, prompts: Prompts, services: Services) -> HTMLResponse:
    return services.pages.respond("agents/prompts.html", request, states=await prompts.list_all())


@router.get("/admin/prompts/{prompt_id}", dependencies=[SUPER])
async def show(prompt_id: str, request: Request, prompts: Prompts, services: Services) -> HTMLResponse:
    """Two versions side by side: those that are asked for, else the one in use and the newest other."""
    return await respond(request, prompts, services, prompt_id)


async def respond(
    request: Request,
    prompts: PromptService,
    services: Services,
    prompt_id: str,
    *,
    status: int = 200,
    tried: Tried | None = None,
    given: dict[str, str] | None = None,
    error: AppError | None = None,
) -> HTMLResponse:
    state = await prompts.get(prompt_id)
    numbers = [v.version for v in state.versions]
    before = _chosen(request, "before", numbers) or (numbers[-2] if len(numbers) > 1 else numbers[-1])
    after = _chosen(request, "after", numbers) or numbers[-1]
    old, new = version_of(prompt_id, before), version_of(prompt_id, after)
    return services.pages.respond(
        "agents/prompt.html",
        request,
        status=_status_of(error) if error is not None else status,
        state=state,
        before=old,
        after=new,
        lines=differences(old, new),
        experiments=await prompts.experiments(prompt_id),
        tried=tried,
        given=given or samples_of(new),
        other=_other(state),
        error=error,
        money=amount,
        currency=request.state.agents.installation.currency,
        shown=shown,
        done=request.query_params.get("done"),
    )


def _other(state: PromptState) -> int:
    """What an experiment would hold against the version in use: the newest that is another."""
    others = [v.version for v in state.versions if v.version != state.active.version]
    return max(others, default=state.active.version)


def _status_of(error: AppError) -> int:
    """That no model is set up is no failure of ours, which a status of 503 would say."""
    return 409 if isinstance(error, NoModel) else error.status


def _chosen(request: Request, name: str, numbers: list[int]) -> int | None:
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and int(text[:6]) in numbers else None


def shown(interval: Interval, *, share: bool, digits: int = 0) -> str:
    """An interval as a person reads it; before there is enough data only how much there is."""
    if interval.value is None or interval.low is None or interval.high is None:
        return sentence(f"not enough data yet ({interval.n})")
    value, low, high = (
        f"{100 * x:.0f} %" if share else f"{x:,.{digits}f}"
        for x in (interval.value, interval.low, interval.high)
    )
    return sentence(f"{value} ({low} to {high}, of {interval.n})")


@router.post("/admin/prompts/{prompt_id}/activate", dependencies=[SUPER])
async def activate(prompt_id: str, prompts: Prompts, version: Version) -> RedirectResponse:
    await prompts.activate(prompt_id, version)
    return RedirectResponse(f"/admin/prompts/{prompt_id}?done=activated", status_code=303)


@router.post("/admin/prompts/{prompt_id}/try", dependencies=[SUPER_DETACHED])
async def try_version(
    prompt_id: str,
    request: Request,
    context: Context,
    actor: DetachedActor,
    services: Services,
    version: Version,
) -> HTMLResponse:
    """One real call with what was typed in; no transaction is open while it lasts."""
    form = await request.form()
    names = version_of(prompt_id, version).variables
    given = {name: str(form.get(name, ""))[:50_000] for name in names} | {"version": str(version)}
    tried, error = None, None
    try:
        tried = await try_prompt(context, actor, prompt_id, version, given)
    except AppError as exc:
        error = exc
    async with services.sessionmaker() as session:
        prompts = _prompts(session, actor, services)
        return await respond(request, prompts, services, prompt_id, tried=tried, given=given, error=error)


def _prompts(session: AsyncSession, actor: Actor, services: Services) -> PromptService:
    return PromptService(session, actor, services.clock, services.events)


@router.post("/admin/prompts/{prompt_id}/experiments", dependencies=[SUPER])
async def start(
    prompt_id: str,
    prompts: Prompts,
    first: Version,
    second: Version,
    share: Annotated[int, Form(ge=1, le=99)] = 50,
    enough: Annotated[int, Form(ge=20, le=100_000)] = 50,
) -> RedirectResponse:
    """Two versions side by side; more of them through the API."""
    arms = [
        Arm(name=f"v{first}", version=first, weight=100 - share),
        Arm(name=f"v{second}", version=second, weight=share),
    ]
    await prompts.start(prompt_id, arms, StopRule(enough=enough, most=max(2_000, enough)))
    return RedirectResponse(f"/admin/prompts/{prompt_id}?done=started", status_code=303)


@router.post("/admin/experiments/{experiment_id}/stop", dependencies=[SUPER])
async def stop(experiment_id: UUID, prompts: Prompts) -> RedirectResponse:
    judged = await prompts.stop(experiment_id)
    return RedirectResponse(f"/admin/prompts/{judged.row.prompt}?done=stopped", status_code=303)
