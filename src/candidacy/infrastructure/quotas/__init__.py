"""How much one person may use in a day, counted in the transaction that uses it."""

from candidacy.infrastructure.quotas.quotas import Quota, Quotas, QuotaUsedUp
from candidacy.infrastructure.quotas.settings import QuotaSettings

__all__ = ["Quota", "QuotaSettings", "QuotaUsedUp", "Quotas"]
