"""Tables of applications that come in: bytes to rows, headings to fields, cells to values.

Nothing is lost on the way: what a row says and no field takes goes into its notes, and a cell that cannot be
read is told with its row and column while the rest of the row stays.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import chardet

from candidacy.domain.applications.cells import (
    BadCell,
    Salary,
    is_day_first,
    read_date,
    read_salary,
    web_link,
)
from candidacy.domain.applications.errors import BadMapping, NotATable, TableTooLarge
from candidacy.domain.applications.stages import Category, category_named
from candidacy.kernel.language import sentence

MAX_BYTES, MAX_ROWS, MAX_COLUMNS, MAX_CELL = 2_000_000, 2_000, 60, 20_000
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 20


class Field(StrEnum):
    """What a column can be."""

    TITLE = "title"
    ORGANIZATION = "organization"
    STAGE = "stage"
    URL = "url"
    LOCATION = "location"
    SOURCE = "source"
    SALARY = "salary"
    TAGS = "tags"
    NOTES = "notes"
    SAVED_ON = "saved_on"
    APPLIED_ON = "applied_on"
    CONTACT = "contact"


_HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.TITLE: (
        "title", "job title", "job position", "position", "role", "job", "job name", "stelle", "jobtitel",
        "stellenbezeichnung", "poste", "intitulé", "puesto", "cargo",
    ),
    Field.ORGANIZATION: (
        "company", "company name", "organization", "organisation", "employer", "firma", "unternehmen",
        "arbeitgeber", "entreprise", "société", "empresa",
    ),
    Field.STAGE: (
        "status", "stage", "list", "list name", "board list",
        "column", "state", "phase", "statut", "étape", "estado",
    ),
    Field.URL: (
        "url", "link", "job url", "job link", "post url",
        "posting url", "job post url", "website", "lien", "enlace",
    ),
    Field.LOCATION: ("location", "city", "place", "job location", "ort", "standort", "lieu", "ubicación"),
    Field.SOURCE: ("source", "found on", "job board", "via", "platform", "quelle", "origine", "fuente"),
    Field.SALARY: (
        "salary", "max. salary", "max salary", "compensation",
        "pay", "gehalt", "salaire", "salario", "salary range",
    ),
    Field.TAGS: ("tags", "labels", "keywords", "label", "schlagwörter", "étiquettes", "etiquetas"),
    Field.NOTES: ("notes", "note", "comments", "comment", "notizen", "anmerkungen", "bemerkungen", "notas"),
    Field.SAVED_ON: (
        "date saved", "saved", "created", "created at",
        "date added", "added", "date created", "gespeichert am",
    ),
    Field.APPLIED_ON: (
        "date applied", "applied", "applied on",
        "applied at", "application date", "applied date", "beworben am",
        "date de candidature", "fecha de aplicación",
    ),
    Field.CONTACT: (
        "contact", "contacts", "recruiter", "contact name", "ansprechpartner", "kontakt", "contacto",
    ),
}  # fmt: skip

_TEAL = frozenset({"job position", "excitement", "max. salary", "follow up", "date saved"})
_HUNTR = frozenset({"list", "list name", "board", "board name", "post url", "job post url"})


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read: its headings, its rows, each as wide as the headings."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    encoding: str
    delimiter: str


ColumnMapping = Mapping[Field, int]
"""Which column, from 0, each field is in."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What the columns seem to be, and by which program they were written."""

    layout: str
    mapping: dict[Field, int]


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with a cell, in words."""

    column: str
    message: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row as an application that could be made of it; ``number`` counts from 1 below the headings."""

    number: int
    title: str = ""
    organization: str = ""
    stage: str = ""
    category: Category = Category.SAVED
    url: str = ""
    location: str = ""
    source: str = ""
    salary: Salary | None = None
    tags: tuple[str, ...] = ()
    notes: str = ""
    contact: str = ""
    saved_on: date | None = None
    applied_on: date | None = None
    errors: tuple[CellProblem, ...] = ()
    warnings: tuple[CellProblem, ...] = ()

    @property
    def key(self) -> str:
        return likeness(self.title, self.organization, self.url)


def likeness(title: str, organization: str, url: str) -> str:
    """What makes two applications the same: the address of the posting, else the job and the employer."""
    if url:
        bare = url.split("://", 1)[-1].split("#", 1)[0].rstrip("/")
        return f"url:{bare.removeprefix('www.').casefold()}"[:500]
    return "job:" + "|".join(" ".join(part.casefold().split()) for part in (title, organization))[:490]


