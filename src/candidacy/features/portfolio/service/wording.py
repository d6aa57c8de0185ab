"""The words of items and of the profile: for a search, and for who cites them."""

from collections.abc import Iterator
from datetime import datetime

from candidacy.domain.passages import Part, parts_of_text
from candidacy.domain.portfolio import History, Kind, Section, Stay, Visibility, to_text
from candidacy.features.portfolio.models import Portfolio, PortfolioItem
from candidacy.infrastructure.postgres.documents import from_json

_ABOUT, _SKILLS = "About", "Skills"
_EVERYBODY = Visibility.PUBLIC.value


def text_of(row: PortfolioItem) -> str:
    """All words of an item, a paragraph on each line: spans count in this text."""
    parts = (row.title, row.issuer, row.summary, to_text(row.body), ", ".join(row.tags))
    return "\n".join(part for part in parts if part)


def is_published(row: PortfolioItem, now: datetime) -> bool:
    """Whether an item is shown to whoever may see its section."""
    shown = row.state == "published" and row.published_at is not None and row.published_at <= now
    return shown and row.taken_down_at is None and row.deleted_at is None


def is_open(row: Portfolio) -> bool:
    """Whether anybody but its owner may look at a portfolio."""
    return row.visibility != Visibility.PRIVATE.value and row.taken_down_at is None


def stamp_of_item(row: PortfolioItem, now: datetime) -> str:
    """What changes with each change of what an item says, and of whether it is shown."""
    return f"{row.version}/{int(is_published(row, now))}"


def stamp_of_profile(row: Portfolio) -> str:
    """The same of a portfolio."""
    return f"{row.version}/{int(is_open(row))}"


def parts_of_item(row: PortfolioItem) -> list[Part]:
    """What an item says below its title; the title where it says nothing else."""
    facts = [row.issuer, *(str(day) for day in (row.starts_on, row.ends_on) if day)]
    kind = {Kind.CERTIFICATION.value: "Certification", Kind.PROJECT.value: "Project"}.get(row.kind, "")
    parts = [Part(text, kind) for text in (" · ".join(filter(None, facts)), row.summary) if text]
    parts += parts_of_text(to_text(row.body))
    if row.tags:
        parts.append(Part(", ".join(row.tags), "Tags"))
    return parts or [Part(row.title)]


def parts_of_profile(row: Portfolio) -> list[Part]:
    """What a portfolio says to everybody: of a section that is not for everybody, nothing."""
    named = " · ".join(part for part in (row.name, row.headline) if part)
    parts = [Part(named)] if named else []
    if _is_for_all(row, Section.ABOUT):
        parts += [Part(one.text, one.heading or _ABOUT) for one in parts_of_text(to_text(row.about))]
    if not row.history:
        return parts
    history = from_json(History, row.history)
    if _is_for_all(row, Section.EXPERIENCE):
        parts += [part for stay in history.experience for part in _of_stay("Experience", stay)]
    if _is_for_all(row, Section.EDUCATION):
        parts += [part for stay in history.education for part in _of_stay("Education", stay)]
    if _is_for_all(row, Section.SKILLS) and history.skills:
        parts.append(Part(", ".join(history.skills), _SKILLS))
    return parts


def _is_for_all(row: Portfolio, section: Section) -> bool:
    return row.sections.get(section.value) == _EVERYBODY


def _of_stay(section: str, stay: Stay) -> Iterator[Part]:
    days = f"{stay.start or '…'} – {stay.end or 'present'}" if stay.start or stay.end else ""
    heading = " · ".join(part for part in (section, stay.title, stay.place, days) if part)
    said = [text for text in (stay.summary, *stay.points) if text]
    for text in said or [" · ".join(part for part in (stay.title, stay.place) if part)]:
        yield Part(text, heading)
