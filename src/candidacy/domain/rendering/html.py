"""Sheets as one HTML file: semantic, with its style inside, for the screen and for print.

Nothing in it can run or be fetched: the policy in its head allows its own style and nothing else.
"""

import base64
import hashlib
from collections.abc import Iterable
from html import escape

from candidacy.domain.rendering.content import Contact, Item, Section, Sheet
from candidacy.domain.rendering.themes import Paper, Theme
from candidacy.domain.rendering.wording import RIGHT_TO_LEFT

_STYLE = """
:root { color-scheme: light; --accent: #%(accent)s; --quiet: #555; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1a1a1a; font: 1rem/1.5 %(face)s; overflow-wrap: anywhere; }
main { max-width: 50rem; margin: 0 auto; padding: 2.5rem 1.25rem 3rem; }
h1 { margin: 0; font-size: 2.1rem; line-height: 1.15; color: var(--accent); }
h2 { margin: 2rem 0 .6rem; padding-bottom: .2rem; font-size: 1.2rem; color: var(--accent);
  border-bottom: 1px solid currentColor; }
h3 { margin: 1.1rem 0 0; font-size: 1.05rem; }
h4 { margin: .8rem 0 0; font-size: 1rem; }
p { margin: .2rem 0; }
ul, ol { margin: .35rem 0; padding-inline-start: 1.3rem; }
li { margin: .15rem 0; }
a { color: var(--accent); }
address { margin: .6rem 0 0; font-style: normal; }
address ul { display: flex; flex-wrap: wrap; gap: .15rem 1.4rem; margin: 0; padding: 0; list-style: none; }
blockquote { margin: .6rem 0; padding-inline-start: .9rem; border-inline-start: 3px solid var(--accent); }
.label { margin: .25rem 0 0; font-size: 1.15rem; color: var(--quiet); }
.meta, .about { color: var(--quiet); }
.about { font-style: italic; }
@page { size: %(paper)s; margin: 18mm 18mm 20mm; }
@media print {
  body { font-size: 10pt; line-height: 1.35; }
  main { max-width: none; padding: 0; }
  h2, h3, h4, .meta { break-after: avoid; }
  li, p { orphans: 2; widows: 2; }
  a { color: inherit; text-decoration: none; }
}
"""
_SERIF = 'Georgia, Cambria, "Times New Roman", serif'
_SANS = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", Arial, sans-serif'


def html_of(sheet: Sheet, theme: Theme, paper: Paper) -> str:
    """The whole file."""
    face = _SERIF if theme.serif else _SANS
    size = "letter" if paper is Paper.LETTER else "A4"
    style = _STYLE % {"accent": theme.accent, "face": face, "paper": size}
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    direction = ' dir="rtl"' if sheet.language in RIGHT_TO_LEFT else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(sheet.language)}"{direction}>\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="referrer" content="no-referrer">\n<title>{escape(sheet.title)}</title>\n'
        f"<style>{style}</style>\n</head>\n<body>\n<main>\n{_head(sheet)}"
        f"{''.join(_section(s) for s in theme.in_line(sheet))}</main>\n</body>\n</html>\n"
    )


def _tag(name: str, text: str, css: str = "") -> str:
    """An element with plain text; nothing where there is none."""
    return f"<{name}{_class(css)}>{escape(text)}</{name}>\n" if text else ""


def _class(css: str) -> str:
    return f' class="{css}"' if css else ""


def _linked(url: str, text: str) -> str:
    shown = escape(text)
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{shown}</a>' if url else shown


def _list(items: Iterable[str], name: str = "ul") -> str:
    """A list of items that are HTML already."""
    lines = "".join(f"<li>{item}</li>\n" for item in items)
    return f"<{name}>\n{lines}</{name}>\n" if lines else ""


def _head(sheet: Sheet) -> str:
    name = _tag("h1", sheet.name or sheet.label or sheet.title)
    label = _tag("p", sheet.label, "label") if sheet.name else ""
    contacts = _list(_contact(c) for c in sheet.contacts)
    address = f"<address>\n{contacts}</address>\n" if contacts else ""
    return f"<header>\n{name}{label}{address}</header>\n"


def _contact(contact: Contact) -> str:
    return _linked(contact.url, contact.text)


def _section(section: Section) -> str:
    if section.kind == "skills":
        body = "".join(_group(item) for item in section.items)
    elif section.kind in {"languages", "interests"}:
        body = _list(escape(in_brackets(item)) for item in section.items)
    elif section.kind == "publications":
        body = _list((_publication(item) for item in section.items), "ol")
    elif section.kind == "references":
        body = "".join(_reference(item) for item in section.items)
    else:
        body = "".join(f"<p>{escape(text)}</p>\n" for text in section.text)
        body += "".join(_entry(item) for item in section.items)
    anchor = f"section-{section.kind}"
    heading = f'<h2 id="{anchor}">{escape(section.title)}</h2>'
    return f'<section aria-labelledby="{anchor}">\n{heading}\n{body}</section>\n'


def in_brackets(item: Item) -> str:
    """A language with its level, an interest with its details: ``English (C1)``."""
    return "".join([item.title, *(f" ({part})" for part in (item.note, ", ".join(item.tags)) if part)])


def _group(item: Item) -> str:
    name = f"<strong>{escape(in_brackets(Item(item.title, note=item.note)))}:</strong> " if item.title else ""
    return f"<p>{name}{escape(', '.join(item.tags))}</p>\n"


def _publication(item: Item) -> str:
    more = "".join(f"<p>{escape(text)}</p>" for text in item.text)
    by = f", <em>{escape(item.by)}</em>" if item.by else ""
    dates = f", {escape(item.dates)}" if item.dates else ""
    return f"{_linked(item.url, f'“{item.title}”')}{by}{dates}.{more}"


def _reference(item: Item) -> str:
    text = "".join(f"<p>{escape(t)}</p>\n" for t in item.text)
    name = f"<p><strong>{escape(item.title)}</strong></p>\n" if item.title else ""
    return f"<blockquote>\n{name}{text}</blockquote>\n"


def _entry(item: Item, heading: str = "h3") -> str:
    title = f"<{heading}>{_linked(item.url, item.title)}</{heading}>\n" if item.title else ""
    meta = " · ".join(part for part in (item.by, item.place, item.dates, item.note) if part)
    tags = ", ".join(item.tags)
    label = f"{item.label}: " if item.label else ""
    return "".join(
        [
            f"<article>\n{title}",
            _tag("p", meta, "meta"),
            _tag("p", item.about, "about"),
            *(_tag("p", text) for text in item.text),
            _list(escape(line) for line in item.bullets),
            _tag("p", label + tags) if tags else "",
            *(_entry(role, "h4") for role in item.roles),
            "</article>\n",
        ]
    )
