"""What of a CV a portfolio may show, and which of its projects become items."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from candidacy.domain.portfolio.schema import FROM_CV, History, Kind, Section, Stay
from candidacy.domain.resume import Resume

_PRIVATE = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|(?<![\w/])\+?\(?\d[\d\s()./-]{7,}\d")
"""E-mail addresses and telephone numbers, wherever they stand; a span of years is no number to call."""
_YEARS = re.compile(r"[(\s\d]*\b(19|20)\d\d\b[\s\d./-]*\b(19|20)\d\d\b[\s\d./-]*")


@dataclass(frozen=True, slots=True)
class Draft:
    """An item that is not kept yet."""

    kind: Kind
    title: str
    summary: str = ""
    body: str = ""
    tags: tuple[str, ...] = ()
    url: str = ""
    issuer: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


def history_of(resume: Resume, chosen: Iterable[Section]) -> History:
    """The chosen parts of a CV, without anything to reach the person by.

    Only positions, places of work and study, months and what was done are taken; never an address, a
    telephone number, a birth date or a photograph, and none that stands within a text either.
    """
    parts = set(chosen) & set(FROM_CV)
    return History(
        experience=_experience(resume) if Section.EXPERIENCE in parts else (),
        education=_education(resume) if Section.EDUCATION in parts else (),
        skills=_skills(resume) if Section.SKILLS in parts else (),
    )


def _experience(resume: Resume) -> tuple[Stay, ...]:
    return tuple(
        Stay(
            title=discreet(work.position or work.name or ""),
            place=discreet(work.name or "") if work.position else "",
            start=work.start_date or "",
            end=work.end_date or "",
            summary=discreet(work.summary or ""),
            points=tuple(filter(None, map(discreet, work.highlights))),
        )
        for work in resume.work
        if work.position or work.name
    )


def _education(resume: Resume) -> tuple[Stay, ...]:
    return tuple(
        Stay(
            title=discreet(", ".join(filter(None, (study.study_type, study.area))))
            or (study.institution or ""),
            place=discreet(study.institution or "") if study.study_type or study.area else "",
            start=study.start_date or "",
            end=study.end_date or "",
        )
        for study in resume.education
        if study.study_type or study.area or study.institution
    )


def _skills(resume: Resume) -> tuple[str, ...]:
    named = (word for skill in resume.skills for word in (skill.keywords or (skill.name or "",)))
    return tuple(dict.fromkeys(filter(None, map(discreet, named))))


def discreet(text: str) -> str:
    """``text`` without e-mail addresses and telephone numbers."""
    return " ".join(_PRIVATE.sub(_years_or_nothing, text).split())


def _years_or_nothing(found: re.Match[str]) -> str:
    return found[0] if _YEARS.fullmatch(found[0]) else ""


def drafts_of(resume: Resume) -> tuple[Draft, ...]:
    """The projects and certificates of a CV as items, in its order."""
    projects = (
        Draft(
            Kind.PROJECT,
            title=project.name or "",
            summary=_first_line(project.description or ""),
            body=_body(project.description or "", project.highlights),
            tags=project.keywords[:20],
            url=web_address(project.url),
            starts_on=day_of(project.start_date),
            ends_on=day_of(project.end_date),
        )
        for project in resume.projects
        if project.name
    )
    certificates = (
        Draft(
            Kind.CERTIFICATION,
            title=certificate.name or "",
            issuer=certificate.issuer or "",
            url=web_address(certificate.url),
            starts_on=day_of(certificate.date),
        )
        for certificate in resume.certificates
        if certificate.name
    )
    return (*projects, *certificates)


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:500]


def _body(description: str, highlights: Sequence[str]) -> str:
    listed = "\n".join(f"- {' '.join(point.split())}" for point in highlights)
    rest = description.strip() if description.strip() != _first_line(description) else ""
    return "\n\n".join(filter(None, (rest, listed)))


def web_address(url: str | None) -> str:
    """The address with its scheme; empty for what is no address of the web."""
    given = (url or "").strip()
    if given and "://" not in given and re.fullmatch(r"[\w-]+(\.[\w-]+)+([/?#]\S*)?", given):
        given = f"https://{given}"
    return given[:2000] if re.fullmatch(r"https?://[^\s<>\"]+", given) else ""


def day_of(text: str | None) -> date | None:
    """The first day of a year, a month or a day in JSON Resume's form; None for anything else."""
    parts = (text or "").split("-")
    try:
        numbers = [int(part) for part in parts] + [1] * (3 - len(parts))
        return date(*numbers[:3])
    except (ValueError, TypeError):
        return None
