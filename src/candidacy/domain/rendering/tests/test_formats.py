"""Word, HTML, Markdown and JSON say the same, and nothing in them runs."""

import io
import json
import re
import zipfile
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from lxml import etree
from markdown_it import MarkdownIt

from candidacy.domain.reading import read
from candidacy.domain.reading.fields.headings import named
from candidacy.domain.rendering import THEMES, Format, NoSuchFormat, Paper, Renderer, Theme, format_named
from candidacy.domain.rendering.content import link_of, sheet_of
from candidacy.domain.rendering.tests.resumes import resume_number
from candidacy.domain.rendering.wording import clean, labels_in, languages, period_in
from candidacy.domain.resume import Basics, Project, Resume, Work

MADE = datetime(2026, 1, 1, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "[click](javascript:alert(1)) ![](https://example.org/beacon.png)",
    "</style></title><base href=//evil.example>",
    "=HYPERLINK(1) {{7*7}} ${7*7} & < > ' \"",
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def rendered(resume: Resume, kind: Format, paper: Paper = Paper.A4) -> bytes:
    return Renderer().render(resume, kind, paper=paper, made=MADE).data


def saying(text: str) -> Resume:
    return Resume(
        basics=Basics(name="Ada", label=text, summary=text),
        work=(Work(name=text, position=text, highlights=(text,)),),
        projects=(Project(name=text, url="https://example.org/?a=1&b=\"'<>"),),
    )


class Tags(HTMLParser):
    """The elements, attributes and words of an HTML file."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_html(text: str) -> None:
    page = Tags(rendered(saying(text), Format.HTML).decode())

    names = {tag for tag, _ in page.found}
    assert names.isdisjoint({"script", "img", "base", "iframe", "object", "form", "link"})
    assert all(not name.startswith("on") for _, attributes in page.found for name in attributes)
    assert clean(text) in page.words


def test_the_policy_of_an_html_file_allows_its_own_style_alone() -> None:
    source = rendered(resume_number(1), Format.HTML).decode()

    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', source)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy[1]
    assert not re.search(r'style="|src="|@import|url\(', source)


def test_html_has_one_name_and_sections_with_headings() -> None:
    page = Tags(rendered(resume_number(1), Format.HTML).decode())

    names = [tag for tag, _ in page.found]
    assert names.count("h1") == 1
    assert names.count("section") == names.count("h2") > 4
    assert ("html", {"lang": "en"}) in page.found


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_markdown(text: str) -> None:
    source = rendered(saying(text), Format.MARKDOWN).decode()

    page = Tags(MarkdownIt("commonmark").render(source))

    assert {tag for tag, _ in page.found} <= {"h1", "h2", "h3", "p", "ul", "li", "a", "em", "strong", "br"}
    assert all(
        (a.get("href") or "").startswith("https://example.org/") for tag, a in page.found if tag == "a"
    )
    assert clean(text) in page.words


@pytest.mark.parametrize(
    "text", ["1. not a list", "- dash", "# hash", "+ plus", "> quote", "a  \nb", "2019) x"]
)
def test_markdown_keeps_what_looks_like_its_own_marks(text: str) -> None:
    source = rendered(Resume(basics=Basics(name="Ada", summary=text)), Format.MARKDOWN).decode()

    page = Tags(MarkdownIt("commonmark").render(source))

    assert {tag for tag, _ in page.found} <= {"h1", "h2", "p"}
    assert clean(text).replace(" ", "") in re.sub(r"\s", "", page.words)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_word(text: str) -> None:
    with zipfile.ZipFile(io.BytesIO(rendered(saying(text), Format.DOCX))) as archive:
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}

    words = "".join(str(piece) for piece in parts["word/document.xml"].itertext(f"{W}t"))
    assert clean(text) in words


def test_word_has_headings_lists_and_links_and_nothing_that_hinders_editing() -> None:
    with zipfile.ZipFile(io.BytesIO(rendered(resume_number(1), Format.DOCX, Paper.LETTER))) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        styles = etree.fromstring(archive.read("word/styles.xml"))

    used = {style.get(f"{W}val") for style in body.iter(f"{W}pStyle")}
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    assert {"Title", "Heading1", "Heading2", "ListBullet"} <= used <= known
    assert list(body.iter(f"{W}hyperlink"))
    assert not list(body.iter(f"{W}tbl", f"{W}drawing", f"{W}pict", f"{W}txbxContent", f"{W}sdt"))
    (size,) = body.iter(f"{W}pgSz")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("12240", "15840")


def test_word_says_of_its_making_only_name_language_and_time() -> None:
    with zipfile.ZipFile(io.BytesIO(rendered(resume_number(0), Format.DOCX))) as archive:
        core = etree.fromstring(archive.read("docProps/core.xml"))
        names = archive.namelist()

    assert {etree.QName(one).localname for one in core} == {"title", "creator", "language", "created"}
    assert "docProps/app.xml" not in names


def test_word_and_html_of_a_hebrew_cv_run_from_right_to_left() -> None:
    resume = Resume(basics=Basics(name="אדה", summary="מפתחת תוכנה עם ניסיון רב בבניית מערכות גדולות"))

    with zipfile.ZipFile(io.BytesIO(rendered(resume, Format.DOCX))) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))

    assert all(list(paragraph.iter(f"{W}bidi")) for paragraph in body.iter(f"{W}p"))
    assert ("html", {"lang": "he", "dir": "rtl"}) in Tags(rendered(resume, Format.HTML).decode()).found


def test_json_is_the_whole_json_resume() -> None:
    value = json.loads(rendered(resume_number(4), Format.JSON))

    assert value == resume_number(4).to_json_resume()


@pytest.mark.parametrize("kind", [Format.DOCX, Format.HTML, Format.MARKDOWN])
@pytest.mark.parametrize("number", range(0, 30, 3))
def test_it_reads_back(kind: Format, number: int) -> None:
    resume = resume_number(number)

    got = read(rendered(resume, kind), f"cv.{kind}").resume.resume

    assert (got.basics.name, got.basics.email, got.basics.label) == (
        resume.basics.name,
        resume.basics.email,
        resume.basics.label,
    )
    assert [(w.name, w.position, w.start_date, w.end_date, w.highlights) for w in got.work] == [
        (w.name, w.position, w.start_date, w.end_date, w.highlights) for w in resume.work
    ]
    assert [(s.name, s.keywords) for s in got.skills] == [(s.name, s.keywords) for s in resume.skills]


@pytest.mark.parametrize("name", ["PDF", "docx", "html", "md", "json"])
def test_a_format_is_known_by_the_ending_of_files(name: str) -> None:
    assert format_named(name) == name.lower()


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(NoSuchFormat, match="pdf, docx, html, md, json"):
        format_named("wps")


@pytest.mark.parametrize(
    "language",
    ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "cs", "sk", "tr", "ro", "hu"],
)
def test_our_reader_knows_the_headings_of_each_language(language: str) -> None:
    labels = labels_in(language)
    kinds = list(labels)[:12]

    found = {kind: named(labels[kind]) for kind in kinds}

    assert {kind: heading.kind if heading else None for kind, heading in found.items()} == {
        k: k for k in kinds
    }


def test_every_language_has_every_label() -> None:
    assert {tuple(labels_in(language)) for language in languages()} == {tuple(labels_in("en"))}


@pytest.mark.parametrize(
    ("language", "start", "end", "words"),
    [
        ("en", "2019-03", "2020-11", "Mar 2019 – Nov 2020"),
        ("en", "2019-03-21", None, "21 Mar 2019 – Present"),
        ("en", "2019", "2019", "2019"),
        ("en", None, "2019", "2019"),
        ("en", None, None, ""),
        ("de", "2019-03", None, "03/2019 – heute"),
    ],
)
def test_periods_keep_the_precision_they_have(
    language: str, start: str | None, end: str | None, words: str
) -> None:
    assert period_in(language, start, end) == words


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("example.org/a", "https://example.org/a"),
        ("javascript:alert(1)", ""),
        ("JAVASCRIPT://example.org/%0aalert(1)", ""),
        ("mailto:a@example.org", ""),
        ("file:///etc/passwd", ""),
        ("not an address", ""),
        ("http://[", ""),
        (None, ""),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str | None, link: str) -> None:
    assert link_of(address) == link


def test_roles_at_one_employer_stand_under_its_name() -> None:
    roles = (Work(name="Acme", position="Lead"), Work(name="acme", position="Engineer"), Work(name="B"))

    (work,) = sheet_of(Resume(work=roles)).sections

    assert [(item.title, [role.title for role in item.roles]) for item in work.items] == [
        ("Acme", ["Lead", "Engineer"]),
        ("B", []),
    ]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_theme_has_a_place_for_every_section(theme: Theme) -> None:
    sheet = sheet_of(resume_number(1))

    assert {section.kind for section in theme.in_line(sheet)} == {section.kind for section in sheet.sections}