def read_table(data: bytes) -> Table:
    """The table. Raises NotATable or TableTooLarge."""
    if len(data) > MAX_BYTES:
        raise TableTooLarge
    text, encoding = _decoded(data)
    delimiter = _delimiter(text)
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep="):
        text = rest
    rows = _rows(text, delimiter)
    if len(rows) < 1 or len(rows[0]) < 2 or not any(cell.strip() for cell in rows[0]):
        raise NotATable
    head = tuple(cell.strip()[:200] or f"Column {n}" for n, cell in enumerate(rows[0], 1))
    if len(head) > MAX_COLUMNS or len(rows) - 1 > MAX_ROWS:
        raise TableTooLarge
    body = tuple(_fitted(row, len(head)) for row in rows[1:])
    return Table(head, body, encoding, delimiter)


def guess_mapping(columns: Sequence[str]) -> Guess:
    """What each column is by its heading; of two that say the same the first."""
    names = [" ".join(column.casefold().split()) for column in columns]
    mapping: dict[Field, int] = {}
    for name_field, headings in _HEADINGS.items():
        found = [names.index(heading) for heading in headings if heading in names]
        free = [place for place in found if place not in mapping.values()]
        if free:
            mapping[name_field] = free[0]
    if len(_TEAL & set(names)) >= 2:
        return Guess("Teal", mapping)
    return Guess("Huntr" if _HUNTR & set(names) else "plain", mapping)


def require_mapping(mapping: ColumnMapping, table: Table) -> None:
    """Raises BadMapping unless every column is there and one thing, and an application gets its name."""
    places = list(mapping.values())
    within = all(0 <= place < len(table.columns) for place in places)
    if not within or len(set(places)) < len(places) or not {Field.TITLE, Field.ORGANIZATION} & set(mapping):
        raise BadMapping


def read_rows(
    table: Table,
    mapping: ColumnMapping,
    *,
    stages: Mapping[str, Category] | None = None,
    day_first: bool | None = None,
) -> tuple[DraftRow, ...]:
    """Every row as an application. Raises BadMapping.

    ``stages`` are the workspace's own by name in lower case. ``day_first`` says how dates such as 3/4/2025
    are meant; None asks the column, and where that does not tell, the way tables with its delimiter are
    usually written.
    """
    require_mapping(mapping, table)
    dated = [mapping[one] for one in (Field.SAVED_ON, Field.APPLIED_ON) if one in mapping]
    if day_first is None:
        told = is_day_first(row[place] for row in table.rows for place in dated)
        day_first = told if told is not None else table.delimiter == ";"
    reading = _Reading(table, mapping, stages or {}, day_first=day_first)
    return tuple(reading.row(number, row) for number, row in enumerate(table.rows, 1))


@dataclass(slots=True)
class _Problems:
    """What is found wrong in one row."""

    errors: list[CellProblem] = field(default_factory=list)
    warnings: list[CellProblem] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


