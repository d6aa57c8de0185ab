"""The pages of models: what is set up, what it has used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field, SecretStr, ValidationError

from candidacy.ai_agents.interface import ModelCheck
from candidacy.features.agents.errors import ModelKeyUnreadable
from candidacy.features.agents.models import ModelRow
from candidacy.features.agents.policies.budget import money, month_after, month_of
from candidacy.features.agents.policies.usage import summed
from candidacy.features.agents.schemas import ModelSave
from candidacy.features.agents.service.clients import CHECK, TRY, check_model
from candidacy.features.agents.service.context import AgentsContext
from candidacy.features.agents.service.settings import ModelService, View
from candidacy.features.agents.service.usage import Period, UsageService
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.form_words import words_for
from candidacy.infrastructure.http.guards import superusers
from candidacy.infrastructure.languages.current import say_number
from candidacy.kernel.errors import AppError
from candidacy.kernel.language import sentence
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, READ_DETACHED = requires(Permission.MODELS_READ), requires_detached(Permission.MODELS_READ)
WRITE = requires_detached(Permission.MODELS_WRITE)
SUPER = superusers()

PROVIDERS = (
    ("openai", "OpenAI"),
    ("anthropic", "Anthropic"),
    ("openai_compatible", sentence("A server that speaks as OpenAI does: vLLM, Ollama, LM Studio")),
)
FIELDS = ("provider", "model", "base_url", "monthly_tokens", "monthly_cost", "concurrency", "input_price",
          "output_price")  # fmt: skip
SAID = {
    "model": sentence("Name the model, in 200 characters at most."),
    "base_url": sentence("The address of the server has 8 to 500 characters."),
    "monthly_tokens": sentence("The limit of tokens is a whole number above 0, or empty."),
    "monthly_cost": sentence("The limit of money is an amount of 0 or more, or empty."),
    "concurrency": sentence("Calls at a time are 1 to 64."),
    "input_price": sentence("Prices are amounts of 0 or more, with six places at most."),
    "output_price": sentence("Prices are amounts of 0 or more, with six places at most."),
}

SIDES = {
    "Day": (sentence("By day"), sentence("Day")),
    "Purpose": (sentence("By purpose"), sentence("Purpose")),
    "Model": (sentence("By model"), sentence("Model")),
    "Prompt": (sentence("By prompt"), sentence("Prompt")),
}
PURPOSES = {
    "review": sentence("Review"),
    "tailoring": sentence("Tailoring"),
    "letter": sentence("Letter"),
    "interview": sentence("Interview"),
    "writing": sentence("Wording"),
    "question": sentence("Question"),
    CHECK: sentence("Test of the settings"),
    TRY: sentence("Try of a prompt"),
}


async def get_context(request: Request) -> AgentsContext:
    context: AgentsContext = request.state.agents
    return context


Context = Annotated[AgentsContext, Depends(get_context)]


async def get_models(context: Context, actor: DetachedActor) -> ModelService:
    return ModelService(context, actor)


Models = Annotated[ModelService, Depends(get_models)]


class SentModel(BaseModel):
    """The form as it was sent: what is empty was left out."""

    provider: str = Field(default="", max_length=40)
    model: str = Field(default="", max_length=1_000)
    base_url: str = Field(default="", max_length=1_000)
    api_key: SecretStr | None = Field(default=None, max_length=500)
    monthly_tokens: str = Field(default="", max_length=40)
    monthly_cost: str = Field(default="", max_length=40)
    concurrency: str = Field(default="", max_length=40)
    input_price: str = Field(default="", max_length=40)
    output_price: str = Field(default="", max_length=40)
    version: int = Field(default=0, ge=0, le=10**9)
    action: Literal["save", "test", "anyway"] = "save"

    @property
    def values(self) -> dict[str, str]:
        """What the form shows again; the key is not."""
        return {name: getattr(self, name) for name in FIELDS}


Sent = Annotated[SentModel, Form()]


@router.get("/workspace/models", dependencies=[READ_DETACHED])
async def show(request: Request, models: Models, context: Context, services: Services) -> HTMLResponse:
    view = await models.view()
    return respond(request, services, context, view, Shown(values_of(view.own)))


@router.post("/workspace/models", response_model=None, dependencies=[WRITE])
async def save(
    request: Request, sent: Sent, models: Models, context: Context, actor: DetachedActor, services: Services
) -> HTMLResponse | RedirectResponse:
    """Ask the model something, then keep it; or only the one, or the other in any case."""
    try:
        given = parsed(sent)
        prepared = await models.prepare(given)
        check = await check_model(context, actor.workspace, prepared, actor.user)
        if sent.action != "test" and (check.usable or given.save_anyway):
            await models.save(given, prepared, check, anyway=given.save_anyway, based_on=sent.version)
            done = "saved" if check.usable else "saved-untested"
            return RedirectResponse(f"/workspace/models?done={done}", status_code=303)
    except AppError as error:
        if error.status >= 500 and not isinstance(error, ModelKeyUnreadable):
            raise
        shown = Shown(sent.values, error=error)
    except ValidationError as wrong:
        shown = Shown(sent.values, wrong=complaints(wrong))
    else:
        shown = Shown(sent.values, check=check, refused=sent.action != "test")
    return respond(request, services, context, await models.view(), shown)


@router.post("/workspace/models/remove", dependencies=[WRITE])
async def remove(models: Models) -> RedirectResponse:
    await models.remove()
    return RedirectResponse("/workspace/models?done=removed", status_code=303)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the form holds, and what came of sending it."""

    values: dict[str, str]
    check: ModelCheck | None = None
    refused: bool = False
    """Whether it was to be kept and was not."""
    error: AppError | None = None
    wrong: Sequence[str] = ()

    @property
    def status(self) -> int:
        if self.error is not None:
            return self.error.status
        return 422 if self.wrong else 409 if self.refused else 200


