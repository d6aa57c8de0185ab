"""How a run of a Word file may be kept from the eye of its reader."""

from dataclasses import dataclass, replace

from candidacy.domain.reading.docx.properties import RunLook
from candidacy.domain.reading.visibility import LEAST_CONTRAST, TINY, contrast

_NARROW = 10.0
_INVISIBLE_ALPHA = 95.0


@dataclass(frozen=True, slots=True)
class Ground:
    """What a run is printed on."""

    color: str | None = "#ffffff"
    """None where it is painted by something that is not read (a picture, a table style)."""
    clipped_to: float | None = None
    """The height that lines are cut to."""
    off_page: bool = False
    covered: bool = False
    """Something opaque lies over it."""
    vanished: bool = False
    """The part of the file that it stands in is not shown."""

    def shaded(self, color: str | None) -> "Ground":
        """The same place with a shade on it; no shade leaves it as it was."""
        return self if color is None else replace(self, color=color)

    def clipped(self, height: float | None) -> "Ground":
        """The same place with lines cut to a height."""
        return self if height is None else replace(self, clipped_to=height)


def concealment(look: RunLook, ground: Ground) -> str | None:
    """The mechanism that hides a run with this look; None when it is visible."""
    if look.vanish or ground.vanished:
        return "vanish"
    if ground.off_page:
        return "off_page"
    if ground.covered:
        return "covered"
    if (look.size or 10.0) < TINY or (look.scale or 100.0) < _NARROW:
        return "tiny"
    if ground.clipped_to is not None and ground.clipped_to < TINY:
        return "clipped"
    if (look.alpha or 0.0) > _INVISIBLE_ALPHA:
        return "no_contrast"
    under = look.shade or ground.color
    if look.color is not None and under is not None and contrast(look.color, under) < LEAST_CONTRAST:
        return "no_contrast"
    return None
