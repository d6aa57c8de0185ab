"""What a page paints besides text, in the order of painting."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

from candidacy.domain.reading.errors import ReadingTooExpensive
from candidacy.domain.reading.pdf.frame import Frame
from candidacy.domain.reading.pdf.library import (
    FORM,
    IMAGE,
    PATH,
    SHADING,
    TEXT,
    Doubles,
    floats,
    integers,
    library,
)
from candidacy.domain.resume import Box

MAX_OBJECTS = 60_000
_MAX_DEPTH = 12
_LEAST_SIDE = 3.0
_SMALLEST_DISC, _LARGEST_DISC = 1.2, 7.0
_MAX_CLIP_SEGMENTS = 40
_ACTUAL_TEXT = ctypes.create_string_buffer(b"ActualText")
_ACTUAL_TEXT_AT = ctypes.addressof(_ACTUAL_TEXT)
_LONGEST_STATED = 4
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class Fill:
    """A painted area."""

    place: int
    """Its place in the order of painting."""
    box: Box
    rgb: tuple[int, int, int] | None
    """None for pictures and shadings."""
    alpha: int
    picture: bool = False


@dataclass(slots=True)
class Painting:
    """The areas that a page paints, and where its text objects come in between."""

    fills: list[Fill] = field(default_factory=list)
    discs: list[Box] = field(default_factory=list)
    """Small round or square marks, as browsers draw the bullets of lists."""
    places: dict[int, int] = field(default_factory=dict)
    """The place of each text object."""
    blanks: set[int] = field(default_factory=set)
    """The places of text objects that print nothing: in some programs each space is one."""
    layered: set[int] = field(default_factory=set)
    """Text objects on layers that a viewer may switch off."""
    nested: set[int] = field(default_factory=set)
    """Text objects inside of forms, which may be cut, veiled or on a layer as a whole."""
    veiled: set[int] = field(default_factory=set)
    """Text objects that are painted with less than full colour."""
    clips: dict[int, Box] = field(default_factory=dict)
    """What text objects are cut to, where that is less than the page."""
    stated: list[str] = field(default_factory=list)
    """Texts that the file says to read in place of those that it prints."""


def painting_of(page: int, frame: Frame, *, transparent: bool) -> Painting:
    """Walk over the objects of a page, and over those of the forms that it places.

    Only on a page with some ``transparent`` object each text is asked whether it is one.
    """
    return _Walk(frame, transparent=transparent).over(page)


class _Walk:
    def __init__(self, frame: Frame, *, transparent: bool) -> None:
        self._transparent = transparent
        self._lib = library()
        self._frame = frame
        self._painting = Painting()
        self._count = 0
        self._bounds = floats(4)
        self._rgba = integers(4)
        self._modes = Doubles(2, ctypes.c_int)
        self._name = ctypes.create_string_buffer(64)
        self._length = Doubles(1, ctypes.c_ulong)
        self._known_marks: dict[int, tuple[bool, str]] = {}
        """What marks say: the objects between the beginning and the end of one share it."""

    def over(self, page: int) -> Painting:
        for index in range(self._lib.page_object_count(page)):
            self._take(self._lib.page_object(page, index), _IDENTITY, 0)
        return self._painting

    def _take(self, handle: int, matrix: Matrix, depth: int) -> None:
        self._count += 1
        if self._count > MAX_OBJECTS:
            raise ReadingTooExpensive
        kind = self._lib.object_type(handle)
        if kind == TEXT:
            self._text(handle, matrix)
            if depth:
                self._painting.nested.add(handle)
        elif kind == PATH:
            self._path(handle, matrix)
        elif kind in {IMAGE, SHADING}:
            self._painting.fills.append(Fill(self._count, self._box(handle, matrix), None, 255, picture=True))
        elif kind == FORM and depth < _MAX_DEPTH:
            inner = _times(self._matrix(handle), matrix)
            for child in self._children(handle):
                self._take(child, inner, depth + 1)

    def _children(self, handle: int) -> Iterator[int]:
        for index in range(self._lib.form_object_count(handle)):
            yield self._lib.form_object(handle, index)

    def _text(self, handle: int, matrix: Matrix) -> None:
        self._painting.places[handle] = self._count
        self._lib.object_bounds(handle, *self._bounds.addresses)
        left, _, right, _ = self._bounds.values
        if left == right:
            self._painting.blanks.add(self._count)
        if self._transparent and self._lib.object_veiled(handle):
            self._painting.veiled.add(handle)
        if count := self._lib.object_marks(handle):
            self._marks(handle, max(count, 0))
        clip = self._clip(handle, matrix)
        if clip is not None:
            self._painting.clips[handle] = clip

    def _path(self, handle: int, matrix: Matrix) -> None:
        box = self._box(handle, matrix)
        width, height = box.x1 - box.x0, box.y1 - box.y0
        if min(width, height) < _SMALLEST_DISC or not self._lib.path_draw_mode(
            handle, *self._modes.addresses
        ):
            return
        if self._modes[0] == 0:
            return
        if max(width, height) <= _LARGEST_DISC and abs(width - height) < 0.2 * max(width, height):
            self._painting.discs.append(box)
        elif min(width, height) >= _LEAST_SIDE:
            self._lib.fill_color(handle, *self._rgba.addresses)
            red, green, blue, alpha = self._rgba.values
            self._painting.fills.append(Fill(self._count, box, (red, green, blue), alpha))

    def _box(self, handle: int, matrix: Matrix) -> Box:
        self._lib.object_bounds(handle, *self._bounds.addresses)
        left, bottom, right, top = self._bounds.values
        return self._placed(((left, bottom), (right, bottom), (left, top), (right, top)), matrix)

    def _placed(self, points: tuple[tuple[float, float], ...], matrix: Matrix) -> Box:
        a, b, c, d, e, f = matrix
        xs = [a * x + c * y + e for x, y in points]
        ys = [b * x + d * y + f for x, y in points]
        return self._frame.box(min(xs), min(ys), max(xs), max(ys))

    def _matrix(self, handle: int) -> Matrix:
        cells = floats(6)
        if not self._lib.object_matrix(handle, cells.addresses[0]):
            return _IDENTITY
        a, b, c, d, e, f = cells.values
        return (a, b, c, d, e, f)

    def _marks(self, handle: int, count: int) -> None:
        """Note layers, and have what is printed read rather than a text that stands in for it.

        A ligature or a hyphen may say what it is; a longer text in place of others is not what is seen.
        """
        marks = [self._lib.object_mark(handle, i) for i in range(min(count, 8))]
        for mark in marks:
            known = self._known_marks.get(mark)
            if known is None:
                known = self._known_marks[mark] = self._is_layer(mark), self._stated(mark)
            is_layer, text = known
            if is_layer:
                self._painting.layered.add(handle)
            if len(text) > _LONGEST_STATED:
                self._lib.remove_mark(handle, mark)
                if text not in self._painting.stated[-1:]:
                    self._painting.stated.append(text)

    def _is_layer(self, mark: int) -> bool:
        self._lib.mark_name(mark, ctypes.addressof(self._name), 64, *self._length.addresses)
        return self._name.raw[:4] == b"O\x00C\x00"

    def _stated(self, mark: int) -> str:
        """The text that a mark says its content reads as."""
        length = self._length.addresses[0]
        if not self._lib.mark_text(mark, _ACTUAL_TEXT_AT, None, 0, length):
            return ""
        size = self._length[0]
        if size <= 2 * _LONGEST_STATED:
            return ""
        buffer = ctypes.create_string_buffer(size)
        self._lib.mark_text(mark, _ACTUAL_TEXT_AT, ctypes.addressof(buffer), size, length)
        return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")

    def _clip(self, handle: int, matrix: Matrix) -> Box | None:
        """The box that all clipping paths of an object leave."""
        clip = self._lib.object_clip(handle)
        paths = self._lib.clip_paths(clip) if clip else 0
        left: Box | None = None
        for path in range(max(paths, 0)):
            segments = self._lib.clip_segments(clip, path)
            if not 0 < segments <= _MAX_CLIP_SEGMENTS:
                continue
            box = self._placed(tuple(self._points(clip, path, segments)), matrix)
            left = box if left is None else _shared(left, box)
        return left

    def _points(self, clip: int, path: int, count: int) -> Iterator[tuple[float, float]]:
        for index in range(count):
            segment = self._lib.clip_segment(clip, path, index)
            self._lib.segment_point(segment, *self._bounds.addresses[:2])
            x, y, _, _ = self._bounds.values
            yield x, y


def _shared(one: Box, other: Box) -> Box:
    return Box(max(one.x0, other.x0), max(one.y0, other.y0), min(one.x1, other.x1), min(one.y1, other.y1))


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
    )  # fmt: skip
