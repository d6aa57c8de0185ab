"""The XML that a Europass PDF carries."""

import io
import re

_ROOT = re.compile(rb"<(?:\w+:)?(?:Candidate|SkillsPassport|LearnerInfo|Europass)\b")
_MAX_BYTES = 25 * 1024 * 1024


def attached_xml(data: bytes) -> bytes | None:
    """The first attachment of a PDF that is Europass XML; None where it carries none, or cannot be opened."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        for attachment in PdfReader(io.BytesIO(data)).attachment_list:
            content = attachment.content
            if (
                attachment.name.lower().endswith(".xml")
                and len(content) < _MAX_BYTES
                and _ROOT.search(content[:4096])
            ):
                return bytes(content)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        # A PDF whose attachments cannot be opened is still read as a document.
        return None
    return None
