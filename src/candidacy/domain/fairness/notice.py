"""What applicants are told before a score takes part in a decision about them."""

from collections.abc import Callable

from candidacy.domain.matching.formula import FORMULA
from candidacy.kernel.language import sentence

_PARAGRAPHS = (
    sentence("Notice to applicants"),
    sentence(
        "{employer} uses Candidacy, a program that helps to read applications for {posting}. It holds "
        "what your CV says against what the job asks for and gives a score from 0 to 100 with the lines "
        "it comes from. People read the applications and decide; they can set the score aside, and when "
        "they do, their decision counts."
    ),
    sentence(
        "What is assessed: job titles, descriptions of work and projects, skills, degrees and subjects, "
        "certificates, languages, and the dates of roles. The score is computed by a published formula "
        "({formula}) and is the same every time; no language model gives it."
    ),
    sentence(
        "What is not used: your name, photo, age, gender, nationality, marital status, address, contact "
        "details, and the names of employers and schools. Data comes from the documents you send, and "
        "is kept for {retention}."
    ),
    sentence(
        "What you can ask for: the score of your application with its reasons, a correction of what was "
        "read wrongly, a decision by a person alone, another form of assessment if you need one because "
        "of a disability, and the deletion of your data."
    ),
)
_WRITE, _WRITE_UNTIL = sentence("Write to {contact}."), sentence("Write to {contact} until {until}.")
DAYS_BEFORE = 10
"""Working days before use that New York City's Local Law 144 wants."""


def applicant_notice(
    *,
    employer: str | None = None,
    posting: str | None = None,
    contact: str | None = None,
    retention: str | None = None,
    until: str | None = None,
    say: Callable[[str], str] = str,
) -> str:
    """The notice, ready to be sent or put on the careers page; what is not given stays in brackets.

    ``say`` gives a sentence in the language of who reads it.
    """
    values = {
        "employer": employer or say(sentence("[employer]")),
        "posting": posting or say(sentence("[job]")),
        "contact": contact or say(sentence("[address]")),
        "retention": retention or say(sentence("[time]")),
        "formula": FORMULA,
        "until": until or "",
    }
    said = [say(text).format(**values) for text in _PARAGRAPHS]
    ending = say(_WRITE_UNTIL if until else _WRITE).format(**values)
    return "\n\n".join(said) + f" {ending}\n"
