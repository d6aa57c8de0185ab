"""Whether each entry says what a reader needs, and the whole is neither too little nor too much."""

from typing import Any

from candidacy.domain.review.lexicon import word_set
from candidacy.domain.review.outcome import Outcome, met, missing, part, silent
from candidacy.domain.review.subject import Subject

_WORDS_A_PAGE = 450


def role_details(subject: Subject) -> Outcome:
    """Each role has an employer, a title and something about it."""
    work = subject.resume.work
    if not work:
        return silent()
    thin = []
    for index, role in enumerate(work):
        told = role.highlights or role.summary or role.description
        called = f"{role.position or ''} {role.name or ''}".lower().split()
        if not (role.name and role.position and told) and word_set("breaks").isdisjoint(called):
            thin.append(subject.entry(f"/work/{index}", position=role.position, name=role.name))
    if not thin:
        return met()
    return part(1 - len(thin) / len(work), thin, roles="; ".join(q.quote for q in thin[:3]))


def degree_details(subject: Subject) -> Outcome:
    """Each course of study has a school, a degree or subject, and a date."""
    courses = subject.resume.education
    if not courses:
        return silent()
    thin = []
    for index, course in enumerate(courses):
        if not (
            course.institution
            and (course.study_type or course.area)
            and (course.end_date or course.start_date)
        ):
            named = {"studyType": course.study_type, "institution": course.institution, "area": course.area}
            thin.append(subject.entry(f"/education/{index}", **named))
    return part(1 - len(thin) / len(courses), thin) if thin else met()


def headline(subject: Subject) -> Outcome:
    """A line that says what the person is; the latest job title serves as well."""
    label = subject.resume.basics.label
    if label:
        return met([subject.value("/basics/label", label)])
    return part(0.5) if any(w.position for w in subject.resume.work) else missing()


def pages_of(subject: Subject) -> int:
    """The document's pages; for formats without pages as many as its words fill."""
    if subject.document is not None and subject.document.pages:
        return subject.document.page_count
    return max(1, -(-subject.words // _WORDS_A_PAGE))


def document_length(subject: Subject, *, least: int, most: int, pages: int) -> Outcome:
    """The number of words and pages."""
    words, many = subject.words, pages_of(subject)
    facts: dict[str, Any] = {"words": words, "pages": many, "least": least, "most": most, "most_pages": pages}
    if words < least:
        return part(0.8 * words / least, **facts)
    if words > most or many > pages:
        over = max(words / most, many / pages)
        return part(min(0.9, 2 - over), **facts)
    return met()
