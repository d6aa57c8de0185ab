"""The official schema 1.0.0, which allows no members of one's own beside its sections."""

import json
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from candidacy.domain.resume.pointer import join
from candidacy.domain.resume.schema import Resume

VERSION = "v1.0.0"
_OURS = "candidacy"
_SECTIONS = {*Resume.model_fields, "meta", "$schema"}


def to_official(resume: Resume) -> dict[str, Any]:
    """The Resume in the form of the schema: unknown members of the whole move to ``meta.candidacy``."""
    value = resume.to_json_resume()
    unknown = {name: value.pop(name) for name in list(value) if name not in _SECTIONS}
    meta = value.pop("meta", None)
    meta = dict(meta) if isinstance(meta, dict) else {} if meta is None else {"meta": meta}
    if unknown:
        meta[_OURS] = unknown
    return value | ({"meta": {"version": VERSION} | meta} if unknown or meta else {})


def restored(value: dict[str, Any]) -> dict[str, Any]:
    """The same value with the members back that ``to_official`` moved."""
    meta = value.get("meta")
    if not isinstance(meta, dict) or not isinstance(meta.get(_OURS), dict):
        return dict(value)
    rest = {k: v for k, v in meta.items() if k != _OURS and not (k == "version" and v == VERSION)}
    plain = {k: v for k, v in value.items() if k != "meta"} | ({"meta": rest} if rest else {})
    return {k: v for k, v in meta[_OURS].items() if k not in plain} | plain


def faults(value: object) -> Iterator[tuple[str, str]]:
    """Where a JSON value breaks the official schema: JSON pointers, and what is wrong there."""
    for error in _validator().iter_errors(value):
        yield join([str(part) for part in error.instance_path]), error.kind.name


@cache
def _validator() -> Any:
    import jsonschema_rs

    text = resources.files(__package__).joinpath("data/schema.json").read_text("utf-8")
    return jsonschema_rs.Draft4Validator(json.loads(text))
