"""The route class of the API: JSON of bounded depth, and an answer to a POST with a key that is kept."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from candidacy.infrastructure.http.idempotency.claims import Replayed, current_claim
from candidacy.infrastructure.http.request_limits import refuse_deep_json

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

_BODIES = frozenset({"POST", "PUT", "PATCH"})

PARAMETER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "description": "A name for this request, such as a random UUID. Sent again within 24 hours with the same "
    "payload, the request is not done again: its first answer comes back.",
}


class ApiRoute(APIRoute):
    """Keeps the answer to a POST with an Idempotency-Key in the transaction of its effect, and looks at JSON
    before it is parsed.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        if "POST" in (options.get("methods") or ()):
            extra = options.get("openapi_extra") or {}
            options["openapi_extra"] = {**extra, "parameters": [*extra.get("parameters", ()), PARAMETER]}
        super().__init__(path, endpoint, **options)

    def get_route_handler(self) -> Handler:
        """FastAPI ends the transaction of a request after this handler and before the answer is sent."""
        handle = super().get_route_handler()

        async def keeping(request: Request) -> Response:
            await refuse_deep_json(request)
            if request.method == "POST":
                request.state.keeps_replies = self.path_format
            try:
                response = await handle(request)
            except Replayed as replayed:
                return replayed.response
            except BaseException:
                await _give_up(request)
                raise
            await _keep(request, response)
            return response

        return keeping if _BODIES & set(self.methods or ()) else handle


async def _keep(request: Request, response: Response) -> None:
    claim = current_claim(request)
    if claim is None or claim.kept:
        return
    if response.status_code >= 300 or not hasattr(response, "body"):
        await claim.give_up()
    elif claim.sessions is None:
        await claim.keep(request.state.claim_session, response)
    else:
        await claim.keep_apart(response)


async def _give_up(request: Request) -> None:
    claim = current_claim(request)
    if claim is not None:
        await claim.give_up()
