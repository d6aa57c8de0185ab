"""Finding the router of an address by the beginning of its path, before routes are compared one by one."""

from collections.abc import Iterable
from functools import lru_cache

from fastapi import APIRouter
from fastapi.routing import iter_route_contexts
from starlette.routing import Match
from starlette.types import Scope

_API = ("", "api", "v1")
_LONGEST = 100
"""Characters of a path that are looked at: anybody may send long ones, and what is found is remembered."""


class Signpost(APIRouter):
    """The routes of a router, stepping aside at once where no path of them begins like the one asked for.

    Routers are asked in turn, and each compares all of its routes: over some 300 routes that is a millisecond
    for those that come last. The first part of the path (after ``/api/v1``) rules out nearly all of them.
    """

    def __init__(self, router: APIRouter) -> None:
        super().__init__()
        # Not included, which would build each of them: the app that includes this router does that again.
        self.routes = router.routes
        self._heads = heads_of(context.path or "" for context in iter_route_contexts(self.routes))

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        # Below another root the path begins with that, which only the routes themselves take off.
        head = head_of(scope["path"][:_LONGEST])
        known = self._heads is None or scope.get("root_path") or head in self._heads
        return super().matches(scope) if known else (Match.NONE, {})


def joined(*routers: APIRouter) -> APIRouter:
    """The routes of several routers as those of one. To include them would build each of them once more."""
    together = APIRouter()
    together.routes = [route for router in routers for route in router.routes]
    return together


def heads_of(paths: Iterable[str]) -> frozenset[str] | None:
    """The first parts of paths; None where one begins with a parameter, which may be any."""
    found = frozenset(map(head_of, paths))
    return None if any("{" in head for head in found) else found


@lru_cache(maxsize=1024)
def head_of(path: str) -> str:
    """``cvs`` of ``/cvs/1`` and of ``/api/v1/cvs``, the latter apart from the former: ``/api/v1/cvs``."""
    parts = path.split("/", 4)
    return "/".join(parts[:4] if tuple(parts[:3]) == _API else parts[:2])
