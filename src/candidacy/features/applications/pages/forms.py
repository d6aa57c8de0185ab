"""What forms send, as values."""

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field, ValidationError

from candidacy.features.applications.schemas import MAX_PAGE, PostingSource, SalaryIn
from candidacy.infrastructure.http.form_words import words_for
from candidacy.kernel.errors import Invalid, NotFound


class SaveForm(BaseModel):
    """The form that saves a job."""

    title: str = Field(default="", max_length=300)
    organization: str = Field(default="", max_length=300)
    url: str = Field(default="", max_length=2_000)
    text: str = Field(default="", max_length=200_000)
    page: str = Field(default="", max_length=MAX_PAGE)
    source: str = Field(default="", max_length=100)


class EditForm(BaseModel):
    """The form that sets an application right."""

    title: str = Field(default="", max_length=300)
    organization: str = Field(default="", max_length=300)
    url: str = Field(default="", max_length=2_000)
    location: str = Field(default="", max_length=300)
    source: str = Field(default="", max_length=100)
    tags: str = Field(default="", max_length=1_000)
    amount: str = Field(default="", max_length=20)
    currency: str = Field(default="", max_length=3)
    period: str = Field(default="", max_length=8)
    version: str = Field(default="", max_length=10)


class BadForm(Invalid):
    """Something in this form cannot be read. Go back and set it right."""

    code = "bad_form"


def checked(kind: type[BaseModel], **values: Any) -> Any:
    """A value of the API from the fields of a form. Raises BadForm that says which field is wrong."""
    try:
        return kind(**values)
    except ValidationError as exc:
        raise BadForm(words_for(exc.errors()[0])) from exc


def moment(text: str) -> datetime | None:
    """A time as a browser sends it, on the clocks of the zone beside it. Raises BadForm."""
    if not text.strip():
        return None
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError as exc:
        raise BadForm("Give date and time, such as 2026-03-01 09:00.") from exc


def version_of(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else None


def id_of(text: str) -> UUID | None:
    """Raises NotFound for what is no id."""
    try:
        return UUID(text) if text.strip() else None
    except ValueError as exc:
        raise NotFound from exc


def tags_of(text: str) -> list[str]:
    """Tags as people write them: with commas between."""
    parts = (" ".join(part.split()) for part in text.split(","))
    return list(dict.fromkeys(part for part in parts if part))


def salary_in(amount: str, currency: str, period: str) -> SalaryIn | None:
    """Raises BadForm."""
    plain = re.sub(r"[\s,']", "", amount)
    if not plain:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation as exc:
        raise BadForm("Salary: give a number, such as 60000.") from exc
    found: SalaryIn = checked(SalaryIn, amount=value, currency=currency or "EUR", period=period or "year")
    return found


MOST_ROWS = 2_000


def rows_of(text: str) -> list[int]:
    """The numbers in ``1-20, 25``. Raises BadForm."""
    found: list[int] = []
    for part in filter(None, re.split(r"[,;\s]+", text)):
        ends = re.fullmatch(r"(\d{1,4})(?:-(\d{1,4}))?", part, re.ASCII)
        if ends is None:
            raise BadForm("Rows: give numbers, such as 1-20, 25.")
        first, last = int(ends[1]), int(ends[2] or ends[1])
        found += range(first, min(last, MOST_ROWS) + 1)
        if len(found) > MOST_ROWS:
            raise BadForm("Rows: give each number once.")
    return [number for number in found if number > 0]


def as_rows(numbers: Sequence[int]) -> str:
    """The same the other way: rising numbers as ``1-20, 25``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def posting_in(text: str, url: str, page: str) -> PostingSource | None:
    """The posting in the form that saves one: what the page said wins over its address, text over both."""
    if not (text.strip() or page.strip() or url.strip()):
        return None
    found: PostingSource = checked(PostingSource, text=text, html="" if text.strip() else page, url=url)
    return found
