"""What the API says of files."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from candidacy.domain.reading import Document
from candidacy.domain.resume import Box


class Purpose(StrEnum):
    """What a file is to become."""

    CV = "cv"
    POSTING = "posting"


class FileOut(BaseModel):
    """An uploaded file and how far its reading is."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    purpose: Purpose
    size: int = Field(description="Bytes")
    sha256: str
    status: str = Field(description="waiting, read or failed")
    kind: str | None = Field(description="pdf, docx, odt, rtf, html, text or markdown, once it was read")
    error_code: str | None
    error_message: str | None
    job_id: UUID | None = Field(description="The job that reads it: /api/v1/jobs/{id}")
    created_at: datetime


class LineOut(BaseModel):
    """A line of the document: ``text[start:end]``."""

    start: int
    end: int
    page: int | None
    box: Box | None


class HiddenOut(BaseModel):
    """Text that a reader of the file does not see."""

    text: str
    mechanism: str
    page: int
    box: Box | None


class DocumentOut(BaseModel):
    """What was read from a file."""

    kind: str
    pages: int
    words: int
    language: str | None
    text: str
    lines: list[LineOut]
    hidden: list[HiddenOut]
    warnings: list[str]

    @classmethod
    def of(cls, document: Document) -> "DocumentOut":
        paged = bool(document.pages)
        return cls(
            kind=document.kind.value,
            pages=document.page_count,
            words=document.words,
            language=document.language,
            text=document.text,
            lines=[
                LineOut(start=line.start, end=line.end, page=line.page if paged else None, box=line.box)
                for line in document.lines
            ],
            hidden=[
                HiddenOut(text=h.text, mechanism=h.mechanism, page=h.page, box=h.box) for h in document.hidden
            ],
            warnings=list(document.warnings),
        )
