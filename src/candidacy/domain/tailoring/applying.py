"""Making accepted changes in a CV, in any subset, and binding them to what was shown."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from candidacy.domain.resume import SourcedResume, editing
from candidacy.domain.resume.pointer import get
from candidacy.domain.tailoring.places import way_of
from candidacy.domain.tailoring.schema import Change


def applied(sourced: SourcedResume, changes: Iterable[Change]) -> SourcedResume:
    """The CV with the changes made; all of them mean the CV as it was before the first.

    Texts are put in first, then lists within entries, then lists of entries, so that a line that was worded
    anew and moved is both. Raises BadPointer for a place that is none.
    """
    made = list(changes)
    texts = [editing.Change(c.path, c.after) for c in made if way_of(c.path) != "list"]
    lists = [c for c in made if way_of(c.path) == "list"]
    inner = [c for c in lists if c.path.count("/") > 1]
    outer = [c for c in lists if c.path.count("/") == 1]
    result = editing.revised(sourced, texts) if texts else sourced
    for stage in (inner, outer):
        if stage:
            value = result.resume.to_json_resume()
            result = editing.revised(
                result, [editing.Change(c.path, _arranged(c, get(value, c.path)) or None) for c in stage]
            )
    return result


def _arranged(change: Change, items: Sequence[Any]) -> list[Any]:
    """The list as it is by now, in the order of the change and without what that leaves out."""
    free = list(range(len(change.before)))
    order = []
    for wanted in change.after:
        place = next(i for i in free if change.before[i] == wanted)
        free.remove(place)
        order.append(place)
    return [items[i] for i in order]


def digest_of(sourced: SourcedResume, changes: Iterable[Change]) -> str:
    """SHA-256 of the CV and of the changes as they are shown."""
    shown = [sourced.resume.to_json_resume(), [_shown(c) for c in changes]]
    text = json.dumps(shown, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _shown(change: Change) -> dict[str, Any]:
    """A change as a value; a source in the CV has no title and no address, and then none is said."""
    value = change.model_dump(mode="json")
    for source in value["sources"]:
        for name in ("title", "address"):
            if not source[name]:
                del source[name]
    return value


def statements_of(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """What somebody said is true of the changes, as the version that has them keeps it."""
    return [
        {
            "path": one.path,
            "line": one.before,
            "text": one.after,
            **one.confirmed.model_dump(mode="json"),
        }
        for one in changes
        if one.confirmed
    ]
