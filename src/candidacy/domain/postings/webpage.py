"""A job posting out of a web page: what it says of itself for machines, else its text."""

import json
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from candidacy.domain.postings.errors import EmptyPosting, NotAJobPosting
from candidacy.domain.postings.jobposting import from_jobposting, html_to_text
from candidacy.domain.postings.reader import read_posting
from candidacy.domain.postings.schema import Posting
from candidacy.domain.skills.taxonomy import Taxonomy

_AROUND = "nav, header, footer, aside, form, dialog, [role=navigation], [role=banner], [role=contentinfo]"
_MAIN = "main, [role=main], article"
_ENOUGH = 200
"""Characters from which on the main part of a page is taken for the posting."""


def read_page(page: str, taxonomy: Taxonomy) -> Posting:
    """The posting of a web page. Raises EmptyPosting or PostingTooLong."""
    tree = LexborHTMLParser(page)
    for script in tree.css('script[type="application/ld+json"]'):
        for value in _values(script.text(deep=True)):
            try:
                return from_jobposting(value, taxonomy)
            except (NotAJobPosting, EmptyPosting):
                continue
    return read_posting(_text(page), taxonomy)


def _values(text: str) -> list[dict[str, Any]]:
    """The objects of a piece of JSON-LD; none when it is not well-formed."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _text(page: str) -> str:
    """The text of the main part, without what stands around it on every page of a site."""
    tree = LexborHTMLParser(page)
    for around in tree.css(_AROUND):
        around.decompose()
    parts = [html_to_text(node.html or "") for node in tree.css(_MAIN)]
    longest = max(parts, key=len, default="")
    return longest if len(longest.strip()) >= _ENOUGH else html_to_text(tree.html or page)
