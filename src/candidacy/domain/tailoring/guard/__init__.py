"""The guard: no change says what the CV does not. It fails closed: what it does not know is refused.

It looks at the new text alone, never at who wrote it: a person's rule, a model, or a model that lies.
"""

from candidacy.domain.tailoring.guard.facts import Facts
from candidacy.domain.tailoring.guard.guard import check, check_text, check_translation

__all__ = ["Facts", "check", "check_text", "check_translation"]
