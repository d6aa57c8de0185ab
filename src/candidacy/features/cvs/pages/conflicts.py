"""When somebody else has saved meanwhile: both sides beside one another, and nothing of either lost."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Response

from candidacy.domain.resume.comparison import rebased
from candidacy.domain.resume.editing import Change
from candidacy.domain.resume.pointer import BadPointer, get
from candidacy.features.cvs.pages.showing import Shown
from candidacy.features.cvs.pages.views import FullLabel, full_label
from candidacy.kernel.errors import AppError
from candidacy.kernel.ids import CvId


@dataclass(frozen=True, slots=True)
class Side:
    """One value as this person wants it and as it is now."""

    label: FullLabel
    mine: str
    theirs: str


async def conflict_page(
    shown: Shown, cv_id: CvId, changes: Sequence[Change], based_on: int, error: AppError
) -> Response:
    """What was to be saved beside what is there now, to be saved on top of it or let go."""
    cv, version, resume = await shown.service.get(cv_id)
    _, before = await shown.service.get_version(cv_id, based_on)
    changes = rebased(changes, before.resume, resume.resume)
    value = resume.resume.to_json_resume()
    sides = [Side(full_label(c.path), _text(c.value), _text(_now(value, c.path))) for c in changes]
    surroundings = await shown.surroundings(cv, version, None, [])
    return shown.services.pages.respond(
        "cvs/conflict.html",
        shown.request,
        status=error.status,
        section="cvs",
        cv=cv,
        version=version,
        error=error,
        sides=[side for side in sides if side.mine != side.theirs],
        changes=json.dumps([{"path": c.path, "value": c.value} for c in changes], ensure_ascii=False),
        **surroundings,
    )


def _now(value: Any, path: str) -> Any:
    try:
        return get(value, path)
    except BadPointer:
        return None


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(_text(item) for item in value)
    if isinstance(value, dict):
        return "\n".join(_text(member) for member in value.values())
    return str(value)
