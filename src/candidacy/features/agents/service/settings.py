"""The model of a workspace: kept with its key sealed, tested before it is kept."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, Literal

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.ai_agents.interface import CallLimits, ModelCheck, ModelSettings, Prices, ProviderKind
from candidacy.features.agents.errors import (
    ModelAddressForbidden,
    ModelKeyUnreadable,
    ModelNotUsable,
    ModelSettingsChanged,
    NoModelOfItsOwn,
)
from candidacy.features.agents.models import ModelRow
from candidacy.features.agents.policies.budget import Limits, month_of
from candidacy.features.agents.policies.settings import InstallationModel
from candidacy.features.agents.repository import BudgetRepository, SettingsRepository
from candidacy.features.agents.schemas import MICROS, Amount, ModelIn
from candidacy.features.agents.service.context import AgentsContext
from candidacy.infrastructure.crypto import Unsealable
from candidacy.infrastructure.fetching import ForbiddenAddress, NameUnknown, web_address
from candidacy.infrastructure.postgres import within
from candidacy.kernel.events import SecurityEvent
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import WorkspaceId

_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Effective:
    """The model that works for a workspace, what may be spent on it, and who has set it up."""

    settings: ModelSettings
    limits: Limits
    source: Literal["workspace", "installation"]

    @property
    def lifetime(self) -> timedelta:
        """How long a reservation stands at most: longer than a call."""
        return timedelta(seconds=self.settings.limits.deadline + 60)


@dataclass(frozen=True, slots=True)
class View:
    """What a workspace has set up, what works for it, and what it has used this month."""

    own: ModelRow | None
    works: Effective | None
    problem: str | None
    """Why its own model cannot work."""
    used: Amount


def installation_model(given: InstallationModel) -> Effective | None:
    """The model of the installation, where one is set."""
    if given.provider is None or given.name is None:
        return None
    settings = ModelSettings(
        provider=ProviderKind(given.provider),
        model=given.name,
        base_url=given.base_url,
        api_key=given.api_key,
        trusted=True,
        limits=_call_limits(given, given.concurrency),
        prices=Prices(input=given.input_price, output=given.output_price),
    )
    limits = Limits(
        given.monthly_tokens, _micros(given.monthly_cost), given.concurrency, currency=given.currency
    )
    return Effective(settings, limits, "installation")


def _call_limits(given: InstallationModel, concurrency: int) -> CallLimits:
    """What one call may take, whoever has set up the model."""
    return CallLimits(
        deadline=given.deadline, max_output_tokens=given.max_output_tokens, concurrency=concurrency
    )


async def effective_of(
    session: AsyncSession, context: AgentsContext, workspace: WorkspaceId
) -> Effective | None:
    """The workspace's own model, else the installation's. Raises ModelKeyUnreadable."""
    row = await SettingsRepository(session, workspace).find()
    return installation_model(context.installation) if row is None else _of_row(row, context)


class ModelService:
    """Opens its own short transactions: none is open while a model is asked."""

    def __init__(self, context: AgentsContext, actor: Actor) -> None:
        self._context, self._actor = context, actor
        self._workspace = actor.workspace
        self._sessions = within(context.sessions, actor.workspace)

    async def view(self) -> View:
        async with self._sessions() as session:
            own = await SettingsRepository(session, self._workspace).find()
            month = month_of(self._context.clock.now())
            used = await BudgetRepository(session, self._workspace).used(month)
            try:
                works, problem = await effective_of(session, self._context, self._workspace), None
            except ModelKeyUnreadable as exc:
                works, problem = None, exc.message
        return View(own, works, problem, used)

    async def prepare(self, given: ModelIn) -> Effective:
        """What was given, with the key that is kept where none was. Raises ModelAddressForbidden."""
        await self._require_address(given)
        async with self._sessions() as session:
            row = await SettingsRepository(session, self._workspace).find()
        settings = ModelSettings(
            provider=ProviderKind(given.provider),
            model=given.model,
            base_url=given.base_url,
            api_key=given.api_key or self._kept_key(row, given),
            limits=_call_limits(self._context.installation, given.concurrency),
            prices=Prices(input=given.input_price, output=given.output_price),
        )
        return Effective(settings, self._limits(given), "workspace")

    async def save(
        self, given: ModelIn, prepared: Effective, check: ModelCheck, *, anyway: bool, based_on: int | None
    ) -> ModelRow:
        """Keep it. Raises ModelNotUsable for one whose test failed, and ModelSettingsChanged."""
        if not (check.usable or anyway):
            raise ModelNotUsable(f"{check.message!s} Nothing was saved; you can save it anyway.")
        async with self._sessions.begin() as session:
            settings = SettingsRepository(session, self._workspace)
            row = await settings.find(lock=True)
            if based_on is not None and based_on != (row.version if row is not None else 0):
                raise ModelSettingsChanged
            values = self._values(given, prepared, check)
            fields = _changed(row, values)
            kept = await settings.put(values)
            await self._note("model.configured", {"fields": fields, "by": kept.model}, session)
        return kept

    async def remove(self) -> None:
        """Forget the workspace's own model and its key. Raises NoModelOfItsOwn."""
        async with self._sessions.begin() as session:
            if not await SettingsRepository(session, self._workspace).delete():
                raise NoModelOfItsOwn
            await self._note("model.removed", {}, session)

    def _values(self, given: ModelIn, prepared: Effective, check: ModelCheck) -> dict[str, Any]:
        key = prepared.settings.api_key
        secret = key.get_secret_value() if key is not None else ""
        plain = given.model_dump(exclude={"api_key", "save_anyway"})
        return {
            **plain,
            "sealed_key": self._context.sealer.seal(secret.encode(), place_of(self._workspace))
            if secret
            else None,
            # Of a short key four characters would be too much to show.
            "key_hint": secret[-_SHOWN:] if len(secret) >= 4 * _SHOWN else None,
            "tested_at": self._context.clock.now(),
            "tested": "ok" if check.usable else check.code or "failed",
        }

    def _kept_key(self, row: ModelRow | None, given: ModelIn) -> SecretStr | None:
        """The key that is kept, for the place it was given for and no other."""
        if row is None or (row.provider, row.base_url) != (given.provider, given.base_url):
            return None
        return _key_of(row, self._context)

    def _limits(self, given: ModelIn) -> Limits:
        currency = self._context.installation.currency
        return Limits(given.monthly_tokens, _micros(given.monthly_cost), given.concurrency, currency)

    async def _require_address(self, given: ModelIn) -> None:
        if given.base_url is None:
            return
        network = self._context.network
        try:
            address = web_address(given.base_url)
        except ForbiddenAddress as exc:
            raise ModelAddressForbidden(
                "This is no address of a server: it begins with https://, or with http:// on this machine."
            ) from exc
        try:
            await network.addresses(address.host, address.port)
        except ForbiddenAddress as exc:
            raise ModelAddressForbidden from exc
        except (NameUnknown, OSError):
            # It may be there later: the test of the model says that it cannot be reached.
            pass
        if address.scheme != "https" and not network.names(address.host, address.port):
            raise ModelAddressForbidden(
                "A model on the public web is reached by https alone, so that nobody reads key and texts."
            )

    async def _note(self, kind: str, detail: dict[str, Any], session: AsyncSession) -> None:
        event = SecurityEvent(kind, self._actor.user, str(self._workspace), detail, workspace=self._workspace)
        await self._context.events.publish(event, session)


