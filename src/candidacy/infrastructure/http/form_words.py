"""What is wrong with a field of a form, in a sentence for whoever filled it in."""

from collections.abc import Callable, Mapping
from typing import Any

from candidacy.kernel.language import sentence

LABELS: Mapping[str, str] = {
    "about": sentence("About"),
    "application": sentence("Application"),
    "at": sentence("Moment"),
    "alt": sentence("What is to be seen"),
    "api_key": sentence("Key"),
    "amount": sentence("Salary"),
    "base_url": sentence("Address"),
    "because": sentence("Reason"),
    "body": sentence("Text"),
    "category": sentence("Meaning"),
    "code": sentence("Code"),
    "concurrency": sentence("Calls at a time"),
    "confirm": sentence("Confirmation"),
    "currency": sentence("Currency"),
    "current_password": sentence("Password"),
    "cv": sentence("CV"),
    "cv_file": sentence("File"),
    "cv_id": sentence("CV"),
    "days": sentence("Days"),
    "display_name": sentence("Your name"),
    "due_at": sentence("Due"),
    "email": sentence("E-mail"),
    "ends_at": sentence("End"),
    "ends_on": sentence("End"),
    "enough": sentence("Outcomes of each"),
    "file": sentence("File"),
    "first": sentence("Version"),
    "handle": sentence("Handle"),
    "headline": sentence("Headline"),
    "importance": sentence("Importance"),
    "industry": sentence("Field of work"),
    "issuer": sentence("Issuer"),
    "kind": sentence("Kind"),
    "language": sentence("Language"),
    "letter": sentence("Letter"),
    "links": sentence("Links"),
    "location": sentence("Place"),
    "model": sentence("Model"),
    "monthly_cost": sentence("Limit of money"),
    "monthly_tokens": sentence("Limit of tokens"),
    "name": sentence("Name"),
    "new_password": sentence("New password"),
    "notes": sentence("Notes"),
    "organization": sentence("Employer"),
    "password": sentence("Password"),
    "phone": sentence("Phone"),
    "place": sentence("Place"),
    "posting": sentence("Job"),
    "posting_text": sentence("Posting"),
    "posting_url": sentence("Link"),
    "provider": sentence("Provider"),
    "reason": sentence("Reason"),
    "remind_at": sentence("Reminder"),
    "retention_days": sentence("Days"),
    "role": sentence("Role"),
    "second": sentence("Version"),
    "share": sentence("Share"),
    "slug": sentence("Address"),
    "source": sentence("Source"),
    "stage": sentence("Stage"),
    "starts_at": sentence("Beginning"),
    "starts_on": sentence("Beginning"),
    "state": sentence("State"),
    "subject": sentence("Subject line"),
    "summary": sentence("Summary"),
    "table": sentence("Table"),
    "tags": sentence("Tags"),
    "text": sentence("Text"),
    "title": sentence("Title"),
    "tone": sentence("Tone"),
    "url": sentence("Link"),
    "user": sentence("Person"),
    "verdict": sentence("Decision"),
    "visibility": sentence("Visibility"),
    "zone": sentence("Time zone"),
    "weight": sentence("Weight"),
}
"""What people fill in, by the name that the form sends it under. Others are hidden."""

CHOSEN = frozenset(
    {"application", "cv", "cv_file", "cv_id", "file", "posting", "stage", "table", "user", "verdict"}
)
"""What is chosen and not typed."""

_Words = Callable[[str, Mapping[str, Any]], str]


def _too_long(label: str, limits: Mapping[str, Any]) -> str:
    return sentence(f"“{label!s}” may have {limits['max_length']} characters at most.")


def _too_many(label: str, limits: Mapping[str, Any]) -> str:
    return sentence(f"“{label!s}” may have {limits['max_length']} entries at most.")


def _too_short(label: str, limits: Mapping[str, Any]) -> str:
    return sentence(f"“{label!s}” needs {limits['min_length']} characters at least.")


def _at_least(label: str, limits: Mapping[str, Any]) -> str:
    return sentence(f"“{label!s}” cannot be less than {limits['ge']}.")


def _at_most(label: str, limits: Mapping[str, Any]) -> str:
    return sentence(f"“{label!s}” cannot be more than {limits['le']}.")


def _number(label: str, _: Mapping[str, Any]) -> str:
    return sentence(f"“{label!s}” is to be a number.")


def _choice(label: str, _: Mapping[str, Any]) -> str:
    return sentence(f"“{label!s}” is none of the choices. Choose from the list.")


def _date(label: str, _: Mapping[str, Any]) -> str:
    return sentence(f"“{label!s}” is to be a date, such as 2026-03-01.")


def _address(label: str, _: Mapping[str, Any]) -> str:
    return sentence(f"“{label!s}” is to be an address of the web, such as https://example.org.")


_BY_KIND: Mapping[str, _Words] = {
    "string_too_long": _too_long,
    "string_too_short": _too_short,
    "too_long": _too_many,
    "greater_than_equal": _at_least,
    "less_than_equal": _at_most,
    "int_parsing": _number,
    "int_from_float": _number,
    "float_parsing": _number,
    "decimal_parsing": _number,
    "enum": _choice,
    "literal_error": _choice,
    "uuid_parsing": _choice,
    "date_parsing": _date,
    "date_from_datetime_parsing": _date,
    "datetime_parsing": _date,
    "datetime_from_date_parsing": _date,
    "url_parsing": _address,
    "url_scheme": _address,
}


def field_of(error: Mapping[str, Any]) -> str | None:
    """The name of the field that an error of pydantic is about; None for what nobody typed or chose."""
    return next((str(part) for part in reversed(error["loc"]) if part in LABELS), None)


def words_for(error: Mapping[str, Any]) -> str:
    """A sentence for an error of pydantic. What was typed is not repeated in it."""
    name = field_of(error)
    if error["type"] == "value_error" and name != "email":
        return str(error["msg"]).removeprefix("Value error, ")
    if name is None:
        return sentence("The form came without something it needs. Load its page again, then send it again.")
    label = LABELS[name]
    if error["type"] == "missing" or _is_empty(error.get("input")):
        return _missing(label, name)
    if error["type"] == "value_error":
        return sentence(f"“{label!s}” is to be an e-mail address, such as ada@example.org.")
    said = _BY_KIND.get(error["type"])
    if said is None:
        return sentence(f"“{label!s}” cannot be read as it stands. Look at it again.")
    return said(label, error.get("ctx") or {})


def _is_empty(given: object) -> bool:
    return given is None or (isinstance(given, str) and not given.strip())


def _missing(label: str, name: str) -> str:
    if name in CHOSEN:
        return sentence(f"Choose something for “{label!s}”.")
    return sentence(f"“{label!s}” is empty. Fill it in.")
