"""/api/v1/samples: load a sample, see what it made, remove it."""

from typing import Annotated

from fastapi import APIRouter, Depends

from candidacy.features.samples.schemas import SampleIn, SampleKind, SampleOut
from candidacy.features.samples.service import Means, SampleService
from candidacy.infrastructure.http.dependencies import DetachedActor, Services, requires_detached
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.infrastructure.quotas import QuotaUsedUp
from candidacy.infrastructure.storage import StorageUnavailable
from candidacy.kernel.errors import Forbidden
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1/samples", tags=["samples"], route_class=ApiRoute)
READ, WRITE = requires_detached(Permission.WORKSPACE_READ), requires_detached(Permission.FILES_WRITE)


async def get_samples(actor: DetachedActor, services: Services) -> SampleService:
    return SampleService(actor, Means.of(services))


Samples = Annotated[SampleService, Depends(get_samples)]


@router.get("", dependencies=[READ])
async def list_all(samples: Samples) -> list[SampleOut]:
    """Both samples, and what was made of those that are loaded."""
    return await samples.list_all()


@router.post(
    "",
    status_code=201,
    dependencies=[WRITE],
    responses=problems(Forbidden, QuotaUsedUp, StorageUnavailable),
)
async def load(given: SampleIn, samples: Samples) -> SampleOut:
    """Load a sample: fictional CVs, postings and applications. What is loaded already stays as it is."""
    return await samples.load(given.kind)


@router.delete(
    "/{kind}", status_code=204, dependencies=[WRITE], responses=problems(Forbidden, StorageUnavailable)
)
async def remove(kind: SampleKind, samples: Samples) -> None:
    """Remove what was loaded, and nothing that people made."""
    await samples.remove(kind)
