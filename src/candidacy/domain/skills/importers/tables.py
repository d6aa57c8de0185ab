"""Delimited text with a header row, read strictly."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from candidacy.domain.skills.importers.errors import BadTaxonomyFile

Row = Mapping[str, str]
_SIZE_OF_HEADER = 16_384
_LARGEST_FIELD = 1 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """A file that has been recognised by its columns."""

    name: str
    data: bytes
    delimiter: str

    def rows(self) -> Iterator[Row]:
        """The rows by column; fields that a row lacks at its end are empty, as in ESCO's own files.

        Raises BadTaxonomyFile where the file stops in the middle of a row or is not UTF-8 text.
        """
        text = self._text()
        csv.field_size_limit(_LARGEST_FIELD)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter, strict=True)
        columns = next(reader)
        short = 0
        try:
            for values in reader:
                if values:
                    short = reader.line_num if len(values) < len(columns) else 0
                    yield dict(zip_longest(columns, values[: len(columns)], fillvalue=""))
        except csv.Error as exc:
            raise BadTaxonomyFile(self._fault(reader.line_num, f"cannot be read ({exc})")) from exc
        if short and not text.endswith("\n"):
            raise BadTaxonomyFile(self._fault(short, "stops in the middle"))

    def _text(self) -> str:
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError as exc:
            raise BadTaxonomyFile(
                f"{self.name} is not UTF-8 text. Download it again and do not save it from a spreadsheet."
            ) from exc

    def _fault(self, line: int, what: str) -> str:
        return f"{self.name} is incomplete or damaged: line {line} {what}. Download it again."


def header(data: bytes, delimiter: str) -> frozenset[str]:
    """The column names of the first line; empty where there is no such line."""
    line = data[:_SIZE_OF_HEADER].decode("utf-8-sig", errors="replace").splitlines()[:1]
    return frozenset(next(csv.reader(line, delimiter=delimiter), []))
