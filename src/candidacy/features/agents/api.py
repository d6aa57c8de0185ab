"""/api/v1/models: the model of a workspace and its use; /api/v1/admin: all use, prompts, experiments."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from candidacy.ai_agents.errors import BudgetExceeded, NoModel
from candidacy.features.agents.errors import (
    BadExperiment,
    ExperimentNotFound,
    ExperimentOver,
    ExperimentRunning,
    ModelAddressForbidden,
    ModelKeyUnreadable,
    ModelNotUsable,
    ModelSettingsChanged,
    NoModelOfItsOwn,
    PromptUnknown,
    TooManyModelCalls,
)
from candidacy.features.agents.policies.budget import month_of
from candidacy.features.agents.policies.usage import as_csv, summed
from candidacy.features.agents.schemas import (
    ActivateIn,
    ArmOut,
    CheckOut,
    ExperimentIn,
    ExperimentOut,
    IntervalOut,
    ModelIn,
    ModelOut,
    ModelSave,
    ModelSaved,
    PromptOut,
    PromptSummary,
    TriedOut,
    TryIn,
    UsageOut,
    UsedOut,
)
from candidacy.features.agents.service.clients import check_model
from candidacy.features.agents.service.context import AgentsContext
from candidacy.features.agents.service.prompts import Judged, PromptService, PromptState
from candidacy.features.agents.service.settings import ModelService
from candidacy.features.agents.service.telling import amount, check_out, own_model, use_out, version_out
from candidacy.features.agents.service.trying import try_prompt
from candidacy.features.agents.service.usage import Period, UsageService
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.etags import BadEtag, etag, expected_version
from candidacy.infrastructure.http.guards import superusers, superusers_detached
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1", tags=["models"], route_class=ApiRoute)
READ = requires(Permission.MODELS_READ)
READ_DETACHED = requires_detached(Permission.MODELS_READ)
WRITE = requires_detached(Permission.MODELS_WRITE)
SUPER, SUPER_DETACHED = superusers(), superusers_detached()
Expected = Annotated[int | None, Depends(expected_version)]
CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}}}


class UsageFormat(StrEnum):
    """How the use of models is told."""

    JSON = "json"
    CSV = "csv"


Since = Annotated[date | None, Query(alias="from", description="First day; left out: of this month")]
Until = Annotated[date | None, Query(alias="to", description="Last day; left out: today")]
Format = Annotated[UsageFormat, Query(alias="format")]


async def get_context(request: Request) -> AgentsContext:
    context: AgentsContext = request.state.agents
    return context


Context = Annotated[AgentsContext, Depends(get_context)]


async def get_models(context: Context, actor: DetachedActor) -> ModelService:
    return ModelService(context, actor)


Models = Annotated[ModelService, Depends(get_models)]


async def get_usage(session: Session, services: Services) -> UsageService:
    return UsageService(session, services.clock)


Uses = Annotated[UsageService, Depends(get_usage)]


async def get_prompts(session: Session, actor: CurrentActor, services: Services) -> PromptService:
    return PromptService(session, actor, services.clock, services.events)


Prompts = Annotated[PromptService, Depends(get_prompts)]


@router.get("/models/settings", dependencies=[READ_DETACHED])
async def get_model(models: Models, context: Context, response: Response) -> ModelOut:
    """Which model works for this workspace, its own or the installation's, and this month's use."""
    view = await models.view()
    response.headers["ETag"] = etag(view.own.version if view.own is not None else 0)
    month = month_of(context.clock.now())
    return ModelOut(
        source=view.works.source if view.works else None,
        provider=view.works.settings.provider.value if view.works else None,
        model=view.works.settings.model if view.works else None,
        own=own_model(view.own) if view.own is not None else None,
        used=UsedOut(month=month, tokens=view.used.tokens, cost=amount(view.used.cost_micros)),
        currency=context.installation.currency,
    )


@router.put(
    "/models/settings",
    dependencies=[WRITE],
    responses=problems(
        ModelNotUsable, ModelSettingsChanged, ModelAddressForbidden, ModelKeyUnreadable, BadEtag
    ),
)
async def put_model(
    given: ModelSave,
    models: Models,
    context: Context,
    actor: DetachedActor,
    response: Response,
    expected: Expected,
) -> ModelSaved:
    """Set up a model for this workspace. It is asked something first; one that fails is kept on demand."""
    prepared = await models.prepare(given)
    check = await check_model(context, actor.workspace, prepared, actor.user)
    row = await models.save(given, prepared, check, anyway=given.save_anyway, based_on=expected)
    response.headers["ETag"] = etag(row.version)
    return ModelSaved(settings=own_model(row), check=check_out(check))


@router.delete("/models/settings", status_code=204, dependencies=[WRITE], responses=problems(NoModelOfItsOwn))
async def delete_model(models: Models) -> None:
    """Forget this workspace's own model and its key; the installation's works then, where there is one."""
    await models.remove()


@router.post(
    "/models/check", dependencies=[WRITE], responses=problems(ModelAddressForbidden, ModelKeyUnreadable)
)
async def check(given: ModelIn, models: Models, context: Context, actor: DetachedActor) -> CheckOut:
    """Ask a model something short, and keep nothing."""
    prepared = await models.prepare(given)
    return check_out(await check_model(context, actor.workspace, prepared, actor.user))


@router.get("/models/usage", response_model=UsageOut, dependencies=[READ], responses=CSV)
async def usage(
    uses: Uses,
    actor: CurrentActor,
    context: Context,
    since: Since = None,
    until: Until = None,
    format: Format = UsageFormat.JSON,  # noqa: A002 - the name of the parameter
) -> UsageOut | Response:
    """What this workspace has used, by day, purpose, model and version of a prompt."""
    found = await uses.of_workspace(actor.workspace, since, until)
    return told(found, context.installation.currency, format)


@router.get("/admin/models/usage", response_model=UsageOut, dependencies=[SUPER], responses=CSV)
async def usage_of_all(
    uses: Uses,
    context: Context,
    since: Since = None,
    until: Until = None,
    format: Format = UsageFormat.JSON,  # noqa: A002 - the name of the parameter
) -> UsageOut | Response:
    """What the whole installation has used; no workspace is told from another."""
    return told(await uses.of_installation(since, until), context.installation.currency, format)


def told(found: Period, currency: str, kind: UsageFormat) -> UsageOut | Response:
    if kind is UsageFormat.CSV:
        name = f'attachment; filename="models-{found.since}-{found.until}.csv"'
        return Response(as_csv(found.rows), media_type="text/csv", headers={"Content-Disposition": name})
    total = summed(found.rows).total
    return UsageOut(
        since=found.since,
        until=found.until,
        currency=currency,
        calls=total.calls,
        tokens=total.tokens,
        cost=amount(total.cost_micros),
        items=[use_out(row) for row in found.rows],
    )


@router.get("/admin/prompts", dependencies=[SUPER])
async def list_prompts(prompts: Prompts) -> list[PromptSummary]:
    """Every prompt, and the version of it that is in use."""
    return [summary(state) for state in await prompts.list_all()]


@router.get("/admin/prompts/{prompt_id}", dependencies=[SUPER], responses=problems(PromptUnknown))
async def get_prompt(prompt_id: str, prompts: Prompts) -> PromptOut:
    """A prompt with all its versions."""
    return prompt_out(await prompts.get(prompt_id))


@router.put(
    "/admin/prompts/{prompt_id}/active",
    dependencies=[SUPER],
    responses=problems(PromptUnknown, ExperimentRunning),
)
async def activate(prompt_id: str, given: ActivateIn, prompts: Prompts) -> PromptOut:
    """Use a version from the next call on."""
    return prompt_out(await prompts.activate(prompt_id, given.version))


@router.post(
    "/admin/prompts/{prompt_id}/try",
    dependencies=[SUPER_DETACHED],
    responses=problems(PromptUnknown, NoModel, BudgetExceeded, TooManyModelCalls, ModelKeyUnreadable),
)
async def try_version(prompt_id: str, given: TryIn, context: Context, actor: DetachedActor) -> TriedOut:
    """Ask the model of your workspace with a version of a prompt: one real call, which costs as any."""
    tried = await try_prompt(context, actor, prompt_id, given.version, given.variables)
    sent, received = tried.tokens
    return TriedOut(
        output=tried.output,
        input_tokens=sent,
        output_tokens=received,
        cost=amount(tried.cost_micros),
        latency_ms=tried.latency_ms,
        model=tried.model,
    )


@router.get("/admin/prompts/{prompt_id}/experiments", dependencies=[SUPER], responses=problems(PromptUnknown))
async def list_experiments(prompt_id: str, prompts: Prompts) -> list[ExperimentOut]:
    """The experiments with a prompt, newest first."""
    return [experiment_out(judged) for judged in await prompts.experiments(prompt_id)]


@router.post(
    "/admin/prompts/{prompt_id}/experiments",
    status_code=201,
    dependencies=[SUPER],
    responses=problems(PromptUnknown, BadExperiment, ExperimentRunning),
)
async def start_experiment(
    prompt_id: str, given: ExperimentIn, prompts: Prompts, response: Response
) -> ExperimentOut:
    """Use versions of a prompt side by side; the same CV gets the same version each time."""
    judged = await prompts.start(prompt_id, given.arms, given.stop)
    response.headers["Location"] = f"/api/v1/admin/experiments/{judged.row.id}"
    return experiment_out(judged)


@router.get(
    "/admin/experiments/{experiment_id}", dependencies=[SUPER], responses=problems(ExperimentNotFound)
)
async def get_experiment(experiment_id: UUID, prompts: Prompts) -> ExperimentOut:
    """An experiment and where it stands: intervals, or that there is not enough data yet."""
    return experiment_out(await prompts.experiment(experiment_id))


@router.post(
    "/admin/experiments/{experiment_id}/stop",
    dependencies=[SUPER],
    responses=problems(ExperimentNotFound, ExperimentOver),
)
async def stop_experiment(experiment_id: UUID, prompts: Prompts) -> ExperimentOut:
    """End an experiment; from the next call on the version in use is used again."""
    return experiment_out(await prompts.stop(experiment_id))


def summary(state: PromptState) -> PromptSummary:
    newest = state.versions[-1]
    return PromptSummary(
        id=newest.id,
        title=newest.metadata.title,
        purpose=newest.metadata.purpose,
        versions=[v.version for v in state.versions],
        active=state.active.version,
        experiment_id=state.experiment.id if state.experiment else None,
    )


def prompt_out(state: PromptState) -> PromptOut:
    return PromptOut(**summary(state).model_dump(), texts=[version_out(v) for v in state.versions])


def experiment_out(judged: Judged) -> ExperimentOut:
    row, standing = judged.row, judged.standing
    arms = {arm["name"]: arm for arm in row.arms}
    return ExperimentOut(
        id=row.id,
        prompt=row.prompt,
        verdict=standing.verdict.value,
        said=judged.said,
        arms=[
            ArmOut(
                **arms[result.arm],
                accepted=IntervalOut.model_validate(result.accepted),
                quotes_verified=IntervalOut.model_validate(result.quotes_verified),
                latency_ms=IntervalOut.model_validate(result.latency_ms),
                cost_micros=IntervalOut.model_validate(result.cost_micros),
                against_first=IntervalOut.model_validate(result.against_first)
                if result.against_first
                else None,
            )
            for result in standing.arms
        ],
        started_at=row.created_at,
        ended_at=row.ended_at,
        ended_because=row.ended_because,
    )
