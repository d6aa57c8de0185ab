import pytest

from candidacy.domain.reading import read_document

POLISH = "Zażółć gęślą jaźń w firmie łódzkiej jako główny księgowy i kierownik działu. " * 3
RUSSIAN = "Иван Петров\nИнженер-программист\nОпыт работы: разработка серверных приложений в Москве, 2019"
JAPANESE = (
    "山田太郎\n職務経歴書\nソフトウェアエンジニアとして三年間勤務しました。\n学歴：東京大学工学部卒業 2019"
)
CHINESE = (
    "王小明\n软件工程师\n工作经历：负责后台系统的设计与开发，带领五人团队。\n教育背景：清华大学计算机系 2019"
)
TAIWANESE = "王小明\n軟體工程師\n工作經歷：負責後台系統的設計與開發，帶領五人團隊。\n學歷：台灣大學 2019"
KOREAN = "김철수\n소프트웨어 엔지니어\n경력: 서버 개발 및 팀 관리 업무를 담당했습니다.\n학력: 서울대학교 2019"
GREEK = "Μαρία Παπαδοπούλου\nΜηχανικός λογισμικού στην Αθήνα\nΕκπαίδευση: Εθνικό Μετσόβιο Πολυτεχνείο 2019"
GERMAN = "Geschäftsführer der Müller GmbH, zuständig für Qualität und Aufträge in Österreich. " * 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (POLISH, "utf-8"),
        (POLISH, "utf-8-sig"),
        (POLISH, "utf-16"),
        (POLISH, "iso8859-2"),
        (GERMAN, "cp1252"),
        (GERMAN, "utf-32"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
        (JAPANESE, "utf-16-le"),
        (CHINESE, "utf-32-be"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (JAPANESE, "iso2022-jp"),
        (CHINESE, "gb18030"),
        (TAIWANESE, "big5"),
        (KOREAN, "euc-kr"),
        (GREEK, "cp1253"),
    ],
)
def test_file_001_text_is_read_in_the_encoding_that_it_is_in(text: str, encoding: str) -> None:
    assert read_document(text.encode(encoding), "cv.txt").text.split() == text.split()


def test_an_empty_line_parts_blocks() -> None:
    document = read_document(b"Ada\nAnalyst\n\n\nEngines", "cv.txt")

    assert document.text == "Ada\nAnalyst\n\nEngines"
    assert [line.block for line in document.lines] == [0, 0, 1]


def test_list_marks_are_not_part_of_the_text() -> None:
    document = read_document("Work\n• built engines\n- wrote notes\n3. tested".encode(), "cv.txt")

    assert [(line.bullet, document.text[line.start : line.end]) for line in document.lines] == [
        (False, "Work"),
        (True, "built engines"),
        (True, "wrote notes"),
        (True, "tested"),
    ]


def test_a_tab_is_a_gap() -> None:
    words = read_document(b"Analyst\t2019 - 2021", "cv.txt").lines[0].words

    assert [(word.text, word.gap) for word in words] == [
        ("Analyst", False), ("2019", True), ("-", False), ("2021", False)
    ]  # fmt: skip


def test_markdown_declares_headings_emphasis_and_links() -> None:
    source = (
        b"# Ada\n\n## Work\n\n**Analyst**, [Engines Ltd](https://engines.example)\n2019\n\n- one\n- two\n"
    )

    document = read_document(source, "cv.md")

    assert document.text == "Ada\n\nWork\n\nAnalyst, Engines Ltd\n2019\n\none\ntwo"
    assert [line.heading for line in document.lines] == [1, 2, 0, 0, 0, 0]
    assert [line.bullet for line in document.lines] == [False, False, False, False, True, True]
    link = document.links[0]
    assert (link.url, document.text[link.start : link.end]) == ("https://engines.example", "Engines Ltd")
    assert document.lines[2].words[0].bold


def test_a_row_of_a_markdown_table_is_a_line() -> None:
    document = read_document(b"# A\n\n## B\n\n| Year | Role |\n|---|---|\n| 2019 | Analyst |\n", "cv.md")

    assert [word.gap for word in document.lines[-1].words] == [False, True]
    assert document.text.endswith("Year Role\n2019 Analyst")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The analyst of the engine wrote notes for the machine and worked with the team on it. " * 3, "en"),
        (
            "Die Analystin der Maschine schrieb Notizen für das Werk und arbeitete mit dem Team daran. " * 3,
            "de",
        ),
        (
            "A analista da máquina escreveu notas para o projeto e trabalhou com a equipe na empresa. " * 3,
            "pt",
        ),
        ("Short text", None),
    ],
)
def test_the_language_is_told_of_whole_documents_only(text: str, language: str | None) -> None:
    assert read_document(text.encode(), "cv.txt").language == language


def test_words_and_lines_are_at_their_offsets() -> None:
    document = read_document("Ada  Lovelace\n\n• engines and notes".encode(), "cv.txt")

    for line in document.lines:
        assert document.text[line.start : line.end] == " ".join(word.text for word in line.words)
        for word in line.words:
            assert document.text[word.start : word.end] == word.text


def test_what_is_too_long_for_a_word_is_parted_and_nothing_is_lost() -> None:
    document = read_document(b"Ada " + b"x" * 50_000, "cv.txt")

    assert max(len(word.text) for word in document.lines[0].words) == 250
    assert document.text.replace(" ", "") == "Ada" + "x" * 50_000
