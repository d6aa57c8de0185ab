"""What models are shown of a CV and a posting, and how what they say is held against it."""

from candidacy.ai_agents.evidence.against import not_taken, strange, unfinished, unsupported
from candidacy.ai_agents.evidence.material import (
    cv_lines,
    entry_lines,
    language_name,
    posting_text,
    tone_words,
)
from candidacy.ai_agents.evidence.plain import is_verdict, plain, visible
from candidacy.ai_agents.evidence.quoting import Quotes, find_words

__all__ = [
    "Quotes",
    "cv_lines",
    "entry_lines",
    "find_words",
    "is_verdict",
    "language_name",
    "not_taken",
    "plain",
    "posting_text",
    "strange",
    "tone_words",
    "unfinished",
    "unsupported",
    "visible",
]
