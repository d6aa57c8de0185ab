"""Whether the sections a reader expects are there, once, and named as usual."""

from collections import Counter

from candidacy.domain.review.outcome import Outcome, met, missing, part, unseen
from candidacy.domain.review.subject import Kind, Passage, Subject


def _headed(subject: Subject, section: str) -> bool:
    """Whether the document has a heading for the section, though nothing was read from it."""
    return any(name == section for _, name in subject.section_lines)


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
    lines = [line for line, _ in subject.section_lines]
    texts = [subject.document.text[line.start : line.end] for line in lines]
    counts = Counter(text.lower() for text in texts)
    again = [
        subject.quote(Passage(text, Kind.LOOSE, offset=line.start))
        for line, text in zip(lines, texts, strict=True)
        if counts[text.lower()] > 1 and line.heading == min(x.heading for x in lines)
    ]
    return missing(again[1:]) if len(again) > 1 else met()


def standard_headings(subject: Subject, *, least: int) -> Outcome:
    """So many of the main sections carry a name that software knows."""
    if subject.document is None:
        return unseen()
    named = {section for _, section in subject.section_lines}
    return part(len(named) / least, named=len(named)) if len(named) < least else met()
