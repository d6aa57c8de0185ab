"""What a stage of an application means, and which moves make sense.

People name their stages as they like; each has a category, and figures count categories. So a stage can be
renamed, or a workspace can have three kinds of interview, and the figures stay right.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from candidacy.domain.applications.errors import MoveNotAllowed


class Category(StrEnum):
    """What a stage means, in the order of a way through."""

    SAVED = "saved"
    APPLIED = "applied"
    SCREENING = "screening"
    INTERVIEW = "interview"
    OFFER = "offer"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


PATH = (
    Category.SAVED,
    Category.APPLIED,
    Category.SCREENING,
    Category.INTERVIEW,
    Category.OFFER,
    Category.ACCEPTED,
)
"""The way forward."""
FINAL = frozenset({Category.ACCEPTED, Category.REJECTED, Category.WITHDRAWN})
"""Nothing is waited for any more."""
ANSWERED = frozenset(PATH[2:]) | {Category.REJECTED}
"""The employer has answered, well or not."""
INTERVIEWED = frozenset(PATH[3:])
"""Somebody was asked to talk, or came further."""


@dataclass(frozen=True, slots=True)
class DefaultStage:
    """A stage that every workspace begins with."""

    name: str
    category: Category


DEFAULT_STAGES = tuple(DefaultStage(category.value.capitalize(), category) for category in Category)


def may_move(before: Category, after: Category) -> bool:
    """Whether an application can go from a stage of one category to one of another.

    Nobody is rejected, made an offer or hired who has not applied; an offer is what is accepted; and what was
    decided is taken up again at an open stage, or an accepted offer falls through.
    """
    if before is after:
        return True
    if after is Category.ACCEPTED:
        return before is Category.OFFER
    if before is Category.SAVED:
        return after not in {Category.OFFER, Category.REJECTED}
    if before in FINAL and after in FINAL:
        return before is Category.ACCEPTED
    return not (before in FINAL and after is Category.SAVED)


def require_move(before: Category, after: Category) -> None:
    """Raises MoveNotAllowed and says where it can go."""
    if may_move(before, after):
        return
    ways = ", ".join(one.value for one in moves_from(before))
    raise MoveNotAllowed(f"From {before} an application cannot go to {after}. It can go to: {ways}.")


def moves_from(before: Category) -> tuple[Category, ...]:
    """The other categories that it can go to, in their order."""
    return tuple(one for one in Category if one is not before and may_move(before, one))


def is_ahead(before: Category, after: Category) -> bool:
    """Whether ``after`` is news: further on the way, or its end."""
    if before in FINAL:
        return False
    return after in FINAL or PATH.index(after) > PATH.index(before)


_WORDS: dict[Category, tuple[str, ...]] = {
    Category.SAVED: (
        "saved",
        "bookmarked",
        "wishlist",
        "wish list",
        "interested",
        "to apply",
        "applying",
        "draft",
        "backlog",
        "new",
        "merkliste",
        "gemerkt",
        "favoris",
        "guardado",
    ),
    Category.APPLIED: (
        "applied",
        "submitted",
        "sent",
        "application sent",
        "waiting",
        "pending",
        "beworben",
        "candidature envoyée",
        "envoyé",
        "postulé",
        "aplicado",
        "postulado",
    ),
    Category.SCREENING: (
        "screening",
        "phone screen",
        "phone",
        "recruiter call",
        "assessment",
        "test",
        "coding challenge",
        "in review",
        "telefoninterview",
        "présélection",
    ),
    Category.INTERVIEW: (
        "interview",
        "interviewing",
        "interviews",
        "onsite",
        "on-site",
        "final round",
        "technical interview",
        "vorstellungsgespräch",
        "gespräch",
        "entretien",
        "entrevista",
    ),
    Category.OFFER: (
        "offer",
        "offered",
        "negotiating",
        "negotiation",
        "offer received",
        "angebot",
        "offre",
        "oferta",
    ),
    Category.ACCEPTED: (
        "accepted",
        "hired",
        "signed",
        "won",
        "angenommen",
        "zugesagt",
        "accepté",
        "aceptado",
    ),
    Category.REJECTED: (
        "rejected",
        "declined",
        "not selected",
        "no response",
        "ghosted",
        "closed",
        "lost",
        "abgelehnt",
        "absage",
        "refusé",
        "rechazado",
    ),
    Category.WITHDRAWN: (
        "withdrawn",
        "i withdrew",
        "withdrew",
        "cancelled",
        "canceled",
        "not interested",
        "archived",
        "zurückgezogen",
        "retiré",
        "retirado",
    ),
}


def category_named(words: str) -> Category | None:
    """The category that other programs and people mean by these words; None where nobody can tell."""
    wanted = " ".join(words.casefold().replace("_", " ").split())
    return next((category for category, names in _WORDS.items() if wanted in names), None)


def unique_name(wanted: str, taken: Iterable[str]) -> bool:
    """Whether no stage is called so, however it is written."""
    return wanted.casefold() not in {name.casefold() for name in taken}
