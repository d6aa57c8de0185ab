"""PDFs hold what the Resume says, in every theme, whatever it says."""

import io
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from candidacy.domain.reading import read, read_document
from candidacy.domain.rendering import (
    THEMES,
    CvTooLong,
    Format,
    MissingGlyphs,
    Paper,
    Rendered,
    Renderer,
    Theme,
    theme_named,
)
from candidacy.domain.rendering.errors import UnknownTheme
from candidacy.domain.rendering.tests.resumes import resume_number
from candidacy.domain.resume import (
    Award,
    Basics,
    Certificate,
    Education,
    Interest,
    Language,
    Location,
    Project,
    Publication,
    Reference,
    Resume,
    Skill,
    Volunteer,
    Work,
)

MADE = datetime(2026, 1, 1, 12, 30, 15, 999, tzinfo=UTC)
each_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)

EVERYTHING = Resume(
    basics=Basics(name="Ada Lovelace", label="Analyst", email="ada@example.org", summary="Sees patterns."),
    work=(
        Work(
            name="Engines Ltd",
            position="Lead",
            description="Makes engines",
            summary="Led.",
            highlights=("One",),
        ),
        Work(name="Engines Ltd", position="Programmer", start_date="2019-03-21", end_date="2020"),
    ),
    volunteer=(Volunteer(organization="Red Cross", position="Helper", summary="Helped."),),
    education=(Education(institution="Home School", area="Mathematics", score="A", courses=("Algebra",)),),
    awards=(Award(title="Medal", awarder="Royal Society", date="2020", summary="For notes."),),
    certificates=(Certificate(name="Scrum Master", issuer="Scrum Alliance", url="https://example.org/c"),),
    publications=(Publication(name="Notes", publisher="Memoirs", summary="On the engine."),),
    skills=(
        Skill(name="Languages", level="expert", keywords=("Python",)),
        Skill(name="Chess", level="master"),
    ),
    languages=(Language(language="English", fluency="Native"),),
    interests=(Interest(name="Music", keywords=("harp",)),),
    references=(Reference(name="Charles Babbage", reference="The enchantress of number."),),
    projects=(
        Project(name="Note G", description="Numbers", keywords=("cards",), roles=("author",), entity="self"),
    ),
)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer()


def pdf(renderer: Renderer, resume: Resume, theme: Theme = THEMES[0], paper: Paper = Paper.A4) -> Rendered:
    return renderer.render(resume, Format.PDF, theme=theme, paper=paper, made=MADE)


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(text.split())


def rightmost(data: bytes) -> float:
    """How far to the right any letter goes, in points."""
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage() for page in document]
    furthest = max(text.get_charbox(n)[2] for text in texts for n in range(text.count_chars()))
    document.close()
    return float(furthest)


@each_theme
def test_every_section_is_set(renderer: Renderer, theme: Theme) -> None:
    text = text_of(pdf(renderer, EVERYTHING, theme).data)

    wanted = """Ada Lovelace|Analyst|ada@example.org|Sees patterns.|Engines Ltd|Lead|Makes engines|Led.|One|\
Programmer|Red Cross|Helper|Helped.|Home School|Mathematics|Grade: A|Algebra|Medal|Royal Society|For notes.|\
Scrum Master|Scrum Alliance|Notes|Memoirs|On the engine.|expert|Python|Chess (master)|English|Native|\
Music (harp)|Charles Babbage|The enchantress of number.|Note G|Numbers|cards|author, self|21 Mar 2019"""
    assert [words for words in wanted.split("|") if words not in text] == []


@each_theme
def test_an_empty_resume_is_a_page(renderer: Renderer, theme: Theme) -> None:
    assert pdf(renderer, Resume(), theme).pages == 1


@each_theme
def test_it_is_pdf_a_and_pdf_ua_with_language_and_title(renderer: Renderer, theme: Theme) -> None:
    document = PdfReader(io.BytesIO(pdf(renderer, EVERYTHING, theme).data))

    root: Any = document.root_object
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2" in metadata
    assert "<pdfaid:conformance>A" in metadata
    assert "<pdfuaid:part>1" in metadata
    assert root["/Lang"] == "en"
    assert document.metadata is not None
    assert document.metadata.title == "Ada Lovelace – CV"


