from candidacy.domain.reading import Document, read_document
from candidacy.domain.reading.tests.making import docx, paragraph, part, run, table

BOX = "<wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp>"
TWIN = "<w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict>"


def _lines(document: Document) -> list[str]:
    return [document.text[line.start : line.end] for line in document.lines]


def test_headers_come_first_and_footers_last() -> None:
    data = docx(
        paragraph("Body") + '<w:sectPr><w:headerReference r:id="h"/><w:footerReference r:id="f"/></w:sectPr>',
        relations={"h": ("header", "header1.xml"), "f": ("footer", "footer1.xml")},
        parts={
            "word/header1.xml": part("hdr", paragraph("Ada Lovelace")),
            "word/footer1.xml": part("ftr", paragraph("References on request")),
        },
    )

    assert _lines(read_document(data)) == ["Ada Lovelace", "Body", "References on request"]


def test_a_text_box_is_read_once() -> None:
    inner = paragraph("Sidebar")
    choice = (
        f"<w:r><mc:AlternateContent><mc:Choice>{BOX.format(inner)}</mc:Choice>"
        f"<mc:Fallback>{TWIN.format(inner)}</mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert _lines(read_document(docx(paragraph(choice) + paragraph("Body")))) == ["Sidebar", "Body"]


def test_content_controls_insertions_and_nested_tables_are_read_and_deletions_are_not() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('Control')}</w:sdtContent></w:sdt>"
        + paragraph(
            f"<w:ins>{run('Inserted')}</w:ins><w:del><w:r><w:delText>Deleted</w:delText></w:r></w:del>"
        )
        + table(["Outer", table(["Inner"]) + paragraph("Below")])
    )

    assert _lines(read_document(docx(body))) == ["Control", "Inserted", "Outer Inner", "Below"]


def test_links_come_from_relations_and_from_fields() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://b.example"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("second")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = paragraph(
        f'<w:hyperlink r:id="l">{run("first site")}</w:hyperlink>', run(" and "), field, run(" end")
    )

    document = read_document(docx(body, relations={"l": ("hyperlink", "https://a.example")}))

    assert document.text == "first site and second end"
    assert [(link.url, document.text[link.start : link.end]) for link in document.links] == [
        ("https://a.example", "first site"),
        ("https://b.example", "second"),
    ]


def test_headings_are_told_by_outline_and_by_name_in_any_language() -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Based"><w:basedOn w:val="berschrift1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Out"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>',
    )
    body = (
        paragraph("One", style="berschrift1")
        + paragraph("Two", style="Based")
        + paragraph("Three", style="Out")
    )
    body += paragraph("Four", style="Ttulo2") + paragraph("Five")

    document = read_document(
        docx(body, relations={"s": ("styles", "styles.xml")}, parts={"word/styles.xml": styles})
    )

    assert [line.heading for line in document.lines] == [1, 1, 2, 0, 0]


def test_looks_come_from_runs_over_styles_over_defaults() -> None:
    styles = part(
        "styles",
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="S"><w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:style>',
    )
    body = paragraph(
        run("styled"), run(" direct", '<w:b w:val="0"/><w:color w:val="336699"/>'), style="S"
    ) + paragraph("x")

    document = read_document(
        docx(body, relations={"s": ("styles", "styles.xml")}, parts={"word/styles.xml": styles})
    )

    styled, direct, plain = (word for line in document.lines for word in line.words)
    assert (styled.size, styled.bold, direct.bold, direct.color) == (15.0, True, False, "#336699")
    assert (plain.size, plain.bold) == (11.0, False)


def test_list_items_are_marked_by_numbering_or_by_a_typed_bullet() -> None:
    numbering = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = paragraph("Role") + paragraph("item", properties=listed) + paragraph("•\ttyped".replace("\t", " "))

    document = read_document(
        docx(body, relations={"n": ("numbering", "numbering.xml")}, parts={"word/numbering.xml": numbering})
    )

    assert [line.bullet for line in document.lines] == [False, True, True]
    assert _lines(document) == ["Role", "item", "typed"]


def test_a_row_with_a_date_beside_text_is_one_line() -> None:
    document = read_document(docx(table(["2019 - 2021", paragraph("Analyst") + paragraph("Engines Ltd")])))

    assert _lines(document) == ["2019 - 2021 Analyst", "Engines Ltd"]
    assert [word.text for word in document.lines[0].words if word.gap] == ["Analyst"]


def test_cells_that_hold_whole_columns_are_read_one_after_the_other() -> None:
    left = "".join(map(paragraph, ("Contact", "ada@example.org", "Skills", "Mathematics")))
    right = "".join(map(paragraph, ("Ada Lovelace", "Experience", "Analyst", "Engines Ltd")))

    document = read_document(docx(table([left, right])))

    assert _lines(document)[:5] == ["Contact", "ada@example.org", "Skills", "Mathematics", "Ada Lovelace"]
    assert {line.column for line in document.lines} == {1, 2}


def test_line_breaks_part_lines_and_tabs_are_gaps() -> None:
    body = paragraph("<w:r><w:t>Analyst</w:t><w:tab/><w:t>2019</w:t><w:br/><w:t>Engines Ltd</w:t></w:r>")

    document = read_document(docx(body))

    assert document.text == "Analyst 2019\nEngines Ltd"
    assert document.lines[0].words[1].gap


def test_a_date_in_a_cell_on_the_right_stands_beside_the_first_lines_of_the_text() -> None:
    text = paragraph("Engineer") + paragraph("Northern Mills") + paragraph("• Kept the engines running")
    note = paragraph("2019 – 2021") + paragraph("London, UK")

    document = read_document(docx(table([text, note])))

    assert _lines(document) == [
        "Engineer 2019 – 2021",
        "Northern Mills London, UK",
        "Kept the engines running",
    ]
    assert [word.text for line in document.lines for word in line.words if word.gap] == ["2019", "London,"]


def test_notes_are_read_in_the_order_of_their_marks_and_once() -> None:
    notes = "".join(
        f'<w:footnote w:id="{number}">{paragraph(text)}</w:footnote>'
        for number, text in ((1, "first"), (2, "second"))
    )
    marks = [f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in (2, 1, 2)]

    document = read_document(
        docx(
            paragraph("Ada", *marks),
            relations={"r1": ("footnotes", "footnotes.xml")},
            parts={"word/footnotes.xml": part("footnotes", notes)},
        )
    )

    assert _lines(document) == ["Ada", "second", "first"]


def test_content_controls_and_tables_in_tables_are_read_in_their_place() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Analyst')}</w:sdtContent></w:sdt>"

    document = read_document(docx(paragraph("Ada") + control + table([table(["2019", "London"])])))

    assert _lines(document) == ["Ada", "Analyst", "2019 London"]
