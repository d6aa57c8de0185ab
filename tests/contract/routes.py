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
    "kind": "seeker",
    "user_id": "01890000-0000-7000-8000-000000000000",
    "section": "tutorial",
    "page": "first-match",
    "notification_id": "01890000-0000-7000-8000-000000000000",
    "prompt_id": "check.hello",
    "workspace_id": "01890000-0000-7000-8000-000000000000",
    "experiment_id": "01890000-0000-7000-8000-000000000000",
    **{f"{kind}_id": "01890000-0000-7000-8000-000000000000" for kind in tracking.PARTS},
    "session_id": "01890000-0000-7000-8000-000000000000",
    "key_id": "01890000-0000-7000-8000-000000000000",
    "export_id": "01890000-0000-7000-8000-000000000000",
    "token": "no-such-token",
    "handle": "nobody-here",
    "slug": "nothing-here",
    "name": "no-picture.webp",
}
"""What a path may name besides the things that ``one_of_everything`` makes."""

MODEL = {"provider": "openai_compatible", "model": "none", "base_url": "http://127.0.0.1:9/v1"}
"""Nobody listens there."""
ARMS = [{"name": "old", "version": 1}, {"name": "new", "version": 1}]
GROUPS = b"selected,sex\nyes,male\nno,female\n"
VERDICT = {"verdict": "hold", "reason": "To be seen"}
CV = {"candidate_name": "Grace Hopper", "skills": ["COBOL"], "experience_years": 3}
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001"
    "48afa4710000000049454e44ae426082"
)
"""A PNG of one point."""
WORK = {"title": "An engine", "slug": "", "body": "# How", "tags": "engines", "url": "", "ends_on": ""}
PROFILE = {"handle": "ada", "name": "Ada", "links": "", "visibility": "private", "version": "0"}
POSTING = {"text": "Python developer\n\nRequirements\n- 3 years of Python\n- English"}


def request_for(route: Route, ids: dict[str, str]) -> dict[str, Any]:
    """What to send so that the request is valid; ``ids`` name things as path parameters do."""
    bodies: dict[str, dict[str, Any]] = {
        "POST /language": {"data": {"language": "en"}},
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
        "POST /api/v1/tailorings/{tailoring_id}/prove": {"json": {"number": 0, "text": "True"}},
        "POST /tailorings/{tailoring_id}/prove": {"data": {"number": "0", "text": "True"}},
        "POST /api/v1/tailorings/{tailoring_id}/questions/{question}": {"json": {"confirmed": False}},
        "POST /tailorings/{tailoring_id}/answer": {"data": {"question": "0" * 32, "said": "no"}},
        "POST /tailorings/{tailoring_id}/remove": {"data": {"number": "0"}},
        "POST /api/v1/cvs/{cv_id}/suggestions/accept": {
            "json": {"path": "/basics/summary", "text": "She knows COBOL", "own_words": True}
        },
        "POST /api/v1/cvs/{cv_id}/suggestions/events": {"json": {"path": "/basics/summary"}},
        "POST /cvs/{cv_id}/write": {
            "data": {"path": "/basics/summary", "text": "She knows COBOL", "based_on": "1", "own": "yes"}
        },
        "POST /api/v1/tailorings/work": {"json": {"cv_id": ids["cv_id"], "posting_id": ids["posting_id"]}},
        "POST /api/v1/letters/work": {"json": {"cv_id": ids["cv_id"], "posting_id": ids["posting_id"]}},
        "POST /api/v1/cvs/{cv_id}/interviews/{posting_id}/hints": {"json": {"language": "en"}},
        "POST /cvs/{cv_id}/tailor/model": {"data": {"posting": ids["posting_id"]}},
        "POST /api/v1/letters": {"json": {"cv_id": ids["cv_id"], "posting_id": ids["posting_id"]}},
        "PATCH /api/v1/letters/{letter_id}": {"json": {"subject": "Hello", "text": "Dear you"}},
        "POST /api/v1/letters/{letter_id}/questions/{question}": {"json": {"confirmed": False}},
        "POST /letters/{letter_id}/answer": {"data": {"question": "0" * 32, "said": "no"}},
        "POST /letters/{letter_id}": {"data": {"text": "Dear you", "based_on": "1"}},
        "POST /cvs/{cv_id}/tailor": {"data": {"posting": ids["posting_id"]}},
        "POST /tailorings/{tailoring_id}/apply": {
            "data": {"digest": ids.get("digest", "0" * 64), "accepted": ["0"]}
        },
        "PUT /api/v1/notifications/{notification_id}/read": {"json": {"read": True}},
        "POST /mcp": {"json": {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}},
        "POST /api/v1/samples": {"json": {"kind": "seeker"}},
        "POST /samples/load": {"data": {"kind": "seeker"}},
        "POST /samples/remove": {"data": {"kind": "seeker"}},
        "GET /api/v1/search": {"params": {"q": "python"}},
        "GET /api/v1/search/ask": {"params": {"q": "Who knows Python?"}},
        "PUT /api/v1/models/settings": {"json": {**MODEL, "save_anyway": True}},
        "POST /api/v1/models/check": {"json": MODEL},
        "POST /workspace/models": {"data": {**MODEL, "action": "anyway"}},
        "PUT /api/v1/admin/prompts/{prompt_id}/active": {"json": {"version": 1}},
        "POST /api/v1/admin/prompts/{prompt_id}/try": {"json": {"version": 1, "variables": {}}},
        "POST /api/v1/admin/prompts/{prompt_id}/experiments": {"json": {"arms": ARMS}},
        "POST /admin/jobs/{job_id}/retry": {"data": {"workspace": "01890000-0000-7000-8000-000000000000"}},
        "POST /admin/jobs/{job_id}/cancel": {"data": {"workspace": "01890000-0000-7000-8000-000000000000"}},
        "POST /api/v1/admin/jobs/{job_id}/cancel": {
            "json": {"workspace_id": "01890000-0000-7000-8000-000000000000"}
        },
        "POST /api/v1/admin/jobs/{job_id}/retry": {
            "json": {"workspace_id": "01890000-0000-7000-8000-000000000000"}
        },
        "POST /api/v1/admin/workspaces/{workspace_id}/suspend": {"json": {"because": "unpaid"}},
        "POST /admin/prompts/{prompt_id}/activate": {"data": {"version": "1"}},
        "POST /admin/prompts/{prompt_id}/try": {"data": {"version": "1"}},
        "POST /admin/prompts/{prompt_id}/experiments": {"data": {"first": "1", "second": "1"}},
        "POST /portfolio/import": {"data": {"cv": ids["cv_id"]}},
        "POST /portfolio/items": {"data": WORK | {"kind": "project"}},
        "POST /portfolio/items/{item_id}": {"data": WORK | {"version": "1"}},
        "POST /portfolio/items/{item_id}/move": {"data": {"to": "top"}},
        "POST /portfolio/items/{item_id}/publish": {"data": {"at": "2026-03-01T09:00"}},
        "POST /portfolio/items/{item_id}/images": {
            "files": {"file": ("a.png", b"none")},
            "data": {"alt": ""},
        },
        "POST /portfolio/images/{image_id}": {"data": {"alt": "An engine"}},
        "POST /portfolio/preview": {"data": {"body": "# An engine"}},
        "POST /portfolio/profile": {"data": PROFILE | {"cv": ids["cv_id"]}},
        "POST /portfolio/moderation": {
            "data": {"handle": "ada", "slug": "", "reason": "", "what": "take-down"}
        },
        "PUT /api/v1/portfolio": {"json": {"name": "Ada"}},
        "POST /api/v1/portfolio/items": {"json": {"kind": "post", "title": "An engine"}},
        "PATCH /api/v1/portfolio/items/{item_id}": {"json": {"title": "Another"}},
        "POST /api/v1/portfolio/items/{item_id}/publish": {"json": {}},
        "PUT /api/v1/portfolio/order": {"json": {"kind": "project", "item_ids": [ids["item_id"]]}},
        "POST /api/v1/portfolio/items/{item_id}/images": {"files": {"file": ("a.png", b"none")}},
        "PATCH /api/v1/portfolio/images/{image_id}": {"json": {"alt": "An engine"}},
        "POST /api/v1/portfolio/import": {"json": {"cv_id": ids["cv_id"]}},
        "POST /api/v1/moderation/portfolios/{handle}/take-down": {"json": {"reason": "Not theirs"}},
        "POST /api/v1/moderation/portfolios/{handle}/bring-back": {"json": {}},
        "POST /start": {"data": {"cv": ids["cv_id"], "posting": ids["posting_id"]}},
    }
    # The number of a version counts from 1, that of a requirement from 0, and both have a 1.
    url = route.path.format_map({**NOBODYS, **ids, "number": 1})
    return {"url": url, **(bodies | tracking.bodies(ids)).get(str(route), {})}
