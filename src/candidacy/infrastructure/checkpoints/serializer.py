"""What a checkpoint may hold: JSON. Nothing that is read back can name a class or run code."""

import json
from typing import Any

from candidacy.kernel.errors import Invalid

JSON = "json"


class NotPlain(Invalid):
    """A workflow's checkpoint holds what is no plain value. Start the work anew."""

    code = "checkpoint_not_plain"


class PlainSerializer:
    """JSON in and out, for langgraph's SerializerProtocol.

    What a step raised is kept by the name of its class: the run that resumes it raises its own.
    """

    def dumps_typed(self, obj: Any) -> tuple[str, bytes]:
        """Raises NotPlain for anything but None, texts, numbers, truth values, lists and dicts of them."""
        if isinstance(obj, BaseException):
            obj = {"error": type(obj).__name__}
        _require_plain(obj)
        return JSON, json.dumps(obj, ensure_ascii=False, allow_nan=False).encode()

    def loads_typed(self, data: tuple[str, bytes]) -> Any:
        """Raises NotPlain for what was not written here."""
        kind, blob = data
        if kind != JSON:
            raise NotPlain(f"A checkpoint holds a value of the kind {kind!r}, which is not read back.")
        return json.loads(blob)


def _require_plain(value: Any) -> None:
    if type(value) in {str, int, float, bool, type(None)}:
        return
    if type(value) in {list, tuple}:
        for item in value:
            _require_plain(item)
    elif type(value) is dict and all(type(key) is str for key in value):
        for item in value.values():
            _require_plain(item)
    else:
        raise NotPlain(f"A workflow tried to keep a {type(value).__name__}, which is no plain value.")
