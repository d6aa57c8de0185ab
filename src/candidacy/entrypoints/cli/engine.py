"""What the commands compute: the domain, with documents read in the sandbox. No server, no database."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from candidacy.domain.matching import CandidateProfile, prepare_cv
from candidacy.domain.postings import Posting, from_jobposting, html_to_text, read_posting
from candidacy.domain.reading import Document, Reading
from candidacy.domain.resume import SourcedResume
from candidacy.domain.resume.json_resume import load_resume
from candidacy.domain.skills import Taxonomy, load_taxonomy
from candidacy.entrypoints.cli.inputs import Item
from candidacy.entrypoints.home import taxonomy_file
from candidacy.infrastructure.ocr import installed_recogniser
from candidacy.infrastructure.sandbox import DocumentReader
from candidacy.kernel.errors import AppError, Invalid

BATCH = 64
"""Files held in memory at once."""


@dataclass(frozen=True, slots=True)
class ReadCv:
    """A CV: what it says, and the document it was read from; none for a JSON Resume."""

    resume: SourcedResume
    document: Document | None


class Engine:
    """Reads and prepares for one run of a command; what is heavy is made when it is first needed."""

    def __init__(self, *, region: str | None = None) -> None:
        self._region = region
        self.today: date = datetime.now(UTC).date()

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_: object) -> None:
        if "reader" in self.__dict__:
            self.reader.close()

    @cached_property
    def reader(self) -> DocumentReader:
        return DocumentReader(preload=False, recogniser=installed_recogniser())

    @cached_property
    def taxonomy(self) -> Taxonomy:
        return load_taxonomy(taxonomy_file())

    def read(self, item: Item) -> Reading:
        """Raises the errors of reading."""
        return self.reader.read_sync(item.load(), item.name, region=self._region)

    def read_cv(self, item: Item) -> ReadCv:
        """A CV from a document, or from a JSON Resume file."""
        if item.name.lower().endswith(".json"):
            return ReadCv(SourcedResume(resume=load_resume(parse_json(item.load(), item.name))), None)
        reading = self.read(item)
        return ReadCv(reading.resume, reading.document)

    def read_cvs(self, items: Sequence[Item]) -> Iterator[ReadCv | AppError]:
        """Several CVs, side by side on all processors; an error stands in the place of what it befell."""
        for start in range(0, len(items), BATCH):
            yield from self._read_batch(items[start : start + BATCH])

    def _read_batch(self, items: Sequence[Item]) -> Iterator[ReadCv | AppError]:
        loaded: list[bytes | ReadCv | AppError] = []
        for item in items:
            try:
                is_json = item.name.lower().endswith(".json")
                loaded.append(self.read_cv(item) if is_json else item.load())
            except AppError as error:
                loaded.append(error)
        documents = [(d, i.name) for d, i in zip(loaded, items, strict=True) if isinstance(d, bytes)]
        readings = self.reader.read_many(documents, region=self._region)
        for one in loaded:
            if not isinstance(one, bytes):
                yield one
                continue
            reading = next(readings)
            yield reading if isinstance(reading, AppError) else ReadCv(reading.resume, reading.document)

    def read_posting(self, item: Item) -> Posting:
        """A posting from text, HTML, a document, or JSON-LD."""
        data = item.load()
        if item.name.lower().endswith((".json", ".jsonld")):
            return from_jobposting(parse_json(data, item.name), self.taxonomy)
        if is_document(data):
            document = self.reader.read_sync(data, item.name).document
            return read_posting(document.text, self.taxonomy)
        return read_posting(html_to_text(decode(data)), self.taxonomy)

    def profile(self, cv: ReadCv) -> CandidateProfile:
        return prepare_cv(cv.resume, self.taxonomy, self.today, cv.document)


def is_document(data: bytes) -> bool:
    """Whether the bytes are no text or HTML but a format that the sandbox reads."""
    return b"%PDF-" in data[:1024] or data.startswith((b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0"))


def decode(data: bytes) -> str:
    """Text in UTF-8 or, when it is not, in what its bytes look most like."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        import chardet

        return data.decode(chardet.detect(data)["encoding"] or "latin-1", errors="replace")


def parse_json(data: bytes, name: str) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as exc:
        raise Invalid(f"{name} is not valid JSON: {exc}.") from exc
