"""The two doors: bytes -> Document, and bytes -> Document and Resume."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from candidacy.domain.reading.assembly import assemble
from candidacy.domain.reading.document import Document, DocumentKind
from candidacy.domain.reading.errors import EmptyFile, NoText
from candidacy.domain.reading.language import language_of
from candidacy.domain.reading.smuggled import shown, smuggled
from candidacy.domain.reading.sniff import sniff
from candidacy.domain.reading.text import decode, read_text
from candidacy.domain.resume import SourcedResume

if TYPE_CHECKING:
    from candidacy.domain.reading.recognised import RecognisedPage


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and the Resume that was read from it."""

    document: Document
    resume: SourcedResume


def read_document(data: bytes, name: str | None = None) -> Document:
    """Read a file by what its bytes are; ``name`` only tells Markdown from text and serves messages.

    Raises the errors of ``candidacy.domain.reading.errors``; a document that is returned holds text.
    """
    if not data:
        raise EmptyFile
    document = _read(sniff(data, name), data)
    if not document.text.strip():
        raise NoText
    return replace(document, language=language_of(document.text))


def _read(kind: DocumentKind, data: bytes) -> Document:
    """Each reader is imported when its format turns up: a text file should not pay for the PDF library."""
    if kind is DocumentKind.PDF:
        from candidacy.domain.reading.pdf import read_pdf

        return read_pdf(data)
    if kind is DocumentKind.DOCX:
        from candidacy.domain.reading.docx import read_docx

        return read_docx(data)
    if kind is DocumentKind.ODT:
        from candidacy.domain.reading.odt import read_odt

        return read_odt(data)
    if kind is DocumentKind.RTF:
        from candidacy.domain.reading.rtf import read_rtf

        return read_rtf(data)
    return _read_text(kind, decode(data))


def _read_text(kind: DocumentKind, text: str) -> Document:
    if kind is DocumentKind.HTML:
        from candidacy.domain.reading.html import read_html

        return read_html(text)
    if kind is DocumentKind.MARKDOWN:
        from candidacy.domain.reading.markdown import read_markdown

        draft, commented = read_markdown(shown(text))
    else:
        draft, commented = read_text(shown(text)), ()
    return assemble(kind, draft, hidden=(*smuggled(text), *commented))


def read_recognised(pages: "Sequence[RecognisedPage]", *, region: str | None = None) -> Reading:
    """The same of pages whose words were recognised in pictures. Raises NoText when there are none."""
    from candidacy.domain.reading.fields import read_resume
    from candidacy.domain.reading.recognised import document_of, lowered

    document = document_of(pages)
    return Reading(document, lowered(read_resume(document, region=region), document, pages))


def read(data: bytes, name: str | None = None, *, region: str | None = None) -> Reading:
    """Read a file and take the Resume from it; ``region`` (``DE``) helps with local phone numbers."""
    from candidacy.domain.reading.fields import read_resume

    document = read_document(data, name)
    return Reading(document, read_resume(document, region=region))
