"""What is told to who runs the installation: each part with how it is looked at, and the last backup."""

from candidacy import __version__
from candidacy.entrypoints.backup_log import last_backup
from candidacy.entrypoints.settings import Settings
from candidacy.features.admin.schemas import BackupState, SecretsState
from candidacy.features.admin.service import looking as admin
from candidacy.features.admin.service.looking import Installation, Look
from candidacy.features.admin.service.resealing import Resealing
from candidacy.features.agents.service.context import AgentsContext
from candidacy.features.assistant import public as assistant
from candidacy.infrastructure.http.services import SharedServices


def describe_installation(
    settings: Settings,
    services: SharedServices,
    agents: AgentsContext,
    search: assistant.SearchTools,
    resealing: Resealing,
) -> Installation:
    """Nothing is asked before somebody looks; a model never is, as that costs money."""

    async def embedder() -> str:
        current = search.embedders.current
        return admin.embeddings(None if current is None else current.model)

    async def model() -> str:
        return agents.installation.said

    def backup() -> BackupState | None:
        known = last_backup(settings.home)
        return BackupState.model_validate(known, from_attributes=True) if known is not None else None

    async def sealed() -> SecretsState:
        found = await resealing.find()
        if found is None:
            return SecretsState(secrets=resealing.secrets)
        return SecretsState.model_validate(found, from_attributes=True)

    calls = (
        lambda: admin.database(services.sessionmaker),
        lambda: admin.storage(services.storage),
        lambda: admin.shared(services.shared, is_set=settings.redis_url is not None),
        lambda: admin.antivirus(services.antivirus),
        embedder,
        model,
    )
    looks = [Look(name, call) for name, call in zip(admin.NAMES, calls, strict=True)]
    return Installation(__version__, looks, backup, sealed)
