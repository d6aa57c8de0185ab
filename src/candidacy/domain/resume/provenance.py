"""A Resume together with the confidence and the place of each value that was read."""

from pydantic import BaseModel, ConfigDict, Field

from candidacy.domain.resume.schema import Resume
from candidacy.domain.resume.spans import Span


class ReadField(BaseModel):
    """One value of a Resume: its JSON pointer, how sure the reader is, and its spans.

    ``value`` equals what the pointer reaches in the exported JSON Resume. For a date it is the normalised
    form (``2019-03``); the spans hold the wording of the document.
    """

    model_config = ConfigDict(frozen=True)

    path: str = Field(description="JSON pointer (RFC 6901) into the exported Resume: /work/0/position")
    value: str
    confidence: float = Field(ge=0, le=1)
    spans: tuple[Span, ...] = ()


class SourcedResume(BaseModel):
    """A Resume and its fields, in document order. A Resume that was typed in has no fields."""

    model_config = ConfigDict(frozen=True)

    resume: Resume
    fields: tuple[ReadField, ...] = ()

    def spans_at(self, path: str) -> tuple[Span, ...]:
        """The spans of the value at a JSON pointer; empty when it was not read from a document."""
        return next((f.spans for f in self.fields if f.path == path), ())
