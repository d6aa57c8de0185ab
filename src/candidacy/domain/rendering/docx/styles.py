"""The parts of a Word document that do not depend on what it says."""

from candidacy.domain.rendering.themes import Theme

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

CONTENT_TYPES = (
    DECLARATION + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/word/numbering.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>'
    '<Override PartName="/word/settings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
PACKAGE_RELATIONS = (
    DECLARATION + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" '
    'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/>'
    "</Relationships>"
)
SETTINGS = (
    DECLARATION + f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
NUMBERING = (
    DECLARATION + f'<w:numbering xmlns:w="{W}">'
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="284" w:hanging="227"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="ListNumber"/><w:lvlText w:val="%1."/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def styles(theme: Theme, language: str, tab: int) -> str:
    """The styles of a theme; ``tab`` is where dates end, in twentieths of a point."""
    face = "Cambria" if theme.serif else "Calibri"
    color = f'<w:color w:val="{theme.accent.upper()}"/>'
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{tab}"/></w:tabs>'
    rule = (
        f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="{theme.accent.upper()}"/></w:pBdr>'
    )
    return (
        DECLARATION + f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:cs="Arial"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="{language}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="60" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
        + _paragraph(
            "Title", "Title", '<w:spacing w:after="40"/>', f'{color}<w:sz w:val="52"/><w:szCs w:val="52"/>'
        )
        + _paragraph("Subtitle", "Subtitle", '<w:spacing w:after="60"/>', _gray(26))
        + _paragraph(
            "Heading1",
            "heading 1",
            f'<w:keepNext/>{rule}<w:spacing w:before="280" w:after="100"/><w:outlineLvl w:val="0"/>',
            f'<w:b/><w:bCs/>{color}<w:sz w:val="26"/><w:szCs w:val="26"/>',
        )
        + _paragraph(
            "Heading2",
            "heading 2",
            f'<w:keepNext/>{tabs}<w:spacing w:before="140" w:after="0"/><w:outlineLvl w:val="1"/>',
            '<w:b/><w:bCs/><w:sz w:val="22"/><w:szCs w:val="22"/>',
        )
        + _paragraph(
            "Heading3",
            "heading 3",
            f'<w:keepNext/>{tabs}<w:spacing w:before="100" w:after="0"/><w:outlineLvl w:val="2"/>',
            "<w:b/><w:bCs/><w:i/><w:iCs/>",
        )
        + _paragraph("Employer", "Employer", f'<w:keepNext/>{tabs}<w:spacing w:after="40"/>', _gray(21))
        + _paragraph("ListBullet", "List Bullet", _list_properties(1), "")
        + _paragraph("ListNumber", "List Number", _list_properties(2), "")
        + _paragraph("Quote", "Quote", '<w:ind w:left="284"/>', "<w:i/><w:iCs/>")
        + '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>'
        "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:qFormat/>'
        "<w:rPr><w:i/><w:iCs/></w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="Dates"><w:name w:val="Dates"/><w:qFormat/>'
        '<w:rPr><w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/><w:iCs w:val="0"/><w:color w:val="595959"/>'
        "</w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:qFormat/>'
        f"<w:rPr>{color}</w:rPr></w:style></w:styles>"
    )


def _gray(size: int) -> str:
    return f'<w:color w:val="595959"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _list_properties(number: int) -> str:
    return f'<w:numPr><w:numId w:val="{number}"/></w:numPr><w:spacing w:after="30"/><w:contextualSpacing/>'


def _paragraph(ident: str, name: str, paragraph: str, run: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{ident}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )
