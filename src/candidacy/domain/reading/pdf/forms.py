"""Pages on which fields of a form or texts laid over the page are part of what is printed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from candidacy.domain.reading.pdf.library import library, page_of

_FREE_TEXT, _WIDGET = 3, 20
_FOR_THE_SCREEN = 0
_MAX_ANNOTATIONS = 300


@contextmanager
def page_as_seen(document: Any, copy: Callable[[], Any], index: int) -> Iterator[tuple[Any, Any]]:
    """A page, and the page with all that is laid over it painted into it: the same where that says nothing.

    ``copy`` gives the document once more: painting takes the links from a page.
    """
    with page_of(document, index) as page:
        if not _has_text_over_it(page):
            yield page, page
            return
        with page_of(copy(), index) as flat:
            _make_appearances(flat)
            library().raw.FPDFPage_Flatten(flat, _FOR_THE_SCREEN)
        with page_of(copy(), index) as flat:
            yield page, flat


def _make_appearances(page: Any) -> None:
    """Have the library set the texts that the file leaves to its viewer, which it does when it draws them."""
    raw = library().raw
    bitmap = raw.FPDFBitmap_CreateEx(1, 1, raw.FPDFBitmap_BGRx, None, 0)
    try:
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, 1, 1, 0, raw.FPDF_ANNOT)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _has_text_over_it(page: Any) -> bool:
    raw = library().raw
    for index in range(min(int(raw.FPDFPage_GetAnnotCount(page)), _MAX_ANNOTATIONS)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        kind = int(raw.FPDFAnnot_GetSubtype(note))
        raw.FPDFPage_CloseAnnot(note)
        if kind in {_FREE_TEXT, _WIDGET}:
            return True
    return False
