import pytest

from candidacy.domain.reading import Document, read_document
from candidacy.domain.reading.layout.hyphens import joined
from candidacy.domain.reading.tests.making import at, column, pdf

_LEFT = [f"left {n} runs on about the engines of the mill" for n in range(11)]
_RIGHT = [f"right {n} tells of the notes on the programme" for n in range(11)]


def _lines(document: Document) -> list[str]:
    return [document.text[line.start : line.end] for line in document.lines]


def _pieces() -> tuple[list[str], list[str]]:
    left = [at(50, 100 + 14 * n, line) for n, line in enumerate(_LEFT)]
    right = [at(310, 100 + 14 * n, line) for n, line in enumerate(_RIGHT)]
    return left, right


def _by_columns() -> str:
    left, right = _pieces()
    return "".join(left + right)


def _by_rows() -> str:
    return "".join(a + b for a, b in zip(*_pieces(), strict=True))


def _shuffled() -> str:
    left, right = _pieces()
    pieces = left + right
    return "".join(pieces[index * 9 % len(pieces)] for index in range(len(pieces)))


@pytest.mark.parametrize("write", [_by_columns, _by_rows, _shuffled])
def test_two_columns_are_read_one_after_the_other_however_they_were_written(write: object) -> None:
    assert callable(write)

    document = read_document(pdf(write()))

    assert _lines(document) == _LEFT + _RIGHT
    assert [line.column for line in document.lines] == [1] * 11 + [2] * 11


def test_what_spans_the_columns_is_column_zero_above_and_below() -> None:
    head = at(
        50, 60, "Ada Lovelace, analyst of engines, who wrote the first programme for a machine", size=14
    )
    foot = at(
        50, 300, "References are given on request, and they are many, from mills and from societies", size=14
    )

    document = read_document(pdf(head + _by_columns() + foot))

    assert [line.column for line in document.lines] == [0] + [1] * 11 + [2] * 11 + [0]


def test_a_sidebar_is_a_column() -> None:
    side = column(
        50, 100, ["Contact", "ada@example.org", "London", "Skills", "Mathematics", "French", "Notes"], step=17
    )
    body = column(
        220,
        100,
        [f"Sentence {n} of the work that was done at the mill for years" for n in range(14)],
        step=13,
    )

    document = read_document(pdf(side + body))

    assert _lines(document)[6] == "Notes"
    assert [line.column for line in document.lines] == [1] * 7 + [2] * 14


def _entries(dates_first: bool) -> str:
    content = ""
    for n in range(4):
        top = 100 + 90 * n
        dates = at(50 if dates_first else 470, top, f"20{10 + n} - 20{11 + n}")
        text = column(
            150 if dates_first else 50, top, [f"Analyst {n}, Engines Ltd", "wrote notes", "built mills"]
        )
        content += dates + text if dates_first else text + dates
    return content


@pytest.mark.parametrize("dates_first", [True, False])
def test_a_date_beside_an_entry_stays_on_its_line(dates_first: bool) -> None:
    lines = _lines(read_document(pdf(_entries(dates_first))))

    dated = ["2010 - 2011", "Analyst 0, Engines Ltd"]
    assert lines[0] == " ".join(dated if dates_first else reversed(dated))
    assert lines[1:3] == ["wrote notes", "built mills"]


def test_a_date_broken_in_a_narrow_column_is_one_date() -> None:
    content = ""
    for n in range(3):
        top = 100 + 80 * n
        content += column(50, top, ["Mar 2015–", "Feb 2018"]) + column(
            120,
            top,
            [f"Analyst {n} of engines", "wrote a great many notes on the machine and its uses", "built"],
        )

    lines = _lines(read_document(pdf(content)))

    assert lines[:3] == [
        "Mar 2015– Feb 2018 Analyst 0 of engines",
        "wrote a great many notes on the machine and its uses",
        "built",
    ]


def test_labels_and_values_are_read_row_by_row() -> None:
    rows = [
        ("Languages", "English, French, Italian"),
        ("Tools", "Pen and paper"),
        ("Fields", "Mathematics, Music"),
    ]
    content = "".join(at(50, 100 + 14 * n, a) + at(160, 100 + 14 * n, b) for n, (a, b) in enumerate(rows))

    assert _lines(read_document(pdf(content))) == [" ".join(row) for row in rows]


def test_headings_painted_before_all_bodies_come_back_to_their_bodies() -> None:
    headings = "".join(at(50, 100 + 100 * n, f"HEADING {n}", size=14) for n in range(5))
    bodies = "".join(
        column(50, 120 + 100 * n, [f"body {n} first line of text", f"body {n} second line of text"])
        for n in range(5)
    )

    lines = _lines(read_document(pdf(headings + bodies)))

    assert lines[:4] == ["HEADING 0", "body 0 first line of text", "body 0 second line of text", "HEADING 1"]


def test_more_space_than_usual_begins_a_block() -> None:
    content = column(50, 100, ["one", "two", "three"]) + column(50, 170, ["four", "five"])

    assert [line.block for line in read_document(pdf(content)).lines] == [0, 0, 0, 1, 1]


def test_another_size_of_type_begins_a_block() -> None:
    content = at(50, 100, "WORK", size=14) + column(50, 116, ["one", "two"])

    assert [line.block for line in read_document(pdf(content)).lines] == [0, 1, 1]


