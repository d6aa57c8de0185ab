"""What somebody sensible types into a field, worked out from the field itself."""

import io
import zipfile
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from candidacy.features.auth.tests.people import PASSWORD

CV = b"Ada Lovelace\nada@example.org\n\nSkills\nPython, SQL\n\nExperience\nProgrammer, Engines, 2019 - 2023\n"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001"
    "48afa4710000000049454e44ae426082"
)
MAIL = b"From: HR <hr@x.example>\nSubject: Your application\n\nWe would like to speak with you."
TABLES = {
    "/workspace/audit/groups": b"selected,sex\nyes,male\nno,female\n",
    "/tracker/import": b"Title,Company,Status\nBaker,Bun,Applied\nCook,Inn,Mars\n",
}
SENTENCES = "Programmer wanted.\n\nRequirements\n- You must know Python.\n- SQL is a plus.\n"
BY_KIND = {
    "email": "somebody@example.org",
    "url": "https://example.org/",
    "tel": "+49 30 1234567",
    "date": "2026-03-01",
    "datetime-local": "2026-03-01T09:00",
    "time": "09:00",
    "password": PASSWORD,
    "search": "python",
}
BY_NAME = {
    "zone": "Europe/Berlin",
    "language": "en",
    "currency": "EUR",
    "amount": "60000",
    "confirm": "delete",
    "links": "https://example.org/",
    "ends_at": "2026-03-01T10:00",
    "startDate": "2019-01",
    "endDate": "2020-01",
    "date": "2020-01",
    "releaseDate": "2020-01",
}
"""What no kind of field tells."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is chosen for a field."""

    name: str
    content: bytes


def typed_into(field: LexborNode) -> str | Upload | None:
    """The value that goes with the field; None where a browser would send nothing."""
    if field.tag == "select":
        return _chosen(field)
    if field.tag == "textarea":
        return field.text() or BY_NAME.get(_name(field), SENTENCES)
    kind = (field.attributes.get("type") or "text").lower()
    if kind in {"checkbox", "radio"}:
        on = "checked" in field.attributes or "required" in field.attributes or kind == "radio"
        return (field.attributes.get("value") or "on") if on else None
    if kind == "file":
        return _file(field)
    return field.attributes.get("value") or ("" if kind == "hidden" else _text(field, kind))


def blank(field: LexborNode) -> str | Upload | None:
    """What is sent of a field whose user has emptied all that can be emptied."""
    kind = (field.attributes.get("type") or "text").lower()
    if field.tag == "select" or kind in {"hidden", "radio", "checkbox"}:
        return typed_into(field)
    return Upload("", b"") if kind == "file" else ""


def _text(field: LexborNode, kind: str) -> str:
    if kind == "number":
        return field.attributes.get("min") or "1"
    if (name := _name(field)) in BY_NAME:
        return BY_NAME[name]
    if kind in BY_KIND:
        return BY_KIND[kind]
    longest = int(field.attributes.get("maxlength") or 40)
    return (field.attributes.get("placeholder") or "python")[:longest]


def _chosen(field: LexborNode) -> str | None:
    options = field.css("option:not([disabled])")
    selected = [one for one in options if "selected" in one.attributes]
    values = [_value(one) for one in selected or options]
    if "required" in field.attributes:
        values = [value for value in values if value]
    return values[0] if values else None


def _name(field: LexborNode) -> str:
    return str(field.attributes.get("name")).rpartition("/")[2]


def _value(option: LexborNode) -> str:
    value = option.attributes.get("value")
    return option.text().strip() if value is None else value


def _file(field: LexborNode) -> Upload:
    accept, action = field.attributes.get("accept") or "", _action(field)
    if ".zip" in accept:
        return Upload("cvs.zip", _archive())
    if action in TABLES:
        return Upload("table.csv", TABLES[action])
    if ".eml" in accept or "message/" in accept:
        return Upload("mail.eml", MAIL)
    if "image/" in accept or ".png" in accept:
        return Upload("picture.png", PICTURE)
    return Upload("cv.txt", CV)


def _action(field: LexborNode) -> str:
    node: LexborNode | None = field
    while node is not None and node.tag != "form":
        node = node.parent
    return (node.attributes.get("action") or "") if node is not None else ""


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("cv.txt"), CV)
    return out.getvalue()
