"""A strict reader of iCalendar for tests, written from RFC 5545 and sharing nothing with what writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LINE = re.compile(r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*):(.*)', re.DOTALL)
_UTC = re.compile(r"\d{8}T\d{6}Z")
_NEEDED = {
    "VCALENDAR": {"VERSION", "PRODID"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "SUMMARY"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}
_WITHIN = {"VCALENDAR": None, "VEVENT": "VCALENDAR", "VALARM": "VEVENT"}
_ONCE = {
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "SEQUENCE",
    "LOCATION",
    "DESCRIPTION",
    "URL",
    "VERSION",
}


class NotACalendar(Exception):
    """What RFC 5545 does not allow."""


@dataclass
class Component:
    """A component with its properties as they stand, unfolded, and what is in it."""

    name: str
    properties: list[tuple[str, str]] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def one(self, name: str) -> str:
        (value,) = [v for n, v in self.properties if n == name]
        return value

    def text(self, name: str) -> str:
        return re.sub(r"\\(.)", lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), self.one(name))

    def children(self, name: str) -> list[Component]:
        return [part for part in self.parts if part.name == name]


def parse(data: bytes) -> Component:
    """The one calendar in ``data``. Raises NotACalendar."""
    root: Component | None = None
    open_: list[Component] = []
    for line in _unfolded(data):
        found = _LINE.fullmatch(line)
        if found is None:
            raise NotACalendar(line[:60])
        name, value = found[1], found[3]
        if name == "BEGIN":
            component = Component(value)
            _require_place(component, open_, root)
            root = root or component
            if open_:
                open_[-1].parts.append(component)
            open_.append(component)
        elif name == "END":
            _close(open_, value)
        else:
            _note(open_, name, value)
    if root is None or open_:
        raise NotACalendar("It does not end.")
    return root


def _unfolded(data: bytes) -> list[str]:
    if not data.endswith(b"\r\n") or re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        raise NotACalendar("Lines end in CR LF.")
    lines: list[bytes] = []
    for line in data.split(b"\r\n")[:-1]:
        if len(line) > 75:
            raise NotACalendar("A line has 75 octets at most.")
        if line.startswith((b" ", b"\t")):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return [line.decode("utf-8") for line in lines]


def _require_place(component: Component, open_: list[Component], root: Component | None) -> None:
    within = open_[-1].name if open_ else None
    if component.name not in _WITHIN or _WITHIN[component.name] != within or (root is not None and not open_):
        raise NotACalendar(f"{component.name} in {within}")


def _close(open_: list[Component], name: str) -> None:
    if not open_ or open_[-1].name != name:
        raise NotACalendar(f"END:{name}")
    component = open_.pop()
    names = [n for n, _ in component.properties]
    if not _NEEDED[name] <= set(names) or any(names.count(one) > 1 for one in _ONCE):
        raise NotACalendar(f"{name} with {names}")


def _note(open_: list[Component], name: str, value: str) -> None:
    if not open_:
        raise NotACalendar("Outside of a calendar.")
    if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", value):
        raise NotACalendar("A control character.")
    if name in {"DTSTART", "DTEND", "DTSTAMP"} and not _UTC.fullmatch(value):
        raise NotACalendar(f"{name}:{value}")
    if name in {"SUMMARY", "LOCATION", "DESCRIPTION"} and re.search(r"(?<!\\)(?:\\\\)*[,;]", value):
        raise NotACalendar("Text is escaped.")
    open_[-1].properties.append((name, value))
