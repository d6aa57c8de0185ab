"""/api/v1/admin: the installation at a glance."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from candidacy import __version__
from candidacy.features.admin import service
from candidacy.features.admin.schemas import Overview
from candidacy.features.admin.service import Installation, Look
from candidacy.infrastructure.http.dependencies import Services
from candidacy.infrastructure.http.guards import superusers_detached
from candidacy.infrastructure.http.idempotency import ApiRoute

router = APIRouter(prefix="/api/v1/admin", tags=["admin"], route_class=ApiRoute)
SUPER = superusers_detached()


async def get_overview(request: Request, services: Services) -> Overview:
    """Holds no transaction while the parts are asked."""
    installed: Installation = request.state.installation

    async def embedder() -> str:
        current = request.state.search.embedders.current
        return "None is set: search goes by words alone." if current is None else f"{current.model} is set."

    async def model() -> str:
        said: str = request.state.agents.installation.said
        return said[0].upper() + said[1:] + "."

    parts = await service.look_at(
        [
            Look("Database", lambda: service.database(services.sessionmaker)),
            Look("Files", lambda: service.storage(services.storage)),
            Look("Redis", lambda: service.shared(services.shared, is_set=installed.redis)),
            Look("Virus scanner", lambda: service.antivirus(services.antivirus)),
            Look("Embeddings", embedder),
            Look("Language model", model),
        ]
    )
    async with services.sessionmaker() as session:
        waiting, size = await service.waiting(session), await service.database_size(session)
    return Overview(
        version=__version__,
        parts=parts,
        waiting=waiting,
        database_bytes=size,
        backup=installed.last_backup(),
    )


Glance = Annotated[Overview, Depends(get_overview)]


@router.get("/overview", dependencies=[SUPER])
async def overview(found: Glance) -> Overview:
    """What works, what waits, and when it was last backed up."""
    return found