@pytest.mark.parametrize(
    ("first", "rest", "word"),
    [
        ("develop-", "ment", "development"),
        ("cloud-", "native", "cloud-native"),
        ("data-", "driven", "data-driven"),
        ("Anglo-", "American", "Anglo-American"),
        ("micro-", "services", "microservices"),
        ("re-", "use", "re-use"),
        ("down-", "time", "downtime"),
        ("high-", "est", "highest"),
        ("word-of-", "mouth", "word-of-mouth"),
    ],
)
def test_a_hyphen_stays_where_it_belongs_to_the_word(first: str, rest: str, word: str) -> None:
    assert joined(first, rest, {"microservices", "re-use"}) == word


def test_a_title_that_wraps_before_a_date_is_one_title() -> None:
    content = at(50, 100, "Analyst of the engines of the northern mills and") + at(
        50, 114, "programmes of theirs"
    )
    content += at(285, 100, "2019 - 2021") + at(50, 142, "Engines Ltd")

    lines = _lines(read_document(pdf(content)))

    assert lines[0] == "Analyst of the engines of the northern mills and programmes of theirs 2019 - 2021"
    assert lines[1] == "Engines Ltd"


def test_a_column_whose_end_the_file_has_first_is_read_from_the_top() -> None:
    content = column(50, 300, ["SKILLS", "Python", "Go"]) + column(50, 100, ["2019", "College", "B.Sc."])

    assert _lines(read_document(pdf(content))) == ["2019", "College", "B.Sc.", "SKILLS", "Python", "Go"]


def _entry(x: float, y: float, title: str) -> str:
    return column(x, y, [title, "Northern Mills", "2019 - 2021", "kept the engines of the mill running"])


def test_entries_that_stand_two_in_a_row_are_read_one_after_the_other() -> None:
    content = _entry(50, 100, "Engineer") + _entry(310, 100, "Analyst")
    content += _entry(50, 180, "Writer") + _entry(310, 180, "Printer")

    lines = _lines(read_document(pdf(content)))

    assert lines[::4] == ["Engineer", "Analyst", "Writer", "Printer"]


def test_the_head_of_an_entry_comes_before_the_text_beside_it() -> None:
    content = ""
    for number in range(4):
        top = 100 + 60 * number
        content += column(50, top, [f"Engineer {number}", "Northern Mills", "2019 - 2021"])
        content += column(230, top, ["kept all the engines of the mill", "and wrote their programmes too"])

    lines = _lines(read_document(pdf(content)))

    assert lines[5:8] == ["Engineer 1", "Northern Mills", "2019 - 2021"]
    assert lines[8:10] == ["kept all the engines of the mill", "and wrote their programmes too"]


def test_a_sidebar_is_parted_from_the_dates_of_the_column_beside_it() -> None:
    main = ""
    for number in range(4):
        top = 100 + 60 * number
        main += column(50, top, [f"Engineer {number}", "Northern Mills", "kept all the engines running"])
        main += at(280, top - 4, f"200{number} - 201{number}")
    sidebar = column(420, 100, ["Skills", *(f"skill {n}" for n in range(12))])

    lines = _lines(read_document(pdf(main + sidebar)))

    assert lines[-13:] == ["Skills", *(f"skill {n}" for n in range(12))]
    assert lines[:4] == ["2000 - 2010", "Engineer 0", "Northern Mills", "kept all the engines running"]


def test_three_columns_that_the_file_has_one_after_the_other_are_read_so() -> None:
    first = ["Contact", "ada@example.com", "Skills", *(f"skill {n}" for n in range(9))]
    second = [f"middle {n} runs on about the mill" for n in range(12)]
    third = ["Studies", "College", "B.Sc.", "School", "A levels", "Languages", "Latin", "Greek"]

    content = column(50, 100, first) + column(200, 100, second) + column(420, 100, third)

    assert _lines(read_document(pdf(content))) == [*first, *second, *third]


def test_letters_that_are_set_apart_are_words() -> None:
    content = at(50, 100, "WORK HISTORY", size=14, before="6 Tc") + at(50, 120, "A B C D")

    assert _lines(read_document(pdf(content))) == ["WORK HISTORY", "A B C D"]


def test_the_heading_of_a_list_that_is_set_in_belongs_to_its_column() -> None:
    left, right = ["College", "B.Sc.", "School", "A levels"], ["Java", "Scrum", "Excel", "SAP"]
    content = at(50, 100, "Education", size=14) + column(50, 120, left)
    content += at(310, 100, "Skills", size=14) + column(324, 120, right)

    assert _lines(read_document(pdf(content))) == ["Education", *left, "Skills", *right]


_DISC = "0 g 338 646 m 342 646 l 342 650 l 338 650 l f "


def test_a_list_mark_drawn_within_a_line_begins_an_item() -> None:
    page = at(50, 195, "Research Intern") + at(200, 195, "2023-06-01 - 2023-09-01") + _DISC
    page += at(354, 195, "Implemented a reproducible evaluation") + at(
        354, 207, "harness for three benchmarks"
    )

    document = read_document(pdf(page, size=(595, 842)))

    assert [(document.text[line.start : line.end], line.bullet) for line in document.lines] == [
        ("Research Intern 2023-06-01 - 2023-09-01", False),
        ("Implemented a reproducible evaluation", True),
        ("harness for three benchmarks", False),
    ]
