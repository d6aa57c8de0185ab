"""The whole reader on small documents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candidacy.domain.reading.document import Document, Link
from candidacy.domain.reading.fields import read_resume
from candidacy.domain.reading.fields.tests.documents import B, H, L, make_document
from candidacy.domain.reading.reader import read
from candidacy.domain.reading.tests.making import docx, paragraph, table
from candidacy.domain.resume import Resume, SourcedResume
from candidacy.domain.resume.pointer import get

_HEAD = (
    L("Ada Lovelace", size=24, bold=True),
    L("Software Engineer", size=12),
    L("ada.lovelace@example.com | +44 20 7946 0812 | London, UK | linkedin.com/in/ada-lovelace"),
)
_JOBS = (
    H("Experience"),
    L("Senior Engineer", right="Mar 2019 – Present", bold=True),
    L("Acme Ltd", italic=True, right="London, UK"),
    B("Built the analytical engine together with four colleagues"),
    B("Wrote the first program"),
    L("Engineer", right="2015 – Feb 2019", bold=True, gap=True),
    L("Beta GmbH", italic=True, right="Berlin, Germany"),
    B("Ran the payment system"),
)
_STUDIES = (
    H("Education"),
    L("University of London", right="2011 – 2015", bold=True),
    L("B.Sc. in Mathematics"),
)


def _resume(*lines: L | str, layout: bool = True) -> Resume:
    return read_resume(make_document(*lines, layout=layout)).resume


def _spans_hold_their_values(document: Document, read: SourcedResume) -> bool:
    for field in read.fields:
        if field.path.rsplit("/", 1)[-1] in {
            "startDate",
            "endDate",
            "date",
            "releaseDate",
            "countryCode",
            "network",
        }:
            continue
        held = " ".join(document.text[s.start : s.end] for s in field.spans).replace("-", "").lower()
        # Letters that are set wide may have spaces where the value has none.
        texts = (held, held.replace(" ", ""))
        if not all(any(word.replace("-", "").lower() in t for t in texts) for word in field.value.split()):
            return False
    return True


def test_the_person_is_read_from_the_head() -> None:
    basics = _resume(*_HEAD, *_JOBS, *_STUDIES).basics

    assert (basics.name, basics.label, basics.email) == (
        "Ada Lovelace",
        "Software Engineer",
        "ada.lovelace@example.com",
    )
    assert basics.phone == "+44 20 7946 0812"
    assert basics.location is not None
    assert (basics.location.city, basics.location.country_code) == ("London", "GB")
    assert [(p.network, p.username) for p in basics.profiles] == [("LinkedIn", "ada-lovelace")]


def test_jobs_have_role_employer_place_and_dates() -> None:
    work = _resume(*_HEAD, *_JOBS, *_STUDIES).work

    assert [(w.position, w.name, w.location, w.start_date, w.end_date) for w in work] == [
        ("Senior Engineer", "Acme Ltd", "London, UK", "2019-03", None),
        ("Engineer", "Beta GmbH", "Berlin, Germany", "2015", "2019-02"),
    ]


def test_list_items_belong_to_their_job() -> None:
    work = _resume(*_HEAD, *_JOBS, *_STUDIES).work

    assert [len(w.highlights) for w in work] == [2, 1]


def test_studies_have_school_degree_subject_and_dates() -> None:
    (study,) = _resume(*_HEAD, *_JOBS, *_STUDIES).education

    assert (study.institution, study.study_type, study.area) == (
        "University of London",
        "B.Sc.",
        "Mathematics",
    )
    assert (study.start_date, study.end_date) == ("2011", "2015")


def test_sections_may_come_in_any_order() -> None:
    assert len(_resume(*_HEAD, *_STUDIES, *_JOBS).work) == 2


def test_plain_text_without_layout_is_read_too() -> None:
    resume = _resume(
        "Ada Lovelace",
        "ada@example.com",
        "",
        "EXPERIENCE",
        "",
        "Senior Engineer, Acme Ltd, 2019 - present",
        B("Wrote the first program"),
        "",
        "EDUCATION",
        "",
        "B.Sc. Mathematics, University of London, 2015",
        layout=False,
    )

    assert resume.basics.name == "Ada Lovelace"
    assert [(w.position, w.name) for w in resume.work] == [("Senior Engineer", "Acme Ltd")]
    assert [e.institution for e in resume.education] == ["University of London"]


def test_entries_without_headings_are_told_apart_by_their_words() -> None:
    resume = _resume(
        *_HEAD,
        L("Senior Engineer, Acme Ltd", right="2019 – 2021", gap=True, bold=True),
        B("Built the analytical engine"),
        L("B.Sc. Mathematics, University of London", right="2011 – 2015", gap=True, bold=True),
    )

    assert [w.name for w in resume.work] == ["Acme Ltd"]
    assert [e.institution for e in resume.education] == ["University of London"]


def test_roles_at_one_employer_share_its_name() -> None:
    work = _resume(
        *_HEAD,
        H("Experience"),
        L("Acme Ltd", bold=True),
        L("Lead Engineer", italic=True, right="2019 – Present"),
        B("Led a team"),
        L("Engineer", italic=True, right="2015 – 2019"),
        B("Wrote programs"),
        L("Beta GmbH", bold=True, gap=True),
        L("Trainee", italic=True, right="2014 – 2015"),
        B("Learned to write programs"),
    ).work

    assert [(w.name, w.position) for w in work] == [
        ("Acme Ltd", "Lead Engineer"),
        ("Acme Ltd", "Engineer"),
        ("Beta GmbH", "Trainee"),
    ]


def test_the_order_of_other_entries_tells_an_unknown_employer_from_a_role() -> None:
    work = _resume(
        *_HEAD,
        H("Experience"),
        L("Software Engineer", right="2019 – 2021", bold=True),
        L("Fnord Ltd"),
        B("Wrote programs"),
        L("Sales Manager", right="2017 – 2019", bold=True, gap=True),
        L("Blue Harbour Inc"),
        B("Sold programs"),
        L("Scout", right="2015 – 2017", bold=True, gap=True),
        L("Palantir"),
        B("Found programs"),
    ).work

    assert (work[2].position, work[2].name) == ("Scout", "Palantir")


def test_skill_groups_keep_their_headings() -> None:
    skills = _resume(
        *_HEAD, H("Skills"), "Languages: Python, C++ (Qt, Boost), Go", "Tools: Git; Docker"
    ).skills

    assert [(s.name, s.keywords) for s in skills] == [
        ("Languages", ("Python", "C++ (Qt, Boost)", "Go")),
        ("Tools", ("Git", "Docker")),
    ]


@pytest.mark.parametrize(
    ("line", "language", "fluency"),
    [
        ("English: native speaker", "English", "native speaker"),
        ("Deutsch (C1)", "Deutsch", "C1"),
        ("Français – courant", "Français", "courant"),
    ],
)
def test_languages_have_their_level(line: str, language: str, fluency: str) -> None:
    (spoken,) = _resume(*_HEAD, H("Languages"), line).languages

    assert (spoken.language, spoken.fluency) == (language, fluency)


@pytest.mark.parametrize(
    ("work", "education"),
    [
        ("Berufserfahrung", "Ausbildung"),
        ("Expérience professionnelle", "Formation"),
        ("Experiencia laboral", "Educación"),
        ("Esperienze lavorative", "Istruzione e formazione"),
        ("Experiência profissional", "Formação acadêmica"),
        ("Werkervaring", "Opleidingen"),
        ("Doświadczenie zawodowe", "Wykształcenie"),
        ("Arbetslivserfarenhet", "Utbildning"),
        ("Erhvervserfaring", "Uddannelse"),
        ("Pracovní zkušenosti", "Vzdělání"),
        ("İş Deneyimi", "Eğitim"),
        ("Εργασιακή εμπειρία", "ΕΚΠΑΙΔΕΥΣΗ"),
        ("W O R K  E X P E R I E N C E".replace("  ", " "), "E D U C A T I O N"),
        ("Professional Experience:", "Education & Training"),
        ("1. Employment History", "2. Academic Background"),
    ],
)
def test_headings_are_known_in_many_languages_and_forms(work: str, education: str) -> None:
    resume = _resume(*_HEAD, H(work), *_JOBS[1:], H(education), *_STUDIES[1:])

    assert (len(resume.work), len(resume.education)) == (2, 1)


def test_a_heading_with_unknown_words_ends_the_section_before_it() -> None:
    work = _resume(*_HEAD, *_JOBS, H("Rigging and Sails"), "Two masts, four sails", *_STUDIES).work

    assert [len(w.highlights) for w in work] == [2, 1]


@pytest.mark.parametrize("heading", ["Sprachen / Languages", "Sprachen | Languages", "Sprachen – Languages"])
def test_a_heading_may_be_in_two_languages(heading: str) -> None:
    resume = _resume(*_HEAD, *_JOBS, *_STUDIES, H(heading), "English (C2), Deutsch (B1)")

    assert [spoken.language for spoken in resume.languages] == ["English", "Deutsch"]


def test_a_link_on_a_name_is_a_profile() -> None:
    document = make_document(*_HEAD[:2], "ada", links=(Link("https://github.com/ada-l", 32, 35, 1),))

    assert [p.username for p in read_resume(document).resume.basics.profiles] == ["ada-l"]


@pytest.mark.parametrize(
    "lines", [(), ("1234", "5678"), ("lorem ipsum dolor sit amet, consetetur sadipscing elitr",)]
)
def test_a_text_that_is_no_cv_gives_no_person(lines: tuple[str, ...]) -> None:
    resume = _resume(*lines)

    assert (resume.basics.name, resume.work, resume.education) == (None, (), ())


def test_every_pointer_reaches_its_value_in_the_exported_resume() -> None:
    read = read_resume(make_document(*_HEAD, *_JOBS, *_STUDIES))
    exported = read.resume.to_json_resume()

    assert all(get(exported, field.path) == field.value for field in read.fields)


def test_the_spans_of_each_value_hold_its_words() -> None:
    document = make_document(
        *_HEAD, *_JOBS, *_STUDIES, H("Skills"), "Python, Go", H("Languages"), "English (C2)"
    )

    assert _spans_hold_their_values(document, read_resume(document))


def test_the_cells_of_a_table_without_layout_are_items_of_their_own() -> None:
    rows = [["Tax Law", "Month-End Close", "SAP"], ["Audit", "Cost Control", "NetSuite"]]
    data = docx(paragraph("Ada Lovelace") + paragraph("SKILLS") + table(*rows))

    skills = read(data).resume.resume.skills

    assert [k for group in skills for k in group.keywords] == [cell for row in rows for cell in row]


_TEXTS = st.sampled_from(
    [
        "Experience",
        "Education",
        "Skills",
        "Acme Ltd",
        "Engineer",
        "2019 - 2021",
        "Python, Go (",
        "a@b.co",
        "@",
        "München, DE",
        "•",
        "B.Sc.",
    ]
) | st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1, max_size=12)
_LINES = st.builds(
    L,
    text=st.lists(_TEXTS, min_size=1, max_size=4).map(" ".join),
    right=_TEXTS | st.just(""),
    size=st.sampled_from([9, 10, 14, 24]),
    bold=st.booleans(),
    bullet=st.booleans(),
    gap=st.booleans(),
    column=st.sampled_from([0, 0, 1, 2]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_LINES, max_size=14), st.booleans())
def test_any_document_gives_values_that_stand_in_it(lines: list[L], layout: bool) -> None:
    document = make_document(*lines, layout=layout)

    read = read_resume(document)

    assert _spans_hold_their_values(document, read)
    assert all(get(read.resume.to_json_resume(), field.path) == field.value for field in read.fields)


def test_the_head_of_a_table_is_no_entry() -> None:
    rows = [
        ["Period", "Employer", "Position"],
        ["03/2020 – 05/2022", "Northwind Traders", "Project Manager"],
        ["06/2016 – 02/2020", "Fabrikam", "Office Assistant"],
    ]
    data = docx(paragraph("Ada Lovelace") + paragraph("WORK EXPERIENCE") + table(*rows))

    work = read(data).resume.resume.work

    assert [(job.name, job.position) for job in work] == [
        ("Northwind Traders", "Project Manager"),
        ("Fabrikam", "Office Assistant"),
    ]


def test_a_table_of_skills_may_have_labels_on_its_left() -> None:
    rows = [["Software", "Excel, SAP PM"], ["Languages", "English (C2), German (B1)"]]

    resume = read(docx(paragraph("Ada Lovelace") + paragraph("SKILLS") + table(*rows))).resume.resume

    assert [(group.name, group.keywords) for group in resume.skills] == [("Software", ("Excel", "SAP PM"))]
    assert [spoken.language for spoken in resume.languages] == ["English", "German"]
