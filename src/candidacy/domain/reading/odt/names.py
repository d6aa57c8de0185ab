"""The names of OpenDocument elements and attributes."""

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES = {
    "office": _URN + "office:1.0",
    "text": _URN + "text:1.0",
    "table": _URN + "table:1.0",
    "style": _URN + "style:1.0",
    "draw": _URN + "drawing:1.0",
    "fo": _URN + "xsl-fo-compatible:1.0",
    "svg": _URN + "svg-compatible:1.0",
    "meta": _URN + "meta:1.0",
    "manifest": _URN + "manifest:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}


def q(name: str) -> str:
    """The qualified name of ``text:p``."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"
