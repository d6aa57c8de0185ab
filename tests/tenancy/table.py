"""Who may call each route: the table of ``permissions.yaml`` beside the routes that the application has."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from fastapi.routing import iter_route_contexts

from candidacy.entrypoints.app import create_app
from candidacy.entrypoints.settings import Settings
from candidacy.infrastructure.http.dependencies import ROUTE_MARK
from candidacy.kernel.permissions import Role
from candidacy.testing.application import app_of

if TYPE_CHECKING:
    from fastapi import FastAPI

ROLES = [role.value for role in Role]
OPEN, PERSON, RUNS_IT = "public", "person", "superuser"
UNROUTED = {"/openapi.json", "/static"}


def application() -> FastAPI:
    """An application of the caller's own, to plant faults in."""
    return create_app(Settings(home=Path("unused")))


def served() -> FastAPI:
    """The application that requests of tests go to."""
    return app_of(Settings(home=Path("unused")))


def document() -> dict[str, Any]:
    return served().openapi()


@cache
def matrix() -> dict[str, str]:
    """The least role by route."""
    table = yaml.safe_load((Path(__file__).parent / "permissions.yaml").read_text())
    listed = [(route, least) for least, routes in table.items() for route in routes or ()]
    assert len(listed) == len(dict(listed)), "a route is listed twice"
    return dict(listed)


def protected() -> dict[str, str]:
    return {route: least for route, least in matrix().items() if least in ROLES}


def guards(app: FastAPI) -> list[tuple[str, list[str]]]:
    """Every route, pages too, and the marks of its guards."""
    return [
        (
            f"{method} {context.path}",
            [
                getattr(depends.dependency, ROUTE_MARK)
                for depends in getattr(context, "dependencies", None) or ()
                if hasattr(depends.dependency, ROUTE_MARK)
            ],
        )
        for context in iter_route_contexts(app.routes)
        if context.path not in UNROUTED
        for method in sorted(context.methods or {"ANY"})
    ]


def faults(app: FastAPI) -> set[str]:
    """Routes that are not listed, listed and not there, there twice, or without exactly one guard."""
    found = guards(app)
    names = Counter(route for route, _ in found)
    unguarded = {route for route, marks in found if len(marks) != 1}
    return (set(names) ^ set(matrix())) | unguarded | {route for route, times in names.items() if times > 1}
