"""Who is treated how: rates of groups, a CV without the person, and what applicants are told."""

from candidacy.domain.fairness.errors import BadGroupTable
from candidacy.domain.fairness.masking import masked
from candidacy.domain.fairness.notice import applicant_notice
from candidacy.domain.fairness.rates import (
    FOUR_FIFTHS,
    SMALL_SHARE,
    Applicant,
    Breakdown,
    GroupAudit,
    GroupRates,
    audit_groups,
)
from candidacy.domain.fairness.table import read_applicants

__all__ = [
    "FOUR_FIFTHS",
    "SMALL_SHARE",
    "Applicant",
    "BadGroupTable",
    "Breakdown",
    "GroupAudit",
    "GroupRates",
    "applicant_notice",
    "audit_groups",
    "masked",
    "read_applicants",
]
