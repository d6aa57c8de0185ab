"""Text recognised in pictures, by whichever program is installed."""

from candidacy.infrastructure.ocr.installed import installed_recogniser
from candidacy.infrastructure.ocr.rapid import RapidOcr
from candidacy.infrastructure.ocr.tesseract import Tesseract

__all__ = ["RapidOcr", "Tesseract", "installed_recogniser"]
