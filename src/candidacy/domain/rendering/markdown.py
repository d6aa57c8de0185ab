"""Sheets as CommonMark."""

import re
from collections.abc import Iterable, Iterator

from candidacy.domain.rendering.content import Contact, Item, Section, Sheet
from candidacy.domain.rendering.html import in_brackets
from candidacy.domain.rendering.themes import Theme

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
_AT_START = re.compile(r"^(\d+)([.)])|^([-+=])")


def markdown_of(sheet: Sheet, theme: Theme) -> str:
    """The whole text."""
    blocks = [f"# {_plain(sheet.name or sheet.label or sheet.title)}"]
    if sheet.name and sheet.label:
        blocks.append(_plain(sheet.label))
    if sheet.contacts:
        blocks.append("  \n".join(_contact(contact) for contact in sheet.contacts))
    for section in theme.in_line(sheet):
        blocks += [f"## {_plain(section.title)}", *_section(section)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _plain(text: str) -> str:
    """Text that stays text."""
    escaped = _SPECIAL.sub(r"\\\1", text)
    return _AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def _linked(url: str, text: str) -> str:
    return f"[{_plain(text)}](<{url.replace('<', '%3C').replace('>', '%3E')}>)" if url else _plain(text)


def _contact(contact: Contact) -> str:
    return _linked(contact.url, contact.text)


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _section(section: Section) -> Iterator[str]:
    if section.kind == "skills":
        yield from (_group(item) for item in section.items)
    elif section.kind in {"languages", "interests"}:
        yield _list(_plain(in_brackets(item)) for item in section.items)
    elif section.kind == "publications":
        yield "\n".join(f"{n}. {_publication(item)}" for n, item in enumerate(section.items, 1))
    elif section.kind in {"certificates", "awards"}:
        for item in section.items:
            yield _record(item)
            yield from map(_plain, item.text)
    elif section.kind == "references":
        for item in section.items:
            name = f"**{_plain(item.title)}:** " if item.title else ""
            yield name + "\n\n".join(map(_plain, item.text))
    else:
        yield from map(_plain, section.text)
        for item in section.items:
            yield from _entry(item)


def _group(item: Item) -> str:
    name = f"**{_plain(in_brackets(Item(item.title, note=item.note)))}:** " if item.title else ""
    return name + _plain(", ".join(item.tags))


def _publication(item: Item) -> str:
    by = f", *{_plain(item.by)}*" if item.by else ""
    dates = f", {_plain(item.dates)}" if item.dates else ""
    more = "".join(f"\n\n   {_plain(text)}" for text in item.text)
    return f"{_linked(item.url, f'“{item.title}”')}{by}{dates}.{more}"


def _record(item: Item) -> str:
    rest = " · ".join(_plain(part) for part in (item.by, item.dates) if part)
    title = f"**{_linked(item.url, item.title)}**" if item.title else ""
    return " · ".join(part for part in (title, rest) if part)


def _entry(item: Item, level: str = "###") -> Iterator[str]:
    if item.title:
        yield f"{level} {_linked(item.url, item.title)}"
    yield " · ".join(_plain(part) for part in (item.by, item.place, item.dates, item.note) if part)
    if item.about:
        yield f"*{_plain(item.about)}*"
    yield from map(_plain, item.text)
    yield _list(map(_plain, item.bullets))
    if item.tags:
        label = f"{_plain(item.label)}: " if item.label else ""
        yield label + _plain(", ".join(item.tags))
    for role in item.roles:
        yield from _entry(role, level + "#")
