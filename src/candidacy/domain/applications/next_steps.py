"""What is to be done next for an application for which nobody has planned anything."""

from candidacy.domain.applications.stages import FINAL, PATH, Category
from candidacy.kernel.language import sentence

ACTIVE = tuple(category for category in reversed(PATH) if category not in FINAL)
"""Categories in which something is still to be done, those furthest on first."""
_STEPS = {
    Category.SAVED: sentence("Apply, or put it away"),
    Category.APPLIED: sentence("Wait for an answer; plan when to ask"),
    Category.SCREENING: sentence("Be ready to talk; plan the next step"),
    Category.INTERVIEW: sentence("Prepare the interview, or note how it went"),
    Category.OFFER: sentence("Answer the offer"),
}


def next_step(category: Category) -> str:
    """What is usually done next in a stage of an active category."""
    return _STEPS[category]
