"""JSON Resume from outside: checked, with the place of the first fault in the message."""

import re
from typing import Any

from pydantic import ValidationError

from candidacy.domain.resume.pointer import join
from candidacy.domain.resume.schema import Resume
from candidacy.kernel.errors import Invalid, TooLarge

MAX_DEPTH = 12
MAX_VALUES = 20_000
MAX_TEXT = 20_000
MAX_ITEMS = 1_000

_DATE_MEMBERS = {"startDate", "endDate", "date", "releaseDate"}
_DATED = {"work", "volunteer", "education", "awards", "certificates", "publications", "projects"}
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_ONGOING = re.compile(r"(?i)present|current|now|ongoing|today")


class BadResume(Invalid):
    """This is not a JSON Resume. See https://jsonresume.org/schema for its form."""

    code = "bad_resume"


class ResumeTooLarge(TooLarge):
    """This JSON Resume is larger than a CV can be. Leave out what does not belong to it."""

    code = "resume_too_large"


def load_resume(value: object) -> Resume:
    """The Resume that a JSON value holds.

    Null members and empty dates count as absent, and an end date such as "Present" as none. Raises BadResume
    with the JSON pointer of the first fault, and ResumeTooLarge.
    """
    if not isinstance(value, dict):
        raise BadResume(
            "This is not a JSON Resume: it must be a JSON object with members such as basics and work."
        )
    _Limits().check(value, ())
    plain = _normal(value, ())
    try:
        return Resume.model_validate(plain)
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False, include_context=False)[0]
        raise BadResume(f"This is not a JSON Resume: {join(first['loc']) or '/'}: {first['msg']}.") from exc


class _Limits:
    """Counts the values of one JSON Resume and refuses what is beyond the limits."""

    def __init__(self) -> None:
        self._count = 0

    def check(self, value: object, path: tuple[str | int, ...]) -> None:
        self._count += 1
        if self._count > MAX_VALUES:
            raise ResumeTooLarge(
                f"This JSON Resume has more than {MAX_VALUES} values. Leave out what is not part of the CV."
            )
        if len(path) > MAX_DEPTH:
            raise ResumeTooLarge(
                f"{join(path[:4])} is nested deeper than {MAX_DEPTH} levels. Make it flatter."
            )
        if isinstance(value, str) and len(value) > MAX_TEXT:
            raise ResumeTooLarge(f"{join(path)} has more than {MAX_TEXT} characters. Shorten it.")
        if isinstance(value, dict | list) and len(value) > MAX_ITEMS:
            raise ResumeTooLarge(
                f"{join(path)} has more than {MAX_ITEMS} members. Shorten it."
                if path
                else f"This JSON Resume has more than {MAX_ITEMS} members. Shorten it."
            )
        if isinstance(value, dict):
            for key, member in value.items():
                self._member(key, member, path)
        elif isinstance(value, list):
            for index, member in enumerate(value):
                self.check(member, (*path, index))

    def _member(self, key: object, member: object, path: tuple[str | int, ...]) -> None:
        if not isinstance(key, str):
            raise BadResume(
                f"This is not a JSON Resume: a member of {join(path) or '/'} has a name that is not text."
            )
        self.check(member, (*path, key))


def _normal(value: Any, path: tuple[str | int, ...]) -> Any:
    """The value without nulls, with its dates checked."""
    if isinstance(value, dict):
        members = {key: _member(key, member, path) for key, member in value.items() if member is not None}
        return {key: member for key, member in members.items() if member is not None}
    if isinstance(value, list):
        return [_normal(member, (*path, index)) for index, member in enumerate(value)]
    return value


def _member(key: str, value: Any, path: tuple[str | int, ...]) -> Any:
    """A member as it is kept; None for a date that says nothing."""
    if key in _DATE_MEMBERS and len(path) == 2 and path[0] in _DATED and isinstance(value, str):
        return _date(key, value, path)
    return _normal(value, (*path, key))


def _date(key: str, value: str, path: tuple[str | int, ...]) -> str | None:
    text = value.strip()
    if not text or (key == "endDate" and _ONGOING.fullmatch(text)):
        return None
    if _DATE.fullmatch(text):
        return text
    pointer = join((*path, key))
    raise BadResume(
        f"This is not a JSON Resume: {pointer} must be a date such as 2019, 2019-03 or 2019-03-21."
    )
