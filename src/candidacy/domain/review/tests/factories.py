"""CVs to review: a sound one, and the same with a part changed."""

from datetime import date
from typing import Any

from candidacy.domain.reading.document import Document, DocumentKind, Line, Word
from candidacy.domain.resume import ReadField, Resume, SourcedResume
from candidacy.domain.review import Finding, FindingStatus, Review, review

TODAY = date(2026, 3, 1)
LOST = (FindingStatus.PARTIAL, FindingStatus.MISSING)

SOUND: dict[str, Any] = {
    "basics": {
        "name": "Ines Duarte",
        "label": "Operations Manager",
        "email": "ines.duarte@example.org",
        "phone": "+44 20 7946 0991",
        "summary": "Operations manager with eight years in food logistics. Cut waste in three warehouses and"
        " built the teams that keep it low.",
        "location": {"city": "Leeds", "countryCode": "GB"},
    },
    "work": [
        {
            "name": "Harvest Foods",
            "position": "Operations Manager",
            "startDate": "2021-04",
            "highlights": [
                "Lead 34 staff over two shifts and a budget of £2.1M",
                "Cut spoiled stock from 6% to 2% by planning orders with suppliers",
                "Introduced safety training that halved accidents in the first year",
            ],
        },
        {
            "name": "Northern Cold Store",
            "position": "Shift Supervisor",
            "startDate": "2017-09",
            "endDate": "2021-03",
            "highlights": [
                "Supervised 12 pickers and scheduled 180 deliveries a week",
                "Moved paper records into the warehouse system within four months",
                "Trained 20 new colleagues in hygiene and forklift safety",
                "Negotiated cleaning contracts with five vendors and saved £18,000 a year",
            ],
        },
        {
            "name": "Hull Fish Market",
            "position": "Warehouse Assistant",
            "startDate": "2015-06",
            "endDate": "2017-08",
            "highlights": [
                "Picked and packed 90 orders a day beside full-time study",
                "Kept the cold chain unbroken for 40 tonnes of fish a week",
                "Reported temperature faults early, which saved two full deliveries in 2016",
            ],
        },
    ],
    "education": [
        {
            "institution": "University of Hull",
            "studyType": "BSc",
            "area": "Logistics",
            "startDate": "2014-09",
            "endDate": "2017-06",
        }
    ],
    "skills": [{"name": "Operations", "keywords": ["Budget", "Training", "Warehouse system", "Safety"]}],
}


def changed(*path: str | int, to: object) -> dict[str, Any]:
    """The sound CV with the value at ``path`` set; to None takes it out."""
    value = Resume.model_validate(SOUND).to_json_resume()
    target: Any = value
    for step in path[:-1]:
        target = target[step]
    if to is None:
        del target[path[-1]]
    else:
        target[path[-1]] = to
    return value


def reviewed(value: dict[str, Any], **options: Any) -> Review:
    return review(SourcedResume(resume=Resume.model_validate(value)), None, today=TODAY, **options)


def finding(value: dict[str, Any] | Review, criterion: str, **options: Any) -> Finding:
    result = value if isinstance(value, Review) else reviewed(value, **options)
    return next(f for f in result.findings if f.criterion == criterion)


def document(text: str, **options: Any) -> Document:
    """A document of one line per line of ``text``; a blank line begins a block."""
    lines, offset, block = [], 0, 0
    for row in text.split("\n"):
        words, at = [], offset
        for run in row.split(" "):
            words.append(Word(run, at, at + len(run)))
            at += len(run) + 1
        if row:
            lines.append(Line(offset, offset + len(row), 1, tuple(words), block=block))
        else:
            block += 1
        offset += len(row) + 1
    return Document(DocumentKind.TEXT, text, tuple(lines), language="en", **options)


def sourced(value: dict[str, Any], doc: Document) -> SourcedResume:
    """The Resume with a field for every value that stands in the document as it is."""
    resume = Resume.model_validate(value)
    fields = []
    for path, text in _values(resume.to_json_resume(), ""):
        at = doc.text.find(text)
        if at >= 0:
            fields.append(ReadField(path=path, value=text, confidence=1, spans=doc.span(at, at + len(text))))
    return SourcedResume(resume=resume, fields=tuple(fields))


def _values(value: Any, path: str) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [pair for key, item in value.items() for pair in _values(item, f"{path}/{key}")]
    if isinstance(value, list):
        return [pair for index, item in enumerate(value) for pair in _values(item, f"{path}/{index}")]
    return [(path, value)]
