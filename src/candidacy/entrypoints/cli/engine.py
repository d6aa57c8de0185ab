"""What the commands compute: the domain, with documents read in the sandbox. No server, no database.

What is known of postings, matching and skills is imported by the commands that need it.
"""

import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from candidacy.domain.reading import Document, Reading
from candidacy.domain.resume import SourcedResume
from candidacy.domain.resume.json_resume import load_resume
from candidacy.entrypoints.cli.inputs import Item
from candidacy.entrypoints.home import taxonomy_file
from candidacy.infrastructure.ocr import installed_recogniser
from candidacy.infrastructure.sandbox import DocumentReader
from candidacy.kernel.errors import AppError, Invalid

if TYPE_CHECKING:
    from candidacy.domain.matching import CandidateProfile
    from candidacy.domain.postings import Posting
    from candidacy.domain.skills import Taxonomy

T = TypeVar("T")
_FEW = 3
"""Up to so many documents are read sooner by a process that loads only what they need."""


@dataclass(frozen=True, slots=True)
class ReadCv:
    """A CV: what it says, and the document it was read from; none for a JSON Resume."""

    resume: SourcedResume
    document: Document | None


class Engine:
    """Reads and prepares for one run of a command; what is heavy is made when it is first needed."""

    def __init__(self, *, region: str | None = None) -> None:
        self._region = region
        self._few = True
        self.today: date = datetime.now(UTC).date()

    def __enter__(self) -> "Engine":
        return self

    def __exit__(self, *_: object) -> None:
        if "reader" in self.__dict__:
            self.reader.close()

    @cached_property
    def reader(self) -> DocumentReader:
        return DocumentReader(preload=not self._few, recogniser=installed_recogniser())

    @cached_property
    def taxonomy(self) -> "Taxonomy":
        from candidacy.domain.skills import load_taxonomy

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
        for one in self._side_by_side(items, self._json_resume):
            yield ReadCv(one.resume, one.document) if isinstance(one, Reading) else one

    def read_all(self, items: Sequence[Item]) -> Iterator[Reading | AppError]:
        """Several documents, side by side on all processors; an error stands in its document's place."""
        return self._side_by_side(items, Item.load)

    def _json_resume(self, item: Item) -> bytes | ReadCv:
        return self.read_cv(item) if item.name.lower().endswith(".json") else item.load()

    def _side_by_side(
        self, items: Sequence[Item], load: Callable[[Item], bytes | T]
    ) -> Iterator[Reading | AppError | T]:
        """Each item's reading; or what ``load`` made of it where that is not bytes to be read."""
        self._few = self._few and len(items) <= _FEW
        ready: deque[AppError | T | None] = deque()
        for reading in self.reader.read_many(_documents(items, load, ready), region=self._region):
            while (one := ready.popleft()) is not None:
                yield one
            yield reading
        yield from (one for one in ready if one is not None)

    def read_posting(self, item: Item) -> "Posting":
        """A posting from text, HTML, a document, or JSON-LD."""
        from candidacy.domain.postings import from_jobposting, html_to_text, read_posting

        data = item.load()
        if item.name.lower().endswith((".json", ".jsonld")):
            return from_jobposting(parse_json(data, item.name), self.taxonomy)
        if is_document(data):
            document = self.reader.read_sync(data, item.name).document
            return read_posting(document.text, self.taxonomy)
        return read_posting(html_to_text(decode(data)), self.taxonomy)

    def profile(self, cv: ReadCv) -> "CandidateProfile":
        from candidacy.domain.matching import prepare_cv

        return prepare_cv(cv.resume, self.taxonomy, self.today, cv.document)


def _documents(
    items: Sequence[Item], load: Callable[[Item], bytes | T], ready: "deque[AppError | T | None]"
) -> Iterator[tuple[bytes, str | None]]:
    """The documents to be read; everything else goes to ``ready``, where a document leaves None."""
    for item in items:
        one = _loaded(item, load)
        ready.append(None if isinstance(one, bytes) else one)
        if isinstance(one, bytes):
            yield one, item.name


def _loaded(item: Item, load: Callable[[Item], bytes | T]) -> bytes | AppError | T:
    try:
        return load(item)
    except AppError as error:
        return error


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
