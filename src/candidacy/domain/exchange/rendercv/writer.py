"""To RenderCV: sections with plain titles; members its entries do not know are kept beside those they do."""

import re
from itertools import count
from typing import Any

import yaml

from candidacy.domain.exchange.places import line_of
from candidacy.domain.exchange.rendercv.markdown import escaped
from candidacy.domain.exchange.sections import free_sections
from candidacy.domain.exchange.source import present
from candidacy.domain.resume import (
    Award,
    Certificate,
    Education,
    Profile,
    Project,
    Publication,
    Resume,
    Volunteer,
    Work,
)

_NETWORKS = frozenset({
    "LinkedIn", "GitHub", "GitLab", "IMDB", "Instagram", "ORCID", "Mastodon", "StackOverflow", "ResearchGate",
    "YouTube", "Google Scholar", "Telegram", "WhatsApp", "Leetcode", "X", "Bluesky", "Reddit",
})  # fmt: skip
"""The networks that RenderCV draws by itself."""

_DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\S+)")


def to_rendercv(resume: Resume) -> bytes:
    """The YAML file."""
    value = {"cv": present(**_header(resume), sections=_sections(resume))}
    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100_000)
    return text.encode()


def _header(resume: Resume) -> dict[str, Any]:
    basics = resume.basics
    known = [p for p in basics.profiles if p.network in _NETWORKS and p.username]
    others = [p for p in basics.profiles if p not in known]
    return present(
        name=_said(basics.name),
        headline=_said(basics.label),
        location=line_of(basics.location),
        email=basics.email,
        phone=basics.phone,
        website=basics.url,
        social_networks=[present(network=p.network, username=p.username, url=p.url) for p in known],
        custom_connections=[_connection(p) for p in others if p.network or p.username],
    )


def _connection(profile: Profile) -> dict[str, Any]:
    return {
        "fontawesome_icon": "link",
        "placeholder": profile.network or profile.username,
        "url": profile.url,
    }


def _sections(resume: Resume) -> dict[str, Any]:
    known = present(
        Summary=[escaped(resume.basics.summary)] if resume.basics.summary else None,
        Experience=[_work(one) for one in resume.work],
        Volunteering=[_volunteer(one) for one in resume.volunteer],
        Education=[_education(one) for one in resume.education],
        Projects=[_project(one) for one in resume.projects],
        Publications=[_publication(one) for one in resume.publications],
        Certificates=[_certificate(one) for one in resume.certificates],
        Awards=[_award(one) for one in resume.awards],
        Skills=[_group(one.name, one.keywords, one.level) for one in resume.skills],
        Languages=[
            {"label": _said(one.language) or "", "details": _said(one.fluency) or ""}
            for one in resume.languages
        ],
        Interests=[_group(one.name, one.keywords) for one in resume.interests],
        References=[
            present(name=_said(one.name) or "", summary=_said(one.reference)) for one in resume.references
        ],
    )
    for one in free_sections(resume):
        known.setdefault(_unused(one.name, known), [escaped(item) for item in one.items])
    return known


def _unused(name: str, known: dict[str, Any]) -> str:
    """A title that no section has yet: RenderCV tells its sections by their titles."""
    return next(title for n in count(1) if (title := name if n == 1 else f"{name} {n}") not in known)


def _group(name: str | None, keywords: tuple[str, ...], level: str | None = None) -> dict[str, Any]:
    details = ", ".join(escaped(word) for word in keywords) or _said(level) or ""
    return {"label": _said(name) or "", "details": details} | present(keywords=list(keywords), level=level)


def _work(one: Work) -> dict[str, Any]:
    return (
        present(
            company=_said(one.name) or "",
            position=_said(one.position) or "",
            location=one.location,
            url=one.url,
            description=_said(one.description),
        )
        | _told(one)
        | {"company": _said(one.name) or "", "position": _said(one.position) or ""}
    )


def _volunteer(one: Volunteer) -> dict[str, Any]:
    return (
        {"company": _said(one.organization) or "", "position": _said(one.position) or ""}
        | present(url=one.url)
        | _told(one)
    )


def _education(one: Education) -> dict[str, Any]:
    extra = one.model_extra or {}
    return (
        {"institution": _said(one.institution) or "", "area": _said(one.area) or ""}
        | present(
            degree=_said(one.study_type),
            location=extra.get("location"),
            url=one.url,
            score=one.score,
            courses=list(one.courses),
        )
        | _dates(one.start_date, one.end_date)
        | _more(extra)
    )


def _project(one: Project) -> dict[str, Any]:
    return (
        {"name": _said(one.name) or ""}
        | present(
            url=one.url,
            summary=_said(one.description),
            highlights=[escaped(text) for text in one.highlights],
            keywords=list(one.keywords),
            roles=list(one.roles),
            entity=one.entity,
            type=one.type,
            location=(one.model_extra or {}).get("location"),
        )
        | _dates(one.start_date, one.end_date)
    )


def _publication(one: Publication) -> dict[str, Any]:
    authors = (one.model_extra or {}).get("authors")
    doi = _DOI.fullmatch(one.url or "")
    return {
        "title": _said(one.name) or "",
        "authors": [escaped(str(a)) for a in authors] if isinstance(authors, list) else [],
    } | present(
        journal=_said(one.publisher),
        date=one.release_date,
        summary=_said(one.summary),
        **({"doi": doi[1]} if doi else {"url": one.url}),
    )


def _certificate(one: Certificate) -> dict[str, Any]:
    return {"name": _said(one.name) or ""} | present(date=one.date, issuer=one.issuer, url=one.url)


def _award(one: Award) -> dict[str, Any]:
    return {"name": _said(one.title) or ""} | present(
        date=one.date, awarder=one.awarder, summary=_said(one.summary), url=(one.model_extra or {}).get("url")
    )


def _told(one: Work | Volunteer) -> dict[str, Any]:
    return _dates(one.start_date, one.end_date) | present(
        summary=_said(one.summary), highlights=[escaped(text) for text in one.highlights]
    )


def _more(extra: dict[str, Any]) -> dict[str, Any]:
    """The summary and items of an education, which JSON Resume keeps as members of one's own."""
    highlights = extra.get("highlights")
    items = [escaped(str(text)) for text in highlights] if isinstance(highlights, list) else None
    summary = extra.get("summary")
    return present(summary=escaped(summary) if isinstance(summary, str) else None, highlights=items)


def _dates(start: str | None, end: str | None) -> dict[str, Any]:
    if start:
        return {"start_date": start, "end_date": end or "present"}
    return present(date=end)


def _said(text: str | None) -> str | None:
    return escaped(text) if text else None
