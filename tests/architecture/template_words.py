"""Finds the words of a template that no catalog can translate: outside ``_()`` and ``trans``."""

import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment

PLAIN = frozenset(
    {
        "Candidacy",
        "API",
        "CSV",
        "DOCX",
        "HTML",
        "ICS",
        "JSON",
        "MCP",
        "PDF",
        "UTC",
        "XLSX",
        "ZIP",
        "URL",
        "ODT",
    }
    | {
        "Markdown",
        "LinkedIn",
        "GitHub",
        "Typst",
        "ESCO",
        "LaTeX",
        "Ctrl",
        "Esc",
        "Enter",
        "OpenAI",
        "RTF",
        "TXT",
    }
    | {"Anthropic", "RenderCV", "Europass", "Atom", "Prometheus", "PostgreSQL", "Redis", "Teal", "Huntr"}
)
"""Names that are the same in every language."""

WORD = re.compile(r"[^\W\d_]{2,}")
SAID = re.compile(r"""\b(?:title|aria-label|placeholder|alt|data-head|data-label)="([^"]*)\"""")
UNSAID = re.compile(r"<(code|kbd|pre|script|style|svg|samp)\b.*?</\1>|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<[^<>]*>", re.DOTALL)
HUMAN = re.compile(r"[A-Z][a-z]+(?:[ .,:?!].*)?|.*[a-z]{2,} [a-z]{2,}.*", re.DOTALL)
MACHINE = re.compile(r"[%/#<&=\[\]{}]|^[a-z0-9_.:-]+$")
"""Of literals in expressions: addresses, formats, markup and single words in small letters."""

CALLS = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
HOLE = "\x00"


def words_outside_messages(template: Path) -> list[str]:
    """Texts with letters that people read and that are the same in every language."""
    text, literals = _split(template.read_text())
    bare = UNSAID.sub("", text)
    said = SAID.findall(bare) + TAG.sub(HOLE, bare).split(HOLE)
    found = [" ".join(piece.split()) for piece in (*said, *literals)]
    return [piece for piece in found if set(WORD.findall(re.sub(r"&\w+;", "", piece))) - PLAIN]


def _split(source: str) -> tuple[str, list[str]]:
    """The markup with a hole for each expression, and the literals of expressions that look human."""
    markup, literals = "", []
    block: list[str] = []
    translating = False
    before: list[tuple[str, str]] = []
    depth: list[bool] = []
    for _, kind, value in Environment(extensions=["jinja2.ext.i18n"]).lex(source):
        if kind == "data":
            markup += "" if translating else value
        elif kind in {"variable_begin", "block_begin"}:
            markup += HOLE if kind == "variable_begin" else ""
            block, before, depth = [], [], []
        elif kind == "block_end":
            translating = (translating or block[:1] == ["trans"]) and block[:1] != ["endtrans"]
        elif kind not in {"whitespace", "variable_end"}:
            block.append(value)
            if value == "(":
                depth.append(bool(before) and before[-1] in {("name", call) for call in CALLS})
            elif value == ")" and depth:
                depth.pop()
            elif kind == "string" and not (depth and depth[-1]):
                literal = value[1:-1]
                if HUMAN.fullmatch(literal) and not MACHINE.search(literal):
                    literals.append(literal)
            before.append((kind, value))
    return markup, literals


FOR_DEVELOPERS = "components.html"
"""Shows how parts look, in English, and is not served in production."""


def all_words(folder: Path) -> Iterator[str]:
    """What is found in the templates below ``folder``, each with its file."""
    for template in sorted(folder.glob("templates/**/*.html")):
        if template.name == FOR_DEVELOPERS:
            continue
        for words in words_outside_messages(template):
            yield f"{template.relative_to(folder)}: {words}"
