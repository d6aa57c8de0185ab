"""A portfolio: what a person publishes, and how it is shown to people, to feeds and to search engines."""

from candidacy.domain.portfolio.curriculum import Draft, day_of, drafts_of, history_of, web_address
from candidacy.domain.portfolio.feeds import atom_feed, sitemap, sitemap_index
from candidacy.domain.portfolio.markdown import is_safe_link, to_html, to_text
from candidacy.domain.portfolio.schema import (
    FROM_CV,
    Entry,
    History,
    Kind,
    Link,
    Picture,
    Section,
    Site,
    Stay,
    Visibility,
    is_visible,
)
from candidacy.domain.portfolio.slugs import free_slug, handles_like, is_handle, is_slug, slug_of

__all__ = [
    "FROM_CV",
    "Draft",
    "Entry",
    "History",
    "Kind",
    "Link",
    "Picture",
    "Section",
    "Site",
    "Stay",
    "Visibility",
    "atom_feed",
    "day_of",
    "drafts_of",
    "free_slug",
    "handles_like",
    "history_of",
    "is_handle",
    "is_safe_link",
    "is_slug",
    "is_visible",
    "sitemap",
    "sitemap_index",
    "slug_of",
    "to_html",
    "to_text",
    "web_address",
]
