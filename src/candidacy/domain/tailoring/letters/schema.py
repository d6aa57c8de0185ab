"""A letter as sentences, each with the lines of the CV that it rests on."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, computed_field

from candidacy.domain.tailoring.schema import Confirmed, Refusal, Source, key_of


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
    confirmed: Confirmed | None = Field(
        default=None, description="Who said that it is true where no source shows some of its words"
    )


class AskedSentence(BaseModel):
    """A sentence that only its person can confirm: all of it is supported but some words.

    It is not in the letter before they have said so; ``paragraph`` and ``place``, from 0, say before which
    sentence it would then stand.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    words: tuple[str, ...] = Field(description="Its words that no source shows")
    sources: tuple[Source, ...] = Field(min_length=1)
    paragraph: int = 0
    place: int = 0

    @computed_field(description="By which it is answered: that of the line it rests on, and of its text")  # type: ignore[prop-decorator]
    @property
    def key(self) -> str:
        return key_of(self.sources[0].path, self.sources[0].quote, self.text)


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
    questions: tuple[AskedSentence, ...] = ()
    refused: tuple[RefusedSentence, ...] = ()

    @property
    def text(self) -> str:
        """The letter as it is sent; a blank line stands between paragraphs."""
        told = (" ".join(s.text for s in paragraph) for paragraph in self.paragraphs)
        return "\n\n".join(filter(None, told))
