"""What is to be done next for an application for which nobody has planned anything."""

from candidacy.domain.applications.stages import FINAL, PATH, Category

ACTIVE = tuple(category for category in reversed(PATH) if category not in FINAL)
"""Categories in which something is still to be done, those furthest on first."""
_STEPS = {
    Category.SAVED: "Apply, or put it away",
    Category.APPLIED: "Wait for an answer; plan when to ask",
    Category.SCREENING: "Be ready to talk; plan the next step",
    Category.INTERVIEW: "Prepare the interview, or note how it went",
    Category.OFFER: "Answer the offer",
}


def next_step(category: Category) -> str:
    """What is usually done next in a stage of an active category."""
    return _STEPS[category]
