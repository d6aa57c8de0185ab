"""Keeps that somebody was refused what their role does not allow, once the request's transaction is over."""

from fastapi import FastAPI, Request
from starlette.responses import Response

from candidacy.infrastructure.http.problems import on_app_error
from candidacy.infrastructure.http.services import SharedServices
from candidacy.infrastructure.postgres import within
from candidacy.infrastructure.redis import Limit
from candidacy.kernel.errors import Forbidden
from candidacy.kernel.events import SecurityEvent
from candidacy.kernel.identity import Actor

NOTED = Limit("refusals-noted", 10, 300)
"""Of one person in five minutes: whoever tries on is not to fill the log."""


async def on_forbidden(request: Request, error: Exception) -> Response:
    """The answer; for somebody we know, what they tried is published as ``access.refused``.

    A step that asks for something first, such as a proof that is not too old, is no refusal of the person:
    only the lack of a permission is.
    """
    actor: Actor | None = getattr(request.state, "actor", None)
    if actor is not None and isinstance(error, Forbidden) and error.code == Forbidden.code:
        await _note(request, actor)
    return await on_app_error(request, error)


async def _note(request: Request, actor: Actor) -> None:
    services: SharedServices = request.state.services
    if not (await services.shared.limiter.hit(NOTED, str(actor.user))).allowed:
        return
    route = getattr(request.scope.get("route"), "path", request.url.path)
    detail = {"route": f"{request.method} {route}"}
    event = SecurityEvent("access.refused", actor.user, str(actor.user), detail, actor.workspace)
    async with within(services.sessionmaker, actor.workspace).begin() as session:
        await services.events.publish(event, session)


def install_refusal_handler(app: FastAPI) -> None:
    """Beside the handlers of ``problems``, which answer every other error."""
    app.add_exception_handler(Forbidden, on_forbidden)