@each_theme
def test_a_long_cv_goes_over_as_many_pages_as_it_needs(renderer: Renderer, theme: Theme) -> None:
    lines = tuple(f"Line {n} says what was done, and for whom, and what came of it" for n in range(300))

    file = pdf(renderer, Resume(basics=Basics(name="Ada"), work=(Work(name="A", highlights=lines),)), theme)

    assert 4 <= (file.pages or 0) <= 9
    assert "Line 299 says" in text_of(file.data)


@each_theme
def test_words_that_fit_no_line_stay_on_the_page(renderer: Renderer, theme: Theme) -> None:
    word = "x" * 400
    address = "https://example.org/" + "a" * 200
    resume = Resume(
        basics=Basics(name=word[:90], email=word[:80] + "@example.org", url=address, summary=word),
        work=(Work(name=word, position=word, highlights=(word,)),),
        skills=(Skill(name=word, keywords=(word, word)),),
        certificates=(Certificate(name=word),),
    )

    file = pdf(renderer, resume, theme)

    assert rightmost(file.data) <= 595


@pytest.mark.parametrize(
    ("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))], ids=["a4", "letter"]
)
def test_the_paper_has_its_size(renderer: Renderer, paper: Paper, size: tuple[int, int]) -> None:
    page = PdfReader(io.BytesIO(pdf(renderer, EVERYTHING, paper=paper).data)).pages[0].mediabox

    assert (round(page.width), round(page.height)) == size


@pytest.mark.parametrize(
    "text",
    [
        '#eval("1+1")',
        "$ x^2 $ *bold* _it_ `raw` @label <label> = Heading",
        '#import "/etc/passwd": *',
        "\\u{41} // comment /* more */ ~ -- --- ...",
        '"}], "name": "Mallory"',
        '#read("../pdf.py") #sys.inputs #panic()',
    ],
)
@each_theme
def test_markup_in_a_resume_is_text(renderer: Renderer, theme: Theme, text: str) -> None:
    resume = Resume(
        basics=Basics(name="Ada", summary=text), work=(Work(name=text, position=text, highlights=(text,)),)
    )

    printed = text_of(pdf(renderer, resume, theme).data)

    assert re.sub(r"\s", "", text) in re.sub(r"\s", "", printed)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//x"])
def test_an_address_that_is_not_of_the_web_is_no_link(renderer: Renderer, address: str) -> None:
    resume = Resume(basics=Basics(name="Ada", url=address), projects=(Project(name="P", url=address),))

    document = read_document(pdf(renderer, resume).data)

    assert document.links == ()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Αδαμαντία Παπαδοπούλου", "Επικεφαλής"),
        ("Наталія Ковальчук", "Керівниця"),
        ("אדה לאבלייס", "מפתחת"),
        ("آدا لوفليس", "مهندسة"),
        ("Ngô Bảo Châu", "Toán học"),
        ("Łukasz Żółć", "Şoför, ğ, ı, ő"),
    ],
)
@each_theme
def test_the_scripts_of_europe_and_its_neighbours_have_glyphs(
    renderer: Renderer, theme: Theme, name: str, words: str
) -> None:
    file = pdf(renderer, Resume(basics=Basics(name=name, label=words, summary=words)), theme)

    assert file.warnings == ()


def test_letters_without_glyphs_are_refused_and_named(renderer: Renderer) -> None:
    with pytest.raises(MissingGlyphs, match=r"Chinese, Japanese or Korean .*candidacy\[cjk\]"):
        pdf(renderer, Resume(basics=Basics(name="山田 太郎")))


def test_signs_without_glyphs_are_left_out_with_a_warning(renderer: Renderer) -> None:
    file = pdf(
        renderer, Resume(basics=Basics(name="Ada", summary="Launched \U0001f680 rockets \ue000 twice"))
    )

    assert "Launched rockets twice" in text_of(file.data)
    assert "rocket (U+1F680)" in file.warnings[0]


def test_what_only_hides_or_reorders_text_is_not_printed(renderer: Renderer) -> None:
    resume = Resume(basics=Basics(name="A\u202eda\u200b Love\x00lace\U000e0041", summary="One\ufefftwo"))

    document = read_document(pdf(renderer, resume).data)

    assert document.hidden == ()
    assert "Ada Lovelace" in document.text
    assert "Onetwo" in document.text


def test_the_same_resume_is_the_same_file(renderer: Renderer) -> None:
    assert pdf(renderer, EVERYTHING).data == pdf(Renderer(), EVERYTHING).data


