"""Notes in Markdown as HTML that can do nothing: no script, no style, nothing fetched from anywhere."""

import nh3
from markdown_it import MarkdownIt

_TAGS = {
    "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a",
    "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])
_DEEPER = {f"h{level}": f"h{min(6, level + 2)}" for level in range(1, 7)}


def notes_as_html(text: str) -> str:
    """The HTML of a note. Headings begin below those of the page; pictures are left out."""
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        token.tag = _DEEPER.get(token.tag, token.tag)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
    )