def place_of(workspace: WorkspaceId) -> bytes:
    """Where a sealed key belongs: in another workspace it cannot be opened."""
    return b"model-key/" + workspace.bytes


def _of_row(row: ModelRow, context: AgentsContext) -> Effective:
    settings = ModelSettings(
        provider=ProviderKind(row.provider),
        model=row.model,
        base_url=row.base_url,
        api_key=_key_of(row, context),
        limits=_call_limits(context.installation, row.concurrency),
        prices=Prices(input=row.input_price, output=row.output_price),
    )
    currency = context.installation.currency
    limits = Limits(row.monthly_tokens, _micros(row.monthly_cost), row.concurrency, currency)
    return Effective(settings, limits, "workspace")


def _key_of(row: ModelRow, context: AgentsContext) -> SecretStr | None:
    if row.sealed_key is None:
        return None
    try:
        opened = context.sealer.open(row.sealed_key, place_of(WorkspaceId(row.workspace_id)))
    except Unsealable as exc:
        raise ModelKeyUnreadable from exc
    return SecretStr(opened.decode())


def _changed(row: ModelRow | None, values: dict[str, Any]) -> list[str]:
    """The names of what is another now; of a key only that it is."""
    plain = [n for n in values if n not in {"sealed_key", "tested_at", "tested"}]
    return [n for n in plain if row is None or getattr(row, n) != values[n]]


def _micros(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount * MICROS
