"""The pages of portfolios: those of who writes, and those that visitors see."""

from candidacy.features.portfolio.pages import editing, listing, moderating, profile, visitors
from candidacy.infrastructure.http.routing import joined

router = joined(listing.router, editing.router, profile.router, moderating.router, visitors.router)

__all__ = ["router"]
