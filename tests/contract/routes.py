"""Every route of the application, and for each that takes one a request that is valid."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi.routing import RouteContext, iter_route_contexts

from candidacy.entrypoints.settings import Settings
from candidacy.infrastructure.http.dependencies import ROUTE_MARK
from candidacy.testing.application import app_of
from tests import tracking

UNGUARDED = frozenset({"/static"})
"""Mounts of files that are the same for everybody."""


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one address, and what its guard asks for."""

    method: str
    path: str
    guards: tuple[str, ...]
    in_schema: bool

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def _guards(context: RouteContext) -> tuple[str, ...]:
    checks = [depends.dependency for depends in getattr(context, "dependencies", None) or ()]
    return tuple(getattr(check, ROUTE_MARK) for check in checks if hasattr(check, ROUTE_MARK))


def routes() -> list[Route]:
    """Every route that is reachable, mounts left out."""
    app = app_of(Settings(home=Path("/nowhere")))
    return [
        Route(method, str(context.path), _guards(context), bool(context.include_in_schema))
        for context in iter_route_contexts(app.routes)
        if context.path not in UNGUARDED
        for method in sorted(context.methods or {"NONE"})
    ]


ROUTES = routes()
GUARDED = [route for route in ROUTES if route.guards != ("public",)]
WITH_IDS = [route for route in GUARDED if "_id}" in route.path]

NOBODYS = {
    **{f"{kind}_id": "01890000-0000-7000-8000-000000000000" for kind in tracking.PARTS},
    "session_id": "01890000-0000-7000-8000-000000000000",
    "key_id": "01890000-0000-7000-8000-000000000000",
    "export_id": "01890000-0000-7000-8000-000000000000",
    "token": "no-such-token",
}
"""What a path may name besides the things that ``one_of_everything`` makes."""

GROUPS = b"selected,sex\nyes,male\nno,female\n"
VERDICT = {"verdict": "hold", "reason": "To be seen"}
CV = {"candidate_name": "Grace Hopper", "skills": ["COBOL"], "experience_years": 3}
POSTING = {"text": "Python developer\n\nRequirements\n- 3 years of Python\n- English"}


def request_for(route: Route, ids: dict[str, str]) -> dict[str, Any]:
    """What to send so that the request is valid; ``ids`` name things as path parameters do."""
    bodies: dict[str, dict[str, Any]] = {
        "POST /api/v1/files": {"files": {"file": ("cv.txt", b"Ada Lovelace")}},
        "POST /api/v1/cvs": {"json": CV},
        "POST /api/v1/cvs/import": {"json": {"basics": {"name": "Ada"}}},
        "PATCH /api/v1/cvs/{cv_id}": {"json": {"title": "Another title"}},
        "POST /api/v1/cvs/{cv_id}/versions": {"json": CV},
        "PATCH /api/v1/cvs/{cv_id}/values": {"json": {"changes": [{"path": "/basics/name", "value": "Ada"}]}},
        "GET /api/v1/cvs/{cv_id}/diff": {"params": {"before": 1, "after": 1}},
        "POST /api/v1/postings": {"json": POSTING},
        "PATCH /api/v1/postings/{posting_id}": {"json": {"title": "Another title"}},
        "PATCH /api/v1/postings/{posting_id}/requirements/{number}": {"json": {"weight": 2}},
        "POST /api/v1/cvs/{cv_id}/reviews": {"json": {"industry": "general"}},
        "POST /api/v1/matches": {"json": {"cv_id": ids["cv_id"], "posting_id": ids["posting_id"]}},
        "POST /api/v1/matches/rank": {"json": {"posting_id": ids["posting_id"]}},
        "POST /cvs/{cv_id}/entry": {"data": {"at": "/basics", "value/name": "Ada", "based_on": "1"}},
        "POST /cvs/{cv_id}/check": {"data": {"path": "/basics/name", "value": "Ada", "based_on": "1"}},
        "POST /cvs/{cv_id}/changes": {"data": {"changes": "[]", "based_on": "1"}},
        "POST /cvs/{cv_id}/restore": {"data": {"number": "1", "based_on": "1"}},
        "GET /cvs/{cv_id}/compare": {"params": {"from": 1, "to": 1}},
        "POST /cvs/{cv_id}/rename": {"data": {"title": "Another title"}},
        "POST /postings/{posting_id}/rename": {"data": {"title": "Another title"}},
        "POST /postings/{posting_id}/requirements/{number}": {"data": {"importance": "must", "weight": "2"}},
        "POST /api/v1/audit/groups": {"files": {"file": ("groups.csv", GROUPS)}},
        "POST /workspace/audit/groups": {"files": {"table": ("groups.csv", GROUPS)}},
        "POST /api/v1/cvs/{cv_id}/decisions/{posting_id}": {"json": VERDICT},
        "POST /cvs/{cv_id}/decide/{posting_id}": {"data": VERDICT},
        "POST /api/v1/tailorings": {"json": {"cv_id": ids["cv_id"], "posting_id": ids["posting_id"]}},
        "POST /api/v1/tailorings/{tailoring_id}/apply": {
            "json": {"digest": ids.get("digest", "0" * 64), "accepted": [0]}
        },
        "POST /cvs/{cv_id}/tailor": {"data": {"posting": ids["posting_id"]}},
        "POST /tailorings/{tailoring_id}/apply": {
            "data": {"digest": ids.get("digest", "0" * 64), "accepted": ["0"]}
        },
        "POST /start": {"data": {"cv": ids["cv_id"], "posting": ids["posting_id"]}},
    }
    # The number of a version counts from 1, that of a requirement from 0, and both have a 1.
    url = route.path.format_map({**NOBODYS, **ids, "number": 1})
    return {"url": url, **(bodies | tracking.bodies(ids)).get(str(route), {})}
