"""schema.org JobPosting in and out (https://schema.org/JobPosting)."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from candidacy.domain.postings.errors import NotAJobPosting
from candidacy.domain.postings.reader import read_posting
from candidacy.domain.postings.schema import Posting, Requirement
from candidacy.domain.postings.terms import Terms
from candidacy.domain.skills.taxonomy import Taxonomy

_MARKUP = re.compile(r"<(?:p|br|ul|ol|li|div|h[1-6]|strong|b|span|table)\b[^>]*>", re.IGNORECASE)
_BLOCKS = ("p", "div", "ul", "ol", "tr", "table", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6")
_TEXT_MEMBERS = (
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Requirements"),
    ("educationRequirements", "Education requirements"),
    ("experienceRequirements", "Experience required"),
    ("skills", "Skills"),
)
_EMPLOYMENT = {
    "FULL_TIME",
    "PART_TIME",
    "CONTRACTOR",
    "TEMPORARY",
    "INTERN",
    "VOLUNTEER",
    "PER_DIEM",
    "OTHER",
}


def from_jobposting(value: Mapping[str, Any], taxonomy: Taxonomy) -> Posting:
    """The posting that a schema.org JobPosting describes; its HTML is read as text.

    A JSON-LD ``@graph`` is searched for the first JobPosting.

    Raises:
        NotAJobPosting: there is no JobPosting, or none with a title or a description.
    """
    job = _job_in(value)
    title = _string(job.get("title"))
    paragraphs = [p for p in (title, _plain(job.get("description")), *_extra(job)) if p]
    if not paragraphs:
        raise NotAJobPosting
    return read_posting("\n\n".join(paragraphs), taxonomy, stated=_terms(job, title))


def to_jobposting(posting: Posting) -> dict[str, Any]:
    """A schema.org JobPosting without empty members, and the ``requirements`` that were read from it."""
    job: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": posting.title,
        "description": posting.text,
        "datePosted": posting.date_posted,
        "employmentType": posting.employment_type,
        "inLanguage": posting.language,
        "hiringOrganization": _organization(posting.organization),
        "jobLocation": _location(posting.location),
        "jobLocationType": "TELECOMMUTE" if posting.remote else None,
        "occupationalCategory": posting.occupation_uri,
    }
    known = {name: member for name, member in job.items() if member is not None}
    return known | {"requirements": [_requirement(r) for r in posting.requirements]}


def html_to_text(html: str) -> str:
    """HTML as plain text: a line for each block, a dash before each list item; plain text stays as it is."""
    if not _MARKUP.search(html):
        return html
    tree = LexborHTMLParser(html)
    for dropped in tree.css("script, style, template, noscript"):
        dropped.decompose()
    body = tree.body
    if body is None:
        return ""
    for tag in ("br", "hr"):
        for node in body.css(tag):
            node.replace_with("\n")
    for node in body.css("li"):
        node.insert_before("\n- ")
        node.insert_after("\n")
    for tag in _BLOCKS:
        for node in body.css(tag):
            node.insert_before("\n")
            node.insert_after("\n")
    lines = (" ".join(line.split()) for line in body.text(deep=True).split("\n"))
    return re.sub(r"\n(?:-\n)+", "\n- ", "\n".join(lines))


def _job_in(value: Mapping[str, Any]) -> Mapping[str, Any]:
    graph = value.get("@graph")
    nodes = graph if isinstance(graph, list) else [value]
    for node in nodes:
        kind = node.get("@type") if isinstance(node, Mapping) else None
        if kind == "JobPosting" or (isinstance(kind, list) and "JobPosting" in kind):
            return dict(node)
    if graph is None and "@type" not in value and "description" in value:
        return value
    raise NotAJobPosting


def _terms(job: Mapping[str, Any], title: str | None) -> Terms:
    remote = "TELECOMMUTE" in _strings(job.get("jobLocationType"))
    types = [t for t in _strings(job.get("employmentType")) if t in _EMPLOYMENT]
    posted = _string(job.get("datePosted"))
    return Terms(
        title=title,
        organization=_name(job.get("hiringOrganization")),
        location=_place(job.get("jobLocation")),
        remote=True if remote else None,
        employment_type=types[0] if types else None,
        date_posted=posted[:10] if posted else None,
    )


def _extra(job: Mapping[str, Any]) -> list[str]:
    parts = []
    for member, heading in _TEXT_MEMBERS:
        value = job.get(member)
        texts = [_plain(v) for v in (value if isinstance(value, list) else [value])]
        lines = [t for t in texts if t]
        if lines:
            parts.append(
                f"{heading}:\n" + "\n".join(f"- {line}" if len(lines) > 1 else line for line in lines)
            )
    return parts


def _plain(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("description") or value.get("name") or value.get("credentialCategory")
    text = _string(value)
    return html_to_text(text) if text else None


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _strings(value: object) -> list[str]:
    values: Sequence[object] = value if isinstance(value, list) else [value]
    return [v for v in values if isinstance(v, str)]


def _name(value: object) -> str | None:
    return _string(value.get("name")) if isinstance(value, Mapping) else _string(value)


def _place(value: object) -> str | None:
    places = value if isinstance(value, list) else [value]
    for place in places:
        address = place.get("address", place) if isinstance(place, Mapping) else place
        if isinstance(address, Mapping):
            parts = (address.get(k) for k in ("addressLocality", "addressRegion", "addressCountry"))
            named = [p for p in (_name(part) for part in parts) if p]
            if named:
                return ", ".join(named)
        elif text := _string(address):
            return text
    return None


def _organization(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _location(place: str | None) -> dict[str, Any] | None:
    return {"@type": "Place", "address": place} if place else None


def _requirement(requirement: Requirement) -> dict[str, Any]:
    r = requirement
    return {
        "text": r.text,
        "kind": r.kind.value,
        "importance": r.importance.value,
        "skill_uri": r.skill_uris[0] if r.skill_uris else None,
        "skill_uris": list(r.skill_uris),
        "years": r.years,
        "level": r.level,
        "languages": list(r.languages),
        "start": r.start,
        "end": r.end,
    }
