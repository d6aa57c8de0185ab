"""A mail about an application: who wrote, when, and what they say now, without what they quote.

What comes is anybody's: its size, parts and depth are limited, nothing in it is fetched or run, and every
header may lie.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from candidacy.domain.applications.errors import MailTooLarge, MailUnreadable
from candidacy.domain.postings import html_to_text

MAX_BYTES, MAX_PARTS, MAX_TEXT = 5_000_000, 60, 40_000

_QUOTED = re.compile(
    r"^\s*(?:-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original)"
    r"|-{2,}\s*forwarded message"
    r"|_{10,}\s*$|on\b.{4,120}\bwrote:\s*$|am\b.{4,120}\bschrieb\b.*:\s*$|le\b.{4,120}\ba écrit\s?:\s*$"
    r"|el\b.{4,120}\bescribió:\s*$)",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^(from|von|de|date|datum|gesendet|sent|subject|betreff|objet|asunto|to|an|à|para)\s?:\s*(.+)$",
    re.IGNORECASE,
)
_NAMES = {
    "from": "from", "von": "from", "de": "from", "date": "date", "datum": "date", "gesendet": "date",
    "sent": "date", "subject": "subject", "betreff": "subject", "objet": "subject", "asunto": "subject",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it was read; ``text`` is what its writer says, up to 40,000 characters."""

    subject: str
    sender_name: str
    sender_address: str
    sent_at: datetime | None
    text: str
    message_id: str
    is_bulk: bool

    @property
    def domain(self) -> str:
        return self.sender_address.rpartition("@")[2].lower()


def read_mail(data: bytes) -> Mail:
    """A mail as mail programs save it (RFC 5322). Raises MailUnreadable or MailTooLarge."""
    if len(data) > MAX_BYTES:
        raise MailTooLarge
    try:
        message = message_from_bytes(data, policy=policy.default)
        return _mail_of(message)
    except (
        MessageError,
        ValueError,
        LookupError,
        RecursionError,
        AttributeError,
        TypeError,
        IndexError,
    ) as exc:
        # The standard library's parser gives way in many ways before what is made to break it.
        raise MailUnreadable from exc


def _mail_of(message: EmailMessage) -> Mail:
    name, address = parseaddr(_header(message, "From"))
    subject, text = _header(message, "Subject"), _text_of(message)
    if not (address or subject) or not (subject or text):
        raise MailUnreadable
    bulk = bool(message.get("List-Unsubscribe")) and bool(message.get("List-Id"))
    return Mail(
        subject=subject[:300],
        sender_name=_clean(name)[:200],
        sender_address=address[:254].lower(),
        sent_at=_moment(_header(message, "Date")),
        text=_own_words(text),
        message_id=_header(message, "Message-ID")[:500],
        is_bulk=bulk,
    )


def read_pasted(text: str) -> Mail:
    """A mail whose text was pasted, with or without its first lines. Raises MailUnreadable."""
    if len(text) > MAX_BYTES:
        raise MailTooLarge
    lines = text.replace("\r\n", "\n").strip().split("\n")
    found: dict[str, str] = {}
    while lines and (line := _HEADER.match(lines[0].strip())):
        found.setdefault(_NAMES.get(line[1].casefold(), "other"), line[2].strip())
        lines.pop(0)
    body = _own_words("\n".join(lines))
    if not body.strip() and not found.get("subject"):
        raise MailUnreadable(
            "There is no text to read. Paste the mail, with its subject and sender where you can."
        )
    name, address = parseaddr(found.get("from", ""))
    return Mail(
        subject=_clean(found.get("subject", ""))[:300],
        sender_name=_clean(name)[:200],
        sender_address=address[:254].lower() if "@" in address else "",
        sent_at=_moment(found.get("date", "")),
        text=body,
        message_id="",
        is_bulk=False,
    )


def _header(message: EmailMessage, name: str) -> str:
    return _clean(str(message.get(name) or ""))


def _clean(text: str) -> str:
    """Text in one line, without controls and halves of characters."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(c if c.isprintable() else " " for c in whole).split())


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
        moment = found if found.tzinfo else found.replace(tzinfo=UTC)
        return moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _text_of(message: EmailMessage) -> str:
    """The plain text of a mail, else its HTML as text."""
    plain: list[str] = []
    html: list[str] = []
    for part in _parts(message):
        kind = part.get_content_type()
        if kind not in {"text/plain", "text/html"} or part.get_content_disposition() == "attachment":
            continue
        (plain if kind == "text/plain" else html).append(_content(part))
    if any(text.strip() for text in plain):
        return "\n".join(plain)
    return "\n".join(html_to_text(text) for text in html)


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    for number, part in enumerate(message.walk()):
        if number >= MAX_PARTS:
            return
        if not part.is_multipart():
            yield part


def _content(part: EmailMessage) -> str:
    """The text of a part, in whatever it says it is written, without what no database takes."""
    data = part.get_payload(decode=True)
    raw = data if isinstance(data, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    try:
        text = raw.decode(charset, "replace")
    except LookupError:
        text = raw.decode("utf-8", "replace")
    return text.replace("\0", "")[: MAX_TEXT * 4]


def _own_words(text: str) -> str:
    """What the writer says, up to where the mail that they answer begins."""
    kept: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\0", "").split("\n"):
        if _QUOTED.match(line):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line.rstrip())
    whole = "\n".join(kept).strip().encode("utf-8", "replace").decode("utf-8")
    return re.sub(r"\n{3,}", "\n\n", whole)[:MAX_TEXT]
