"""A file of another program as a Reading: its values as a text of their own, and where each stands in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from candidacy.domain.exchange.recognition import recognise
from candidacy.domain.exchange.values import Imported
from candidacy.domain.reading import Document, DocumentKind, Reading, read_document
from candidacy.domain.reading.assembly import assemble
from candidacy.domain.reading.errors import NoText
from candidacy.domain.reading.language import language_of
from candidacy.domain.reading.text import read_text
from candidacy.domain.resume import ReadField, Resume, SourcedResume, Span
from candidacy.domain.resume.pointer import leaves, split
from candidacy.kernel.errors import AppError
from candidacy.kernel.language import sentence

_MAX_WARNED = 20


def find_reading(data: bytes) -> Reading | None:
    """The Reading of such a file; None for a document to be read as such.

    A Europass PDF keeps its pages: its values come from the XML it carries, their places from the pages.
    """
    read = recognise(data)
    if read is None:
        return None
    imported = read()
    document = _pages(data) if b"%PDF-" in data[:1024] else None
    if document is None:
        document = as_document(imported.resume)
    return Reading(_with_lost(document, imported), located(imported.resume, document))


def _pages(data: bytes) -> Document | None:
    """The pages of a PDF; None where they cannot be read, which its XML can do without."""
    try:
        return read_document(data)
    except AppError as error:
        if error.status >= 500:
            raise
        return None


def as_document(resume: Resume) -> Document:
    """The values in lines, an entry's together. Raises NoText for a Resume that says nothing."""
    text = "\n".join(_lines(resume))
    if not text.strip():
        raise NoText("This file holds no CV: it says nothing of a person. Export it again.")
    return replace(assemble(DocumentKind.DATA, read_text(text)), language=language_of(text))


def _lines(resume: Resume) -> Iterator[str]:
    before: tuple[str, ...] = ()
    for path, value in leaves(resume.to_json_resume()):
        parts = split(path)
        entry = parts[:2] if len(parts) > 1 and parts[1].isdecimal() else parts[:1]
        if before and entry != before:
            yield ""
        before = entry
        yield from (" ".join(line.split()) for line in value.splitlines())


def located(resume: Resume, document: Document) -> SourcedResume:
    """Each value of the Resume with its place in the document, as far as its words stand there."""
    text, offsets = _squeezed(document.text)
    fields, reached = [], 0
    for path, value in leaves(resume.to_json_resume()):
        wanted = "".join(value.split()).casefold()
        at = text.find(wanted, reached) if wanted else -1
        if at < 0 and wanted:
            at = text.find(wanted)
        spans: tuple[Span, ...] = ()
        if at >= 0:
            spans = document.span(offsets[at], offsets[at + len(wanted) - 1] + 1)
            reached = at + len(wanted)
        fields.append(ReadField(path=path, value=value, confidence=1.0, spans=spans))
    return SourcedResume(resume=resume, fields=tuple(fields))


def _squeezed(text: str) -> tuple[str, Sequence[int]]:
    """The text without white space, in lower case, and where each of its characters stands."""
    pairs = [(folded, n) for n, c in enumerate(text) if not c.isspace() for folded in c.casefold()]
    return "".join(c for c, _ in pairs), [n for _, n in pairs]


def _with_lost(document: Document, imported: Imported) -> Document:
    if not imported.lost:
        return document
    named = "; ".join(f"{one.path}: {one.value[:80]}" for one in imported.lost[:_MAX_WARNED])
    more = len(imported.lost) - _MAX_WARNED
    program = imported.format.label
    warning = (
        sentence(f"Not taken over from the {program} file: {named}; and {more} more.")
        if more > 0
        else sentence(f"Not taken over from the {program} file: {named}.")
    )
    return replace(document, warnings=(*document.warnings, warning))
