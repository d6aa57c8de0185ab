"""The file: the parts of a Word document in a ZIP archive that is the same for the same sheet and time."""

import io
import zipfile
from datetime import UTC, datetime
from html import escape

from candidacy.domain.rendering.content import Sheet
from candidacy.domain.rendering.docx.body import Body
from candidacy.domain.rendering.docx.styles import (
    CONTENT_TYPES,
    DECLARATION,
    NUMBERING,
    PACKAGE_RELATIONS,
    SETTINGS,
    R,
    W,
    styles,
)
from candidacy.domain.rendering.themes import Paper, Theme
from candidacy.domain.rendering.wording import RIGHT_TO_LEFT

_SIZES = {Paper.A4: (11906, 16838), Paper.LETTER: (12240, 15840)}
_MARGIN = 1134
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx_of(sheet: Sheet, theme: Theme, paper: Paper, made: datetime) -> bytes:
    """The Word document; of its making it says the person's name, the language and ``made``."""
    width, height = _SIZES[paper]
    rtl = sheet.language in RIGHT_TO_LEFT
    body = Body(sheet, theme, right_to_left=rtl)
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELATIONS,
        "docProps/core.xml": _core(sheet, made),
        "word/document.xml": _document(body.xml, width, height, right_to_left=rtl),
        "word/_rels/document.xml.rels": _relations(body.addresses),
        "word/styles.xml": styles(theme, sheet.language, width - 2 * _MARGIN),
        "word/numbering.xml": NUMBERING,
        "word/settings.xml": SETTINGS,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            member = zipfile.ZipInfo(name, _ZIP_EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, text.encode())
    return buffer.getvalue()


def _document(body: str, width: int, height: int, *, right_to_left: bool) -> str:
    bidi = "<w:bidi/>" if right_to_left else ""
    margins = f'w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}"'
    return (
        f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}<w:sectPr>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar {margins} w:header="567" w:footer="567" w:gutter="0"/>'
        f"{bidi}</w:sectPr></w:body></w:document>"
    )


def _relations(addresses: list[str]) -> str:
    links = "".join(
        f'<Relationship Id="link{n}" Type="{R}/hyperlink" Target="{escape(a)}" TargetMode="External"/>'
        for n, a in enumerate(addresses, 1)
    )
    parts = "".join(
        f'<Relationship Id="part{n}" Type="{R}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(("styles", "numbering", "settings"), 1)
    )
    return (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{parts}{links}</Relationships>"
    )


def _core(sheet: Sheet, made: datetime) -> str:
    stamp = made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f"{DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(sheet.title)}</dc:title><dc:creator>{escape(sheet.name)}</dc:creator>"
        f"<dc:language>{sheet.language}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created></cp:coreProperties>'
    )
