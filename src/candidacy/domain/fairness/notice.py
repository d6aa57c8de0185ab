"""What applicants are told before a score takes part in a decision about them."""

from candidacy.domain.matching.formula import FORMULA

_TEXT = """\
Notice to applicants

{employer} uses Candidacy, a program that helps to read applications for {posting}. It holds what your CV \
says against what the job asks for and gives a score from 0 to 100 with the lines it comes from. People \
read the applications and decide; they can set the score aside, and when they do, their decision counts.

What is assessed: job titles, descriptions of work and projects, skills, degrees and subjects, certificates, \
languages, and the dates of roles. The score is computed by a published formula ({formula}) and is the same \
every time; no language model gives it.

What is not used: your name, photo, age, gender, nationality, marital status, address, contact details, and \
the names of employers and schools. Data comes from the documents you send, and is kept for {retention}.

What you can ask for: the score of your application with its reasons, a correction of what was read wrongly, \
a decision by a person alone, another form of assessment if you need one because of a disability, and the \
deletion of your data. Write to {contact}{deadline}.
"""
DAYS_BEFORE = 10
"""Working days before use that New York City's Local Law 144 wants."""


def applicant_notice(
    *,
    employer: str = "[employer]",
    posting: str = "[job]",
    contact: str = "[address]",
    retention: str = "[time]",
    until: str | None = None,
) -> str:
    """The notice, ready to be sent or put on the careers page; what is not given stays in brackets."""
    return _TEXT.format(
        employer=employer,
        posting=posting,
        contact=contact,
        retention=retention,
        formula=FORMULA,
        deadline=f" until {until}" if until else "",
    )
