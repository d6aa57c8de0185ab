"""RapidOCR (the extra ``candidacy[ocr]``), in a process of its own: it needs a gigabyte while it runs."""

import json
import sys

from candidacy.infrastructure.ocr.confined import run_confined
from candidacy.infrastructure.sandbox import PagePicture, RecognitionFailed, SeenWord

# Runs where the library is installed; the picture comes as width, height and pixels.
_PROGRAM = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
import logging
logging.disable(logging.CRITICAL)
import numpy
from rapidocr import RapidOCR
head = sys.stdin.buffer.readline().split()
width, height = int(head[0]), int(head[1])
gray = numpy.frombuffer(sys.stdin.buffer.read(width * height), numpy.uint8).reshape(height, width)
seen = RapidOCR()(numpy.stack([gray] * 3, axis=-1), return_word_box=True)
lines = []
for words in seen.word_results or ():
    lines.append([[text, float(score), [[float(x), float(y)] for x, y in box]] for text, score, box in words])
print(json.dumps(lines))
"""


class RapidOcr:
    """Recognises words with the models that the library ships."""

    def words(self, picture: PagePicture) -> list[SeenWord]:
        """The words line by line. Raises RecognitionFailed."""
        data = b"%d %d\n%b" % (picture.width, picture.height, picture.pixels)
        paths = json.dumps([entry for entry in sys.path if entry])
        printed = run_confined([sys.executable, "-I", "-c", _PROGRAM, paths], data)
        try:
            lines = json.loads(printed.splitlines()[-1])
        except (ValueError, IndexError) as error:
            raise RecognitionFailed from error
        return [
            _word(text, score, box, number)
            for number, line in enumerate(lines)
            for text, score, box in line
            if str(text).strip()
        ]


def _word(text: str, score: float, box: list[list[float]], line: int) -> SeenWord:
    xs, ys = [x for x, _ in box], [y for _, y in box]
    return SeenWord(str(text).strip(), min(xs), min(ys), max(xs), max(ys), line, score)
