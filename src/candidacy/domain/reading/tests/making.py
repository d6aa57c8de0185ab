"""Small PDF and DOCX files made by hand, so that tests know each byte of them."""

import io
import zipfile
import zlib
from collections.abc import Sequence

_FONTS = {
    "F1": b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    "F2": b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    "F3": b"<</Type/Font/Subtype/Type1/BaseFont/Times-Italic/Encoding/WinAnsiEncoding>>",
}
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def file_of(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    out = io.BytesIO()
    out.write(_HEADER)
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(data)
    return b"<</Length %d/Filter/FlateDecode%b>>stream\n%b\nendstream" % (len(packed), extra, packed)


def pdf(
    *contents: str | bytes,
    size: tuple[int, int] = (595, 842),
    page: bytes = b"",
    resources: bytes = b"",
    extra: Sequence[bytes] = (),
    catalog: bytes = b"",
    fonts: bytes = b"",
) -> bytes:
    """A PDF with one page for each content stream. ``extra`` objects are numbered from 10."""
    named = fonts + b"".join(b"/%b %d 0 R" % (name.encode(), 3 + index) for index, name in enumerate(_FONTS))
    first = 10 + len(extra)
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%b>>" % catalog,
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(contents)),
        *_FONTS.values(),
        *[b"null"] * 4,
        *extra,
    ]
    for index, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources<</Font<<%b>>%b>>%b>>"
            % (*size, first + 2 * index + 1, named, resources, page)
        )
        objects.append(stream(content if isinstance(content, bytes) else content.encode("cp1252")))
    return file_of(objects)


def at(x: float, y: float, text: str, *, size: float = 10, font: str = "F1", before: str = "") -> str:
    """The operators that write a text at a place, measured from the top of an A4 page."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"q {before} BT /{font} {size} Tf {x} {842 - y} Td ({escaped}) Tj ET Q\n"


def column(x: float, y: float, lines: Sequence[str], *, step: float = 14, size: float = 10) -> str:
    """Lines under one another."""
    return "".join(at(x, y + index * step, line, size=size) for index, line in enumerate(lines))


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = " ".join(
    (
        f'xmlns:w="{_W}"',
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
    )
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph; plain runs are made from text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(r if r.startswith("<") else run(r) for r in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: Sequence[str]) -> str:
    """A table of cells; each is made of paragraphs or of text."""
    cells = (
        "<w:tr>"
        + "".join(f"<w:tc>{c if c.startswith('<') else paragraph(c)}</w:tc>" for c in row)
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{''.join(cells)}</w:tbl>"


def docx(
    body: str,
    *,
    main: str = "word/document.xml",
    relations: dict[str, tuple[str, str]] | None = None,
    parts: dict[str, str | bytes] | None = None,
    prolog: str = "",
) -> bytes:
    """A Word file. ``relations`` are id: (kind, target), ``parts`` further members."""
    folder, _, name = main.rpartition("/")
    rels = "".join(
        f'<Relationship Id="{key}" Type="{_RELATION}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if kind == 'hyperlink' else ''}/>"
        for key, (kind, target) in (relations or {}).items()
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/{main}" ContentType="{_MAIN}"/></Types>'
        ),
        main: prolog + part("document", f"<w:body>{body}</w:body>"),
        f"{folder}/_rels/{name}.rels": (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>'
        ),
        **(parts or {}),
    }
    return zipped(members)


def part(name: str, content: str) -> str:
    """Another part, such as ``hdr``, ``styles`` or ``numbering``."""
    return f"<w:{name} {NAMESPACES}>{content}</w:{name}>"


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF = {
    "office": f"{_URN}office:1.0",
    "text": f"{_URN}text:1.0",
    "table": f"{_URN}table:1.0",
    "style": f"{_URN}style:1.0",
    "draw": f"{_URN}drawing:1.0",
    "fo": f"{_URN}xsl-fo-compatible:1.0",
    "svg": f"{_URN}svg-compatible:1.0",
    "meta": f"{_URN}meta:1.0",
    "manifest": f"{_URN}manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_ODF_NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _ODF.items())
_ODF_MANIFEST_TYPE = (
    '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">'
)
_ODT_TYPE = "application/vnd.oasis.opendocument.text"


def odf_style(name: str, properties: str, *, family: str = "text") -> str:
    """A style of an OpenDocument file; ``properties`` are the attributes of its text properties."""
    inner = f"<style:text-properties {properties}/>"
    return f'<style:style style:name="{name}" style:family="{family}">{inner}</style:style>'


def _odf(root: str, content: str) -> str:
    return f"<{root} {_ODF_NAMESPACES}>{content}</{root}>"


def odt(
    body: str,
    *,
    styles: str = "",
    master: str = "",
    meta: str = "",
    manifest: str = "",
    prolog: str = "",
    parts: dict[str, str | bytes] | None = None,
) -> bytes:
    """An OpenDocument text. ``master`` holds headers and footers."""
    content = (
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body>"
    )
    pages = f"<office:master-styles><style:master-page>{master}</style:master-page></office:master-styles>"
    return zipped(
        {
            "mimetype": _ODT_TYPE,
            "content.xml": prolog + _odf("office:document-content", content),
            "styles.xml": _odf("office:document-styles", pages),
            "meta.xml": _odf("office:document-meta", f"<office:meta>{meta}</office:meta>"),
            "META-INF/manifest.xml": _ODF_MANIFEST_TYPE + _odf("manifest:manifest", manifest),
            **(parts or {}),
        }
    )


def flat_odt(body: str) -> bytes:
    """The same in one XML file."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_ODF_NAMESPACES} '
        f'office:mimetype="{_ODT_TYPE}"><office:body><office:text>{body}</office:text></office:body>'
        "</office:document>"
    ).encode()


_RTF_HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}"
    r"{\f2\fcharset128 MS Mincho;}{\f3\fcharset238 Arial;}}"
    r"{\colortbl;\red255\green255\blue255;\red31\green56\blue100;}"
    r"{\stylesheet{\s0 Normal;}{\s1\b heading 1;}}"
)


def rtf(body: str) -> bytes:
    """An RTF file: fonts f0 to f3 are Western, Cyrillic, Japanese and Polish, colour 1 is white, 2 dark."""
    return f"{_RTF_HEAD}{body}}}".encode("latin-1")
