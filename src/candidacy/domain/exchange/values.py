"""What an exchange gives: the Resume or the file, and what had no place in it."""

from dataclasses import dataclass
from enum import StrEnum

from candidacy.domain.resume import Resume


class Format(StrEnum):
    """The formats of other programs that hold a CV."""

    JSON_RESUME = "json_resume"
    LINKEDIN = "linkedin"
    RENDERCV = "rendercv"
    REACTIVE_RESUME = "reactive_resume"
    EUROPASS = "europass"

    @property
    def label(self) -> str:
        """Its name as people know it."""
        return _TITLES[self]


_TITLES = {
    Format.JSON_RESUME: "JSON Resume",
    Format.LINKEDIN: "LinkedIn data export",
    Format.RENDERCV: "RenderCV",
    Format.REACTIVE_RESUME: "Reactive Resume",
    Format.EUROPASS: "Europass",
}


@dataclass(frozen=True, slots=True)
class Lost:
    """A value that the other side has no place for: its pointer where it comes from, and the value."""

    path: str
    value: str


@dataclass(frozen=True, slots=True)
class Imported:
    """A Resume from another program's file. What was not taken over stands in ``lost``."""

    format: Format
    resume: Resume
    lost: tuple[Lost, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """A file for another program. What it cannot hold stands in ``lost``, with pointers into the Resume."""

    format: Format
    data: bytes
    lost: tuple[Lost, ...] = ()
