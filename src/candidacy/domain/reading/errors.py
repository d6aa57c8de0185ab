"""Why a file could not be read. Each message names the next step."""

from candidacy.kernel.errors import NotFound, TooLarge, Unreadable


class EmptyFile(Unreadable):
    """This file is empty (0 bytes). Choose the file again."""

    code = "empty_file"


class UnknownFormat(Unreadable):
    """This is not a PDF, DOCX, ODT, RTF, HTML, Markdown or text file. Save your CV as one of these."""

    code = "unknown_format"


class LegacyFormat(Unreadable):
    """This is a Word 97-2003 .doc file. Open it in a word processor and save it as .docx or PDF."""

    code = "legacy_format"


class EncryptedFile(Unreadable):
    """This file is protected by a password. Save a copy without the password and upload that."""

    code = "encrypted_file"


class DamagedFile(Unreadable):
    """This file is damaged or incomplete. Export it again from the program that made it."""

    code = "damaged_file"


class NoText(Unreadable):
    """This file holds no text."""

    code = "no_text"


class ScanWithoutOcr(NoText):
    """This PDF holds no text: it looks like a scan. Upload a text PDF, or the file it was printed from.

    Where Tesseract is installed (tesseract-ocr), or the extra candidacy[ocr], scans are read too.
    """

    code = "scan_without_ocr"


class ReadingTooExpensive(TooLarge):
    """Reading this file takes more memory or time than is allowed. Export it again in a simpler form."""

    code = "reading_too_expensive"


class BrokenText(NoText):
    """The text of this PDF is stored in a code that cannot be read. Export it again, or upload a DOCX."""

    code = "broken_text"


class NoSuchPage(NotFound):
    """This document has no such page, or no pages at all."""

    code = "no_such_page"
