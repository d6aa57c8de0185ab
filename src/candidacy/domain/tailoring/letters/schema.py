"""A letter as sentences, each with the lines of the CV that it rests on."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from candidacy.domain.tailoring.schema import Refusal, Source


class LetterKind(StrEnum):
    """A cover letter, or a short note to somebody at the organisation."""

    LETTER = "letter"
    NOTE = "note"


class Tone(StrEnum):
    """How the frame of a letter sounds; what it claims is the same in each."""

    FORMAL = "formal"
    WARM = "warm"
    DIRECT = "direct"


class Sentence(BaseModel):
    """One sentence. Without sources it belongs to the frame, which claims nothing of the person."""

    model_config = ConfigDict(frozen=True)

    text: str
    sources: tuple[Source, ...] = ()


class RefusedSentence(BaseModel):
    """A sentence that somebody proposed and that the CV does not support; it is not in the letter."""

    model_config = ConfigDict(frozen=True)

    text: str
    refusals: tuple[Refusal, ...]


class Draft(BaseModel):
    """A letter before anybody has edited it."""

    model_config = ConfigDict(frozen=True)

    kind: LetterKind
    language: str = Field(description="ISO 639-1: en, de, es or fr")
    tone: Tone
    subject: str
    paragraphs: tuple[tuple[Sentence, ...], ...]
    refused: tuple[RefusedSentence, ...] = ()

    @property
    def text(self) -> str:
        """The letter as it is sent; a blank line stands between paragraphs."""
        return "\n\n".join(" ".join(s.text for s in paragraph) for paragraph in self.paragraphs)
