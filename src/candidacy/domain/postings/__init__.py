"""From a job posting's text to a Posting: its title, place, terms and requirements."""

from candidacy.domain.postings.jobposting import from_jobposting, html_to_text, to_jobposting
from candidacy.domain.postings.reader import core_text, read_posting
from candidacy.domain.postings.schema import Importance, Posting, Requirement, RequirementKind
from candidacy.domain.postings.webpage import read_page

__all__ = [
    "Importance",
    "Posting",
    "Requirement",
    "RequirementKind",
    "core_text",
    "from_jobposting",
    "html_to_text",
    "read_page",
    "read_posting",
    "to_jobposting",
]