class _Reading:
    """Reads rows by one mapping."""

    def __init__(
        self, table: Table, mapping: ColumnMapping, stages: Mapping[str, Category], *, day_first: bool
    ) -> None:
        self._columns, self._mapping, self._stages = table.columns, mapping, stages
        self._day_first = day_first
        self._unmapped = [n for n in range(len(table.columns)) if n not in mapping.values()]

    def row(self, number: int, cells: Sequence[str]) -> DraftRow:
        found = _Problems()
        title, organization = (self._short(one, cells, found) for one in (Field.TITLE, Field.ORGANIZATION))
        if not title and not organization:
            found.errors.append(
                CellProblem(self._name(Field.TITLE), sentence("Neither a job nor an employer is named."))
            )
        stage, category = self._stage(cells, found)
        applied = self._date(Field.APPLIED_ON, cells, found)
        if category is Category.SAVED and applied is not None and not stage:
            category = Category.APPLIED
        url, salary = self._url(cells, found), self._salary(cells, found)
        saved = self._date(Field.SAVED_ON, cells, found)
        return DraftRow(
            number=number,
            title=title,
            organization=organization,
            stage=stage,
            category=category,
            url=url,
            location=self._short(Field.LOCATION, cells, found),
            source=self._short(Field.SOURCE, cells, found, 100),
            salary=salary,
            tags=_tags(self._cell(Field.TAGS, cells)),
            contact=self._short(Field.CONTACT, cells, found),
            saved_on=saved,
            applied_on=applied,
            notes=self._notes(cells, found),
            errors=tuple(found.errors),
            warnings=tuple(found.warnings),
        )

    def _name(self, wanted: Field) -> str:
        return self._columns[self._mapping[wanted]] if wanted in self._mapping else wanted.value

    def _cell(self, wanted: Field, cells: Sequence[str]) -> str:
        return cells[self._mapping[wanted]].strip() if wanted in self._mapping else ""

    def _short(self, wanted: Field, cells: Sequence[str], found: _Problems, limit: int = 300) -> str:
        text = " ".join(self._cell(wanted, cells).split())
        if len(text) > limit:
            message = sentence(f"Cut to {limit} characters; all of it is in the notes.")
            found.warnings.append(CellProblem(self._name(wanted), message))
            found.kept.append(f"{self._name(wanted)}: {text}")
        return text[:limit]

    def _stage(self, cells: Sequence[str], found: _Problems) -> tuple[str, Category]:
        text = " ".join(self._cell(Field.STAGE, cells).split())
        if not text:
            return "", Category.SAVED
        own = self._stages.get(text.casefold())
        category = own or category_named(text)
        if category is None:
            found.errors.append(
                CellProblem(self._name(Field.STAGE), sentence(f"There is no stage called {text[:60]}."))
            )
            return text[:60], Category.SAVED
        return text[:60], category

    def _date(self, wanted: Field, cells: Sequence[str], found: _Problems) -> date | None:
        try:
            return read_date(self._cell(wanted, cells), day_first=self._day_first)
        except BadCell as exc:
            found.errors.append(CellProblem(self._name(wanted), str(exc)))
            return None

    def _salary(self, cells: Sequence[str], found: _Problems) -> Salary | None:
        text = self._cell(Field.SALARY, cells)
        try:
            return read_salary(text)
        except BadCell as exc:
            found.warnings.append(CellProblem(self._name(Field.SALARY), str(exc)))
            found.kept.append(f"{self._name(Field.SALARY)}: {text}")
            return None

    def _url(self, cells: Sequence[str], found: _Problems) -> str:
        text = self._cell(Field.URL, cells)
        try:
            return web_link(text)
        except BadCell as exc:
            found.warnings.append(CellProblem(self._name(Field.URL), str(exc)))
            found.kept.append(f"{self._name(Field.URL)}: {text}")
            return ""

    def _notes(self, cells: Sequence[str], found: _Problems) -> str:
        rest = [f"{self._columns[n]}: {cells[n].strip()}" for n in self._unmapped if cells[n].strip()]
        parts = [self._cell(Field.NOTES, cells), *found.kept, *rest]
        return "\n\n".join(part for part in parts if part)[:MAX_CELL]


def _tags(text: str) -> tuple[str, ...]:
    parts = (" ".join(part.split())[:40] for part in text.replace(";", ",").replace("|", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))[:20]


def _fitted(row: Sequence[str], width: int) -> tuple[str, ...]:
    cells = [_unmarked(cell.replace("\0", "")[:MAX_CELL]) for cell in row[:width]]
    return (*cells, *[""] * (width - len(cells)))


def _unmarked(cell: str) -> str:
    """A cell without the mark that keeps a spreadsheet from running it, as in our own exports."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in {"=", "+", "-", "@", "\t", "\r", "\n"} else cell


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decode(data, encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        guessed = chardet.detect(data[:100_000]).get("encoding") or "cp1252"
    encoding = "cp1252" if guessed.lower() in {"ascii", "iso-8859-1", "windows-1252"} else guessed
    return _decode(data, encoding), encoding.lower()


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace")
    except (LookupError, UnicodeError) as exc:
        raise NotATable from exc


def _delimiter(text: str) -> str:
    """The one that cuts the first lines into the most columns, the same number in each."""
    first = text.partition("\n")[0].strip()
    if first.casefold().startswith("sep=") and len(first) == 5:
        return first[-1]
    sample = "\n".join(text.splitlines()[:_SAMPLE])

    def evenness(delimiter: str) -> tuple[float, int]:
        widths = [len(row) for row in _rows(sample, delimiter)] or [0]
        same = sum(1 for width in widths if width == widths[0]) / len(widths)
        return (same if widths[0] > 1 else 0.0), widths[0]

    return max(_DELIMITERS, key=evenness)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return [row for row in rows if any(cell.strip() for cell in row)]
    except csv.Error as exc:
        raise NotATable from exc
