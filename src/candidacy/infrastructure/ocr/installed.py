"""Which recogniser there is on this machine."""

import importlib.util
import shutil

from candidacy.infrastructure.ocr.rapid import RapidOcr
from candidacy.infrastructure.ocr.tesseract import Tesseract
from candidacy.infrastructure.sandbox import Recogniser


def installed_recogniser() -> Recogniser | None:
    """Tesseract where its program is, else the extra ``candidacy[ocr]``; None without either."""
    program = shutil.which("tesseract")
    if program is not None:
        return Tesseract(program)
    return RapidOcr() if importlib.util.find_spec("rapidocr") is not None else None
