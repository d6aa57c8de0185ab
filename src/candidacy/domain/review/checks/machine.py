"""Whether software, too, reads the CV as it was meant."""

from candidacy.domain.review.outcome import Outcome, met, missing, part, unseen
from candidacy.domain.review.schema import Quote
from candidacy.domain.review.subject import Subject
from candidacy.kernel.language import sentence


def hidden_text(subject: Subject) -> Outcome:
    """The file holds no text that a person does not see."""
    if subject.document is None:
        return unseen()
    hidden = subject.document.hidden
    if not hidden:
        return met()
    quotes = [Quote(quote=h.text[:200]) for h in hidden]
    return missing(quotes, mechanisms=", ".join(sorted({h.mechanism for h in hidden})))


def readable(subject: Subject, *, least: float) -> Outcome:
    """Name, contact and history were found, and most of the text became fields."""
    document, resume = subject.document, subject.resume
    if document is None:
        return unseen()
    wanted = {
        sentence("name"): bool(resume.basics.name),
        sentence("contact details"): bool(resume.basics.email or resume.basics.phone),
        sentence("experience or projects"): bool(resume.work or resume.projects or resume.volunteer),
        sentence("education or skills"): bool(resume.education or resume.skills),
    }
    lost = [what for what, there in wanted.items() if not there]
    if lost:
        return part(1 - len(lost) / 2, missing=", ".join(lost))
    loose = sum(p.words for p in subject.loose)
    if subject.sourced.fields and loose > (1 - least) * document.words:
        return part(0.5, missing=sentence("data in much of the text"))
    return met()


def layout(subject: Subject) -> Outcome:
    """One column and nothing the reader warned of."""
    document = subject.document
    if document is None:
        return unseen()
    problems = list(document.warnings)
    columns = max((line.column for line in document.lines), default=0)
    if columns > 1:
        problems.append(sentence(f"The text stands in {columns} columns."))
    return part(1 - len(problems) / 2, problem=" ".join(problems)) if problems else met()
