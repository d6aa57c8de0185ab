"""A form that was not taken, as a page: what is wrong in sentences, and what was typed, to be sent again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import FormData

from candidacy.infrastructure.http.form_words import CHOSEN, LABELS, field_of, words_for
from candidacy.infrastructure.http.page_before import page_before

_SECRET = frozenset({"password", "new_password", "current_password", "api_key", "code"})
"""What is never put into a page again, and so has to be typed anew."""
_CHOICES = frozenset({"enum", "literal_error", "uuid_parsing", "bool_parsing"})
_LONG = 80
"""Characters from which on a text gets several lines."""
_MOST_SAID = 5


@dataclass(frozen=True, slots=True)
class Field:
    """What is to be set right: as it was typed, unless it is a secret."""

    name: str
    label: str
    value: str
    kind: str
    """A type of input, or textarea."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What is wrong; and, where all of it can be set right here, the form as it was sent."""

    said: Sequence[str]
    fields: Sequence[Field]
    kept: Sequence[tuple[str, str]]
    action: str
    back: str


def refused_form(request: Request, error: RequestValidationError) -> Refused:
    """What the page of a refused form shows."""
    wrong = error.errors()
    form = error.body if isinstance(error.body, FormData) else FormData()
    fields = list(_fields(wrong, form)) if request.method == "POST" and _can_be_mended(wrong, form) else []
    action = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    said = list(dict.fromkeys(map(words_for, wrong)))[:_MOST_SAID]
    return Refused(said, fields, list(_kept(fields, form)) if fields else [], action, page_before(request))


def _can_be_mended(wrong: Sequence[Mapping[str, Any]], form: FormData) -> bool:
    """Whether it takes typing alone: a choice needs its list, and a file cannot be sent back."""
    typed = all(
        (name := field_of(one)) is not None and name not in CHOSEN and one["type"] not in _CHOICES
        for one in wrong
    )
    return typed and all(isinstance(value, str) for _, value in form.multi_items())


def _fields(wrong: Sequence[Mapping[str, Any]], form: FormData) -> Iterator[Field]:
    names = dict.fromkeys(name for one in wrong if (name := field_of(one)) is not None)
    names.update(dict.fromkeys(name for name in form if name in _SECRET))
    for name in names:
        value = "" if name in _SECRET else str(form.get(name) or "")
        yield Field(name, LABELS[name], value, _kind(name, value))


def _kind(name: str, value: str) -> str:
    if name in _SECRET:
        return "password"
    if name in {"text", "body", "reason", "letter", "notes", "about"} or len(value) > _LONG or "\n" in value:
        return "textarea"
    return "email" if name == "email" else "text"


def _kept(fields: Sequence[Field], form: FormData) -> Iterator[tuple[str, str]]:
    shown = {field.name for field in fields}
    for name, value in form.multi_items():
        if name not in shown and isinstance(value, str):
            yield name, value