def respond(
    request: Request, services: Services, context: AgentsContext, view: View, shown: Shown
) -> HTMLResponse:
    return services.pages.respond(
        "agents/settings.html",
        request,
        status=shown.status,
        view=view,
        shown=shown,
        values=shown.values,
        providers=PROVIDERS,
        done=request.query_params.get("done"),
        money=amount,
        currency=context.installation.currency,
        anew=month_after(month_of(context.clock.now())),
        may_change=request.state.actor.may(Permission.MODELS_WRITE),
    )


def amount(micros: Decimal) -> str:
    """Money as its page says it; what is too little for a number stays words."""
    said = money(micros)
    plain = said.replace(",", "")
    return say_number(float(plain), len(plain.partition(".")[2])) if plain[0].isdecimal() else said


def parsed(sent: SentModel) -> ModelSave:
    """Raises ValidationError."""
    plain: dict[str, Any] = {name: text.strip() for name, text in sent.values.items() if text.strip()}
    return ModelSave(**plain, api_key=sent.api_key or None, save_anyway=sent.action == "anyway")


def complaints(wrong: ValidationError) -> list[str]:
    """What is wrong, in sentences and without what was given."""
    said = []
    for one in wrong.errors(include_url=False):
        field = str(one["loc"][0]) if one["loc"] else ""
        said.append(SAID.get(field) or words_for(one))
    return list(dict.fromkeys(said))


def values_of(row: ModelRow | None) -> dict[str, str]:
    """What the form shows first."""
    if row is None:
        return dict.fromkeys(FIELDS, "") | {"provider": "openai", "concurrency": "4"}
    return {name: _written(getattr(row, name)) for name in FIELDS}


def _written(value: object) -> str:
    text = "" if value is None else str(value)
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "").isdecimal() else text


@router.get("/workspace/models/usage", dependencies=[READ])
async def usage(
    request: Request, session: Session, actor: CurrentActor, services: Services, context: Context
) -> HTMLResponse:
    since, until = _days(request)
    found = await UsageService(session, services.clock).of_workspace(actor.workspace, since, until)
    return respond_usage(request, services, context, found, whole=False)


@router.get("/admin/models/usage", dependencies=[SUPER])
async def usage_of_all(
    request: Request, session: Session, services: Services, context: Context
) -> HTMLResponse:
    since, until = _days(request)
    found = await UsageService(session, services.clock).of_installation(since, until)
    return respond_usage(request, services, context, found, whole=True)


def respond_usage(
    request: Request, services: Services, context: AgentsContext, found: Period, *, whole: bool
) -> HTMLResponse:
    return services.pages.respond(
        "agents/usage.html",
        request,
        found=found,
        usage=summed(found.rows),
        whole=whole,
        money=amount,
        day=date.fromisoformat,
        sides=SIDES,
        purposes=PURPOSES,
        currency=context.installation.currency,
    )


def _days(request: Request) -> tuple[date | None, date | None]:
    """Read by hand: an empty field of a form is no day, and a mistyped one no error."""
    return _day(request.query_params.get("from")), _day(request.query_params.get("to"))


def _day(given: str | None) -> date | None:
    try:
        day = date.fromisoformat(given) if given else None
    except ValueError:
        return None
    return day if day is not None and date(2000, 1, 1) <= day <= date(2999, 12, 31) else None
