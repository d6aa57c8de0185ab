"""/api/v1/admin: the installation at a glance."""

from fastapi import APIRouter, Request

from candidacy.features.admin.schemas import Overview
from candidacy.features.admin.service import looking as service
from candidacy.infrastructure.http.dependencies import Services
from candidacy.infrastructure.http.guards import superusers_detached
from candidacy.infrastructure.http.idempotency import ApiRoute

router = APIRouter(prefix="/api/v1/admin", tags=["admin"], route_class=ApiRoute)
SUPER = superusers_detached()


@router.get("/overview", dependencies=[SUPER])
async def overview(request: Request, services: Services) -> Overview:
    """What works, what waits, and when it was last backed up."""
    return await service.overview(request.state.installation, services.sessionmaker)
