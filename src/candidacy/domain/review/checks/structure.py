"""Whether the sections a reader expects are there, once, and named as usual."""

from itertools import pairwise

from candidacy.domain.reading.document import Line
from candidacy.domain.review.outcome import Outcome, met, missing, part, unseen
from candidacy.domain.review.subject import Kind, Passage, Subject

_APART = 40
"""Characters between two headings of the same words that make them two sections, not a running title."""


def _headed(subject: Subject, section: str) -> bool:
    """Whether the document has such a section with something in it, though nothing was read from it."""
    lines = subject.document.lines if subject.document else ()
    heads = {line.start: name for line, name in subject.section_lines}
    return any(
        heads.get(line.start) == section
        and after.start not in heads
        and not 0 < after.heading <= line.heading
        for line, after in pairwise(lines)
    )


def _section(subject: Subject, section: str, *, filled: bool) -> Outcome:
    return met() if filled or _headed(subject, section) else missing()


def experience(subject: Subject) -> Outcome:
    """Roles, projects or voluntary work are there; only roles earn everything."""
    resume = subject.resume
    if resume.work or _headed(subject, "work"):
        return met()
    return part(0.6) if resume.projects or resume.volunteer else missing()


def education(subject: Subject) -> Outcome:
    """A course of study, or at least certificates."""
    if subject.resume.education or _headed(subject, "education"):
        return met()
    return part(0.5) if subject.resume.certificates else missing()


def skills(subject: Subject) -> Outcome:
    """A list of skills."""
    return _section(subject, "skills", filled=any(s.name or s.keywords for s in subject.resume.skills))


def summary(subject: Subject) -> Outcome:
    """A summary at the top."""
    text = subject.resume.basics.summary
    return (
        met([subject.value("/basics/summary", text)]) if text else _section(subject, "summary", filled=False)
    )


def duplicate_sections(subject: Subject) -> Outcome:
    """No heading stands twice in the same words."""
    if subject.document is None:
        return unseen()
    seen: dict[tuple[str, int, bool, int], Line] = {}
    again = []
    for line, _ in subject.section_lines:
        text = subject.document.text[line.start : line.end]
        # A group may be called like its section: only headings of one look are the same heading.
        look = (text.lower(), round(line.size), line.bold, line.heading)
        if look in seen and line.start - seen[look].end > _APART:
            again.append(subject.quote(Passage(text, Kind.LOOSE, offset=line.start)))
        seen.setdefault(look, line)
    return missing(again) if again else met()


def standard_headings(subject: Subject, *, least: int) -> Outcome:
    """So many of the main sections carry a name that software knows."""
    if subject.document is None:
        return unseen()
    named = {section for _, section in subject.section_lines}
    return part(len(named) / least, named=len(named)) if len(named) < least else met()
