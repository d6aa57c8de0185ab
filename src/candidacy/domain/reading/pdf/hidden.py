"""Text that is in the file but not on the page that a person sees.

Looking at the objects clears ordinary pages at no cost: dark text on a light ground with nothing over it.
What is left is decided by the only test that cannot be fooled: the page is drawn with and without it,
and what changes no pixel is hidden.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from candidacy.domain.reading.document import HiddenText
from candidacy.domain.reading.draft import DraftWord
from candidacy.domain.reading.pdf.drawing import drawn, largest_change
from candidacy.domain.reading.pdf.frame import Frame
from candidacy.domain.reading.pdf.library import INVISIBLE_MODES, library
from candidacy.domain.reading.pdf.painting import Fill, Painting
from candidacy.domain.reading.pdf.words import Look, PageWords, overlap
from candidacy.domain.resume import Box

TINY = 2.5
_FAINT_ALPHA = 60
_CLEAR_CONTRAST = 60
_VISIBLE_CHANGE = 20
_OCR_SHARE = 0.6
_OPAQUE = 200
_LAYER_SHARE = 0.5
"""A page that is a scan has more recognised words than others, such as a stamp."""
_LEAST_INK = 40
_FEW_OTHERS = 2
_PART = re.compile(r"\w+")
_WHITE = (255, 255, 255)


@dataclass(slots=True)
class _Suspect:
    word: DraftWord
    handle: int
    mechanism: str


def set_hidden_apart(
    page: Any, number: int, frame: Frame, found: PageWords, painting: Painting
) -> list[HiddenText]:
    """Take the hidden words out of ``found`` and return them, neighbours together."""
    certain = _not_recognised(page, frame, found, painting)
    known = {suspect.word.order for suspect in certain}
    doubtful: list[_Suspect] = []
    fills = [fill for fill in painting.fills if fill.alpha > 0]
    for word, look, handle in zip(found.words, found.looks, found.handles, strict=True):
        if word.order in known:
            continue
        mechanism, sure = _suspicion(word, look, frame, fills)
        if not mechanism and not sure and word.box is not None:
            mechanism = _by_surroundings(word.box, look, handle, painting, fills)
        if mechanism:
            (certain if sure else doubtful).append(_Suspect(word, handle, mechanism))
    hidden = certain + (_unseen(page, frame, doubtful) if doubtful else [])
    if not hidden:
        return []
    gone = {suspect.word.order for suspect in hidden}
    found.words = [word for word in found.words if word.order not in gone]
    return _grouped(sorted(hidden, key=lambda suspect: suspect.word.order), number)


def _not_recognised(page: Any, frame: Frame, found: PageWords, painting: Painting) -> list[_Suspect]:
    """Invisible words on a picture that no scan shows: where it has no ink, or on a page that is none."""
    pictures = [fill for fill in painting.fills if fill.picture and fill.alpha > 0]
    layer = [
        _Suspect(word, handle, "render_mode")
        for word, look, handle in zip(found.words, found.looks, found.handles, strict=True)
        if look.mode in INVISIBLE_MODES and word.box is not None and _is_recognised_scan(word.box, pictures)
    ]
    if not layer or len(layer) < _LAYER_SHARE * len(found.words):
        return layer
    with drawn(page, frame) as drawing:
        return [one for one in layer if one.word.box and drawing.contrast_in(one.word.box) < _LEAST_INK]


def unprinted(stated: Sequence[str], words: Sequence[DraftWord], page: int) -> list[HiddenText]:
    """Texts that programs are told to read in place of what is printed, where they are not the same."""
    if not stated:
        return []
    printed = {part for word in words for part in _PART.findall(word.text.lower())}
    found = []
    for text in stated:
        parts = _PART.findall(text.lower())
        if sum(part not in printed for part in parts) > max(_FEW_OTHERS, len(parts) // 3):
            found.append(HiddenText(text, "replaced", page))
    return found


def _suspicion(word: DraftWord, look: Look, frame: Frame, fills: list[Fill]) -> tuple[str, bool]:
    """How a word may be hidden, and whether that is certain without drawing the page."""
    box = word.box
    if box is None:
        return "", True
    if look.mode in INVISIBLE_MODES:
        return ("", True) if _is_recognised_scan(box, fills) else ("render_mode", True)
    if look.style.size < TINY and box.y1 - box.y0 < 1.5 * TINY:
        return "tiny", True
    size = frame.size
    if box.x1 <= 0 or box.y1 <= 0 or box.x0 >= size.width or box.y0 >= size.height:
        return "off_page", True
    return "", False


def _by_surroundings(box: Box, look: Look, handle: int, painting: Painting, fills: list[Fill]) -> str:
    clip = painting.clips.get(handle)
    if clip is not None and overlap(box, clip) < 0.3 and not _is_cut_by_the_page(box, clip):
        return "clipped"
    if handle in painting.layered:
        return "layer_off"
    place = painting.places.get(handle, 0)
    if place in painting.blanks:
        return "no_ink"
    touching = [fill for fill in fills if overlap(box, fill.box) > 0.3]
    if any(fill.place > place and fill.alpha >= _OPAQUE for fill in touching):
        return "covered"
    below = [fill for fill in touching if fill.place < place]
    ground = below[-1] if below else None
    if handle in painting.nested:
        return "not_painted"
    if (
        handle in painting.veiled
        or look.alpha < _FAINT_ALPHA
        or (ground is not None and (ground.rgb is None or ground.alpha < _OPAQUE))
    ):
        return "no_contrast"
    color = _WHITE if ground is None or ground.rgb is None else ground.rgb
    return "no_contrast" if _contrast(look.rgb, color) < _CLEAR_CONTRAST else ""


def _is_cut_by_the_page(box: Box, clip: Box) -> bool:
    """Whether a line lies on the edge of a wide area: browsers cut lines in two at the end of a page."""
    height = box.y1 - box.y0
    wide = clip.x1 - clip.x0 > box.x1 - box.x0 and clip.y1 - clip.y0 > 4 * height
    return wide and clip.y0 - 1.5 * height < box.y1 and box.y0 < clip.y1 + 1.5 * height and box.x1 > clip.x0


def _is_recognised_scan(box: Box, fills: list[Fill]) -> bool:
    """Whether invisible text lies on a picture: so scans carry the text that was recognised in them."""
    return any(fill.picture and overlap(box, fill.box) > _OCR_SHARE for fill in fills)


@lru_cache(maxsize=256)
def _contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _unseen(page: Any, frame: Frame, suspects: list[_Suspect]) -> list[_Suspect]:
    """The suspects whose absence changes nothing on the page."""
    lib = library()
    handles = {suspect.handle for suspect in suspects if suspect.handle}
    placed = [(suspect, suspect.word.box) for suspect in suspects if suspect.word.box is not None]
    with drawn(page, frame) as drawing:
        with_them = [drawing.part(box) for _, box in placed]
        for handle in handles:
            lib.object_set_active(handle, 0)
        drawing.again()
        for handle in handles:
            lib.object_set_active(handle, 1)
        without = [drawing.part(box) for _, box in placed]
    seen = {
        id(suspect)
        for (suspect, _), one, other in zip(placed, with_them, without, strict=True)
        if largest_change(one, other, enough=_VISIBLE_CHANGE) >= _VISIBLE_CHANGE
    }
    return [suspect for suspect in suspects if id(suspect) not in seen]


def _grouped(hidden: list[_Suspect], page: int) -> list[HiddenText]:
    groups: list[list[_Suspect]] = []
    for suspect in hidden:
        last = groups[-1][-1] if groups else None
        if last is not None and (last.mechanism, last.word.order + 1) == (
            suspect.mechanism,
            suspect.word.order,
        ):
            groups[-1].append(suspect)
        else:
            groups.append([suspect])
    return [_finding(group, page) for group in groups if any(suspect.word.text for suspect in group)]


def _finding(group: list[_Suspect], page: int) -> HiddenText:
    boxes = [suspect.word.box for suspect in group if suspect.word.box is not None]
    box = Box(
        min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes)
    )
    return HiddenText(" ".join(suspect.word.text for suspect in group), group[0].mechanism, page, box)
