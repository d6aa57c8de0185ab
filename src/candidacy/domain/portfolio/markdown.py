"""Markdown as safe HTML and as plain text. What it says can be hostile; what comes out does nothing."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

SCHEMES = frozenset({"http", "https", "mailto"})
_TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("a", "em", "strong", "s", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SHIFT = 1
"""The page has the title as its first heading, so those of the text begin one lower."""
_SPACES = re.compile(r"[ \t]+")
_BLOCKS = frozenset({"inline", "code_block", "fence"})


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])
    parser.validateLink = is_safe_link  # type: ignore[method-assign,assignment] # The documented way to replace it.
    parser.add_render_rule("image", _as_link)
    return parser


def _as_link(
    self: RendererProtocol,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    """A picture from elsewhere would tell that place who reads the page, so it becomes a link to it."""
    del self, options, env
    token = tokens[index]
    address = str(token.attrGet("src") or "")
    return f'<a href="{escape(address)}">{escape(token.content or address)}</a>'


def is_safe_link(address: str) -> bool:
    """Whether a link leads to the web or to a mailbox; one within the page or the installation does too."""
    plain = "".join(c for c in address if c > " " and c.isprintable()).lower()
    scheme, colon, _ = plain.partition(":")
    if not colon or any(c in scheme for c in "/?#"):
        return not plain.startswith(("//", "\\", "/\\"))
    return scheme in SCHEMES


def to_html(text: str) -> str:
    """The text as HTML of a few harmless elements, whatever it holds."""
    tokens = _parser().parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + _SHIFT)}"
    made: str = _parser().renderer.render(tokens, _parser().options, {})
    return nh3.clean(
        made,
        tags=_TAGS,
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel="nofollow noopener noreferrer ugc",
    )


def to_text(text: str) -> str:
    """The words alone, a block on each line."""
    lines: list[str] = []
    for token in _parser().parse(text):
        if token.type in _BLOCKS:
            words = token.content if token.children is None else _words(token.children)
            lines += [cut for line in words.splitlines() if (cut := _SPACES.sub(" ", line).strip())]
    return "\n".join(lines)


def _words(tokens: Sequence[Token]) -> str:
    breaks: Mapping[str, str] = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(breaks.get(token.type, _content(token)) for token in tokens)


def _content(token: Any) -> str:
    return str(token.content) if token.type in {"text", "code_inline", "image", "text_special"} else ""
