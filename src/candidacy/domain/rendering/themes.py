"""The themes, and what each puts where."""

from dataclasses import dataclass
from enum import StrEnum

from candidacy.domain.rendering.content import Section, Sheet
from candidacy.domain.rendering.errors import UnknownTheme
from candidacy.kernel.language import sentence

_USUAL = (
    "summary", "work", "projects", "education", "skills", "languages", "certificates", "publications",
    "awards", "volunteer", "interests", "references",
)  # fmt: skip
_ACADEMIC = (
    "summary", "education", "work", "publications", "awards", "projects", "certificates", "skills",
    "languages", "volunteer", "interests", "references",
)  # fmt: skip
_EXECUTIVE = (
    "summary", "skills", "work", "education", "certificates", "awards", "projects", "publications",
    "languages", "volunteer", "interests", "references",
)  # fmt: skip
_EUROPEAN = (
    "summary", "work", "education", "languages", "skills", "projects", "certificates", "publications",
    "awards", "volunteer", "interests", "references",
)  # fmt: skip


class Paper(StrEnum):
    """The sizes of paper."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def typst_name(self) -> str:
        return "us-letter" if self is Paper.LETTER else "a4"


@dataclass(frozen=True, slots=True)
class Theme:
    """A way to set a CV; ``aside`` are the sections of its narrow column.

    Formats without pages take from it the order, the colour and the kind of typeface.
    """

    name: str
    title: str
    description: str
    accent: str
    """The colour of headings, as in ``1d3557``."""
    serif: bool = False
    order: tuple[str, ...] = _USUAL
    aside: frozenset[str] = frozenset()

    def arrange(self, sheet: Sheet) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
        """The sections of the main column and those of the narrow one, each in order."""
        ordered = sorted(sheet.sections, key=lambda section: self.order.index(section.kind))
        main = tuple(section for section in ordered if section.kind not in self.aside)
        return main, tuple(section for section in ordered if section.kind in self.aside)

    def in_line(self, sheet: Sheet) -> tuple[Section, ...]:
        """All sections one after the other."""
        return tuple(section for column in self.arrange(sheet) for section in column)


THEMES: tuple[Theme, ...] = (
    Theme(
        "classic",
        sentence("Classic"),
        sentence("One column in a book face. At home everywhere."),
        "1d3557",
        serif=True,
    ),
    Theme(
        "columns",
        sentence("Two columns"),
        sentence("Contact, skills and languages beside the career."),
        "0f5257",
        aside=frozenset({"skills", "languages", "certificates", "interests"}),
    ),
    Theme(
        "compact",
        sentence("Compact"),
        sentence("Small type and narrow margins, for much on few pages."),
        "8a1c2b",
    ),
    Theme(
        "academic",
        sentence("Academic"),
        sentence("Education and numbered publications first."),
        "243b6b",
        serif=True,
        order=_ACADEMIC,
    ),
    Theme(
        "executive",
        sentence("Executive"),
        sentence("A dark head, profile and strengths before the career."),
        "7a5c12",
        order=_EXECUTIVE,
    ),
    Theme(
        "european",
        sentence("European"),
        sentence("Dates in a column of their own, as in the Europass."),
        "004494",
        order=_EUROPEAN,
    ),
)
DEFAULT_THEME = THEMES[0]


def theme_named(name: str) -> Theme:
    """Raises UnknownTheme, naming those there are."""
    for theme in THEMES:
        if theme.name == name:
            return theme
    raise UnknownTheme(f"There is no theme {name!r}. Choose one of: {', '.join(t.name for t in THEMES)}.")
