"""To Reactive Resume version 5, with the looks that program starts a CV with."""

import json
import uuid
from collections.abc import Iterable
from typing import Any

from candidacy.domain.exchange.dates import written
from candidacy.domain.exchange.places import line_of
from candidacy.domain.exchange.richtext import to_html
from candidacy.domain.exchange.sections import free_sections
from candidacy.domain.resume import Education, Project, Resume, Work

_SPACE = uuid.UUID("6f0f4f6a-52d3-5f0e-9a35-6f2f0a0f6d11")
_MAIN = ["profiles", "summary", "education", "experience", "projects", "volunteer", "references"]
_SIDEBAR = ["skills", "certifications", "awards", "languages", "interests", "publications"]


def to_reactive_resume(resume: Resume) -> bytes:
    """The JSON file."""
    return json.dumps(_value(resume), ensure_ascii=False, indent=2).encode()


def _value(resume: Resume) -> dict[str, Any]:
    basics = resume.basics
    custom = _custom_sections(resume)
    return {
        "picture": _picture(basics.image),
        "basics": {
            "name": basics.name or "",
            "headline": basics.label or "",
            "email": basics.email or "",
            "phone": basics.phone or "",
            "location": line_of(basics.location) or "",
            "website": _link(basics.url),
            "customFields": [],
        },
        "summary": _section() | {"content": to_html(basics.summary)},
        "sections": {name: _section() | {"items": _numbered(name, items)} for name, items in _items(resume)},
        "customSections": custom,
        "metadata": _metadata([one["id"] for one in custom]),
    }


def _items(resume: Resume) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    yield (
        "profiles",
        [
            _icons() | {"network": p.network or "", "username": p.username or "", "website": _link(p.url)}
            for p in resume.basics.profiles
        ],
    )
    yield "experience", [_work(one) for one in resume.work]
    yield "education", [_education(one) for one in resume.education]
    yield "projects", [_project(one) for one in resume.projects]
    yield (
        "skills",
        [
            _icons()
            | {"name": s.name or "", "proficiency": s.level or "", "level": 0, "keywords": list(s.keywords)}
            for s in resume.skills
        ],
    )
    yield (
        "languages",
        [
            {"language": one.language or "", "fluency": one.fluency or "", "level": 0}
            for one in resume.languages
        ],
    )
    yield (
        "interests",
        [_icons() | {"name": i.name or "", "keywords": list(i.keywords)} for i in resume.interests],
    )
    yield (
        "awards",
        [
            {"title": a.title or "", "awarder": a.awarder or "", "date": a.date or ""}
            | _told(_extra(a, "url"), to_html(a.summary))
            for a in resume.awards
        ],
    )
    yield (
        "certifications",
        [
            {"title": c.name or "", "issuer": c.issuer or "", "date": c.date or ""}
            | _told(c.url, to_html(_extra(c, "summary")))
            for c in resume.certificates
        ],
    )
    yield (
        "publications",
        [
            {"title": p.name or "", "publisher": p.publisher or "", "date": p.release_date or ""}
            | _told(p.url, to_html(p.summary))
            for p in resume.publications
        ],
    )
    yield (
        "volunteer",
        [
            {
                "organization": v.organization or "",
                "location": _extra(v, "location") or "",
                "period": written(v.start_date, v.end_date),
            }
            | _told(v.url, to_html(v.summary, v.highlights))
            for v in resume.volunteer
        ],
    )
    yield (
        "references",
        [
            {"name": r.name or "", "position": _extra(r, "position") or "", "phone": ""}
            | _told(_extra(r, "url"), to_html(r.reference))
            for r in resume.references
        ],
    )


def _work(one: Work) -> dict[str, Any]:
    return {
        "company": one.name or "",
        "position": one.position or "",
        "location": one.location or "",
        "period": written(one.start_date, one.end_date),
        "roles": [],
    } | _told(one.url, to_html(one.summary, one.highlights))


def _education(one: Education) -> dict[str, Any]:
    highlights = (one.model_extra or {}).get("highlights")
    items = tuple(str(h) for h in highlights) if isinstance(highlights, list) else ()
    return {
        "school": one.institution or "",
        "degree": one.study_type or "",
        "area": one.area or "",
        "grade": one.score or "",
        "location": _extra(one, "location") or "",
        "period": written(one.start_date, one.end_date),
    } | _told(one.url, to_html(_extra(one, "summary"), items))


def _project(one: Project) -> dict[str, Any]:
    return {"name": one.name or "", "period": written(one.start_date, one.end_date)} | _told(
        one.url, to_html(one.description, one.highlights)
    )


def _custom_sections(resume: Resume) -> list[dict[str, Any]]:
    """Sections with titles of their own, each item a text."""
    made = []
    for number, one in enumerate(free_sections(resume)):
        items = [{"content": to_html(item)} for item in one.items]
        head = {"id": _id(f"custom/{number}"), "type": "summary", "title": one.name}
        made.append(_section() | head | {"items": _numbered(f"custom/{number}", items)})
    return made


def _extra(one: Any, name: str) -> str | None:
    value = (one.model_extra or {}).get(name)
    return value if isinstance(value, str) else None


def _told(url: str | None, description: str) -> dict[str, Any]:
    return {"website": _link(url) | {"inlineLink": False}, "description": description}


def _link(url: str | None) -> dict[str, Any]:
    return {"url": url or "", "label": ""}


def _icons() -> dict[str, str]:
    return {"icon": "", "iconColor": ""}


def _numbered(section: str, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The items with ids that are the same each time."""
    return [{"id": _id(f"{section}/{n}"), "hidden": False} | item for n, item in enumerate(items)]


def _id(place: str) -> str:
    return str(uuid.uuid5(_SPACE, place))


def _section() -> dict[str, Any]:
    return {
        "title": "",
        "icon": "",
        "columns": 1,
        "hidden": False,
        "keepTogether": False,
        "startOnNewPage": False,
    }


def _picture(url: str | None) -> dict[str, Any]:
    frame = {
        "size": 80,
        "rotation": 0,
        "aspectRatio": 1,
        "borderRadius": 0,
        "borderWidth": 0,
        "shadowWidth": 0,
    }
    colours = {"borderColor": "rgba(0, 0, 0, 0.5)", "shadowColor": "rgba(0, 0, 0, 0.5)"}
    return {"hidden": False, "fit": "cover", "url": url or ""} | frame | colours


def _metadata(custom: list[str]) -> dict[str, Any]:
    body = {"fontFamily": "IBM Plex Serif", "fontWeights": ["400", "500"], "fontSize": 10, "lineHeight": 1.5}
    heading = {"fontFamily": "IBM Plex Serif", "fontWeights": ["600"], "fontSize": 14, "lineHeight": 1.5}
    return {
        "template": "onyx",
        "layout": {
            "sidebarWidth": 35,
            "pages": [{"fullWidth": False, "main": [*_MAIN, *custom], "sidebar": _SIDEBAR}],
        },
        "page": {
            "gapX": 4,
            "gapY": 6,
            "marginX": 14,
            "marginY": 12,
            "format": "a4",
            "locale": "en-US",
            "hideLinkUnderline": False,
            "hideIcons": False,
            "hideSectionIcons": True,
        },
        "design": {
            "colors": {
                "primary": "rgba(0, 0, 0, 1)",
                "text": "rgba(0, 0, 0, 1)",
                "background": "rgba(255, 255, 255, 1)",
            },
            "level": {"icon": "star", "type": "circle"},
        },
        "typography": {"body": body, "heading": heading},
        "notes": "",
        "styleRules": [],
    }
