"""The calendar behind a secret address, for programs that send neither cookie nor header."""

from fastapi import APIRouter, Request, Response

from candidacy.domain.applications.calendar import MEDIA_TYPE
from candidacy.features.applications.errors import NoFeed
from candidacy.features.applications.service.feeds import FeedReader
from candidacy.infrastructure.http.dependencies import Services, public_route
from candidacy.infrastructure.http.problems import problems
from candidacy.infrastructure.redis import Limit
from candidacy.kernel.errors import RateLimited

router = APIRouter()
FEED_READS = Limit("calendar-feed", 60, 300)
"""Of one address of the network in five minutes: programs ask a few times an hour."""


@router.get("/calendar/{token}.ics", dependencies=[public_route()], responses=problems(NoFeed))
async def read_feed(token: str, request: Request, services: Services) -> Response:
    """The calendar; whoever knows its address may read it."""
    client = request.client.host if request.client else ""
    verdict = await services.shared.limiter.hit(FEED_READS, client)
    if not verdict.allowed:
        raise RateLimited
    data = await FeedReader(services.sessionmaker, services.clock).read(token)
    return Response(data, media_type=MEDIA_TYPE, headers={"Cache-Control": "private, max-age=300"})
