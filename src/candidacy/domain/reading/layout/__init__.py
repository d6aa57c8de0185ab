"""Words with places -> lines in reading order, with columns, blocks and list items."""

from candidacy.domain.reading.layout.page import lay_out_page
from candidacy.domain.reading.layout.pages import join_pages

__all__ = ["join_pages", "lay_out_page"]
