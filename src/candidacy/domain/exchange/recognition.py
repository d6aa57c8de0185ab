"""Which program's file this is, told by its content and never by its name.

A few bytes rule out most files; what reads a format is imported when its turn comes, because every document
passes here.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from candidacy.domain.exchange.errors import BadExchangeFile
from candidacy.domain.exchange.values import Imported
from candidacy.domain.resume.json_resume import ResumeTooLarge

MAX_JSON_BYTES = 5_000_000
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_CSV = re.compile(rb"(?i)\.csv")
_CV_KEY = re.compile(rb"^(?:\xef\xbb\xbf)?(?:cv|['\"]cv['\"])\s*:", re.MULTILINE)
_SPACE = b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"
_LISTS = frozenset({
    "work", "volunteer", "education", "awards", "certificates", "publications", "skills", "languages",
    "interests", "references", "projects",
})  # fmt: skip

Import = Callable[[], Imported]


def recognise(data: bytes) -> Import | None:
    """What reads the file, where it is one of another program's; None for a document to be read as such.

    Raises the errors of reading for an archive that is damaged or too large, and BadExchangeFile for
    something that begins like JSON or RenderCV's YAML and breaks off.
    """
    if data.startswith(_ZIP):
        return _of_zip(data)
    if b"%PDF-" in data[:1024]:
        return _of_pdf(data)
    head = data[:4096].lstrip(_SPACE)
    if head.startswith(b"<"):
        return _of_xml(data)
    if head.startswith(b"{") and not head.startswith(b"{\\rtf"):
        return _of_json(data)
    return _of_yaml(data) if _CV_KEY.search(data) and b"\x00" not in head else None


def _of_zip(data: bytes) -> Import | None:
    if not _CSV.search(data):
        return None
    from candidacy.domain.exchange.linkedin import is_linkedin, read_linkedin

    return (lambda: read_linkedin(data)) if is_linkedin(data) else None


def _of_pdf(data: bytes) -> Import | None:
    if b"EmbeddedFile" not in data:
        return None
    from candidacy.domain.exchange.europass.attachment import attached_xml

    xml = attached_xml(data)
    if xml is None:
        return None
    from candidacy.domain.exchange.europass import read_europass

    return lambda: read_europass(xml)


def _of_xml(data: bytes) -> Import | None:
    from candidacy.domain.exchange.europass import is_europass, read_europass

    return (lambda: read_europass(data)) if is_europass(data) else None


def _of_yaml(data: bytes) -> Import | None:
    from candidacy.domain.exchange.rendercv import is_rendercv, load_yaml, read_rendercv
    from candidacy.domain.reading.text import decode

    value = load_yaml(decode(data))
    return (lambda: read_rendercv(value)) if is_rendercv(value) else None


def _of_json(data: bytes) -> Import | None:
    from candidacy.domain.exchange.json_resume import read_json_resume
    from candidacy.domain.exchange.reactive_resume import is_reactive_resume, read_reactive_resume

    value = load_json(data)
    if is_reactive_resume(value):
        return lambda: read_reactive_resume(value)
    return (lambda: read_json_resume(value)) if is_json_resume(value) else None


def load_json(data: bytes) -> Any:
    """The value. Raises BadExchangeFile where it is not JSON, and ResumeTooLarge."""
    from candidacy.domain.reading.text import decode

    if len(data) > MAX_JSON_BYTES:
        raise ResumeTooLarge("This JSON file is larger than a CV can be.")
    try:
        return json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise BadExchangeFile("This file begins like JSON and is not valid JSON. Export it again.") from error


def is_json_resume(value: Any) -> bool:
    """Whether an object has what JSON Resume has: a person, or two of its sections."""
    if not isinstance(value, dict):
        return False
    lists = sum(isinstance(value.get(name), list) for name in _LISTS)
    return isinstance(value.get("basics"), dict) or isinstance(value.get("bio"), dict) or lists >= 2
