"""Tesseract, by its command."""

import csv
import io
import subprocess
from collections.abc import Iterator
from functools import cached_property

from candidacy.infrastructure.ocr.confined import run_confined
from candidacy.infrastructure.sandbox import DOTS_PER_INCH, PagePicture, SeenWord

_NO_LANGUAGES = frozenset({"osd", "equ", "snum"})
_WORD_LEVEL = "5"


class Tesseract:
    """Recognises words in all the languages that are installed for Tesseract."""

    def __init__(self, program: str) -> None:
        self._program = program

    def words(self, picture: PagePicture) -> list[SeenWord]:
        """The words in Tesseract's own order. Raises RecognitionFailed."""
        # A portable gray map needs no decoder that a picture could attack.
        data = b"P5\n%d %d\n255\n%b" % (picture.width, picture.height, picture.pixels)
        languages = ["-l", self._languages] if self._languages else []
        options = ["--psm", "3", "--dpi", str(DOTS_PER_INCH)]
        table = run_confined([self._program, "stdin", "stdout", *languages, *options, "tsv"], data)
        return list(_words(table.decode("utf-8", "replace")))

    @cached_property
    def _languages(self) -> str:
        """All languages that are installed, English first because names and terms are often in it."""
        listed = subprocess.run(  # noqa: S603 -- the program that was found on this machine.
            [self._program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        ).stdout.splitlines()[1:]
        found = [name.strip() for name in listed if name.strip() and "/" not in name]
        usable = [name for name in found if name not in _NO_LANGUAGES]
        return "+".join(sorted(usable, key=lambda name: (name != "eng", name)))


def _words(table: str) -> Iterator[SeenWord]:
    lines: dict[tuple[str, ...], int] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] != _WORD_LEVEL or not (row["text"] or "").strip():
            continue
        left, top, width, height = (float(row[name]) for name in ("left", "top", "width", "height"))
        line = lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), len(lines))
        confidence = max(float(row["conf"]), 0.0) / 100
        yield SeenWord(row["text"].strip(), left, top, left + width, top + height, line, confidence)
