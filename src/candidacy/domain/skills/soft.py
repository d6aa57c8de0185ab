"""Soft skills: what nearly every posting asks for and hardly any CV proves."""

from candidacy.domain.skills.taxonomy import Taxonomy

_SOFT_ROOTS = (
    "candidacy:communication",
    "candidacy:teamwork",
    "candidacy:leadership",
    "candidacy:decision-making",
    "candidacy:entrepreneurship",
    "candidacy:problem-solving",
    "candidacy:creativity",
    "candidacy:attention-to-detail",
    "candidacy:business-acumen",
    "candidacy:self-management",
    "candidacy:adaptability",
    "candidacy:integrity",
    "candidacy:professionalism",
    "candidacy:confidentiality",
    "candidacy:safety-awareness",
    "candidacy:environmental-awareness",
    "candidacy:manual-dexterity",
    "candidacy:physical-stamina",
    "candidacy:computer-literacy",
)


def is_soft(uri: str, taxonomy: Taxonomy) -> bool:
    """Whether a concept is one of these, or a special case of one."""
    return uri in _SOFT_ROOTS or any(root in taxonomy.broader(uri) for root in _SOFT_ROOTS)
