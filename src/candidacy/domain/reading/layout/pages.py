"""Pages -> one text: running heads and page numbers taken out, broken words joined."""

import re
from collections import Counter

from candidacy.domain.reading.document import PageSize
from candidacy.domain.reading.draft import DraftLine
from candidacy.domain.reading.layout.hyphens import join_broken_words

_MARGIN = 0.1
_PAGE_NUMBER = re.compile(
    r"[-–—(|]*\s*(?:(?:page|seite|página|pagina|s\.|p\.)\s*)?\d{1,3}\s*(?:(?:/|of|von|de|di|sur|\|)\s*\d{1,3})?\s*[-–—)|]*",
    re.IGNORECASE,
)


def join_pages(pages: list[list[DraftLine]], sizes: list[PageSize]) -> list[DraftLine]:
    """All lines, with blocks counted on from page to page."""
    lines: list[DraftLine] = []
    block = 0
    for page in _without_furniture(pages, sizes):
        for line in page:
            line.block += block
            lines.append(line)
        if page:
            block = page[-1].block + 1
    join_broken_words(lines)
    return [line for line in lines if line.words]


def _without_furniture(pages: list[list[DraftLine]], sizes: list[PageSize]) -> list[list[DraftLine]]:
    """Page numbers go, and of a line that is repeated at the edge of pages the first one stays."""
    repeated = Counter(
        key for page, size in zip(pages, sizes, strict=True) for key in {_key(line, size) for line in page}
    )
    seen: set[str] = set()
    kept: list[list[DraftLine]] = []
    for page, size in zip(pages, sizes, strict=True):
        kept.append([])
        for line in page:
            key = _key(line, size)
            if key is not None and (_is_page_number(line) or (repeated[key] > 1 and key in seen)):
                continue
            if key is not None:
                seen.add(key)
            kept[-1].append(line)
    return kept


def _key(line: DraftLine, size: PageSize) -> str | None:
    """What tells a running head from page to page; None for lines that are not at the edge."""
    box = line.words[0].box
    if box is None or _MARGIN * size.height < box.y0 < (1 - _MARGIN) * size.height:
        return None
    place = "top" if box.y0 < size.height / 2 else "bottom"
    return place + re.sub(r"\d+", "#", " ".join(word.text for word in line.words))


def _is_page_number(line: DraftLine) -> bool:
    return _PAGE_NUMBER.fullmatch(" ".join(word.text for word in line.words)) is not None