def test_the_time_may_be_in_any_zone(renderer: Renderer) -> None:
    made = datetime(2026, 1, 1, 3, 4, 5, 678, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))

    assert renderer.render(EVERYTHING, Format.PDF, made=made).data.startswith(b"%PDF-")


def test_a_cv_that_is_a_book_is_refused(renderer: Renderer) -> None:
    with pytest.raises(CvTooLong):
        pdf(renderer, Resume(basics=Basics(summary="word " * 100_000)))


def test_an_unknown_theme_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownTheme, match="classic, columns"):
        theme_named("baroque")


def test_headings_are_in_the_language_of_the_cv(renderer: Renderer) -> None:
    lines = (
        "Leitung des Teams und Aufbau der Plattform für die Kunden der Bank und ihre Partner im Ausland",
    ) * 3
    resume = Resume(
        basics=Basics(name="Ada"), work=(Work(name="Bank", position="Leiterin", highlights=lines),)
    )

    text = text_of(pdf(renderer, resume).data)

    assert "Berufserfahrung" in text


def test_the_first_page_comes_as_a_picture(renderer: Renderer) -> None:
    assert renderer.picture(EVERYTHING, THEMES[1], Paper.LETTER).startswith(b"\x89PNG")


@pytest.mark.parametrize("number", range(0, 30, 5))
@each_theme
def test_it_reads_back(renderer: Renderer, theme: Theme, number: int) -> None:
    resume = resume_number(number)

    got = read(pdf(renderer, resume, theme).data, "cv.pdf").resume.resume

    assert got.basics.name == resume.basics.name
    assert [(w.name, w.position, w.start_date, w.end_date, w.location, w.highlights) for w in got.work] == [
        (w.name, w.position, w.start_date, w.end_date, w.location, w.highlights) for w in resume.work
    ]
    assert [(e.institution, e.study_type, e.area, e.score) for e in got.education] == [
        (e.institution, e.study_type, e.area, e.score) for e in resume.education
    ]
    assert [(s.name, s.keywords) for s in got.skills] == [(s.name, s.keywords) for s in resume.skills]
    assert got.languages == resume.languages
    assert [(c.name, c.issuer, c.date) for c in got.certificates] == [
        (c.name, c.issuer, c.date) for c in resume.certificates
    ]
    assert [(p.name, p.publisher, p.release_date) for p in got.publications] == [
        (p.name, p.publisher, p.release_date) for p in resume.publications
    ]
    assert [(p.name, p.description, p.highlights) for p in got.projects] == [
        (p.name, p.description, p.highlights) for p in resume.projects
    ]
    assert got.references == resume.references


HARD = Resume(
    basics=Basics(name="Ada Lovelace", email="ada@example.org", location=Location(region="California")),
    work=(
        Work(
            name="Analytical Engines Ltd",
            position="Founding Member & Site Reliability Engineer & Team Lead (Compulsory Military Service)",
            start_date="2021-03",
            end_date="2023-06",
            highlights=("Cut the time of a full-text search by half",),
        ),
    ),
    education=(
        Education(
            institution="Concorde Career College", study_type="Diploma", area="Dental", end_date="2018"
        ),
        Education(
            institution="San Diego Mesa College",
            study_type="Associate of Science",
            area="Health Sciences",
            end_date="2020",
        ),
    ),
    projects=(Project(name="Open Source UI Library"), Project(name="JSON Resume")),
    certificates=(Certificate(name="AWS Certified Solutions Architect - Professional"),),
    languages=(Language(language="Spanish", fluency="Professional working proficiency"),),
)


@each_theme
@pytest.mark.parametrize("kind", [Format.PDF, Format.DOCX])
def test_names_alone_and_lines_that_run_over_read_back(
    renderer: Renderer, theme: Theme, kind: Format
) -> None:
    file = renderer.render(HARD, kind, theme=theme, paper=Paper.A4, made=MADE)

    resume = read(file.data, f"cv.{kind}").resume.resume

    assert [project.name for project in resume.projects] == ["Open Source UI Library", "JSON Resume"]
    assert [one.institution for one in resume.education] == [e.institution for e in HARD.education]
    assert [(job.name, job.position) for job in resume.work] == [(w.name, w.position) for w in HARD.work]
    assert [c.name for c in resume.certificates] == [c.name for c in HARD.certificates]
    assert [one.fluency for one in resume.languages] == ["Professional working proficiency"]
    assert resume.basics.location == Location(region="California")
