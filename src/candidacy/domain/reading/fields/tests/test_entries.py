"""Headers of jobs and studies in the forms that CVs give them."""

from collections.abc import Callable

import pytest

from candidacy.domain.reading.fields import read_resume
from candidacy.domain.reading.fields.tests.documents import B, H, L, make_document
from candidacy.domain.resume import Resume

_Job = tuple[str, str, str, str, str]
_JOBS: list[_Job] = [
    ("Shift Supervisor", "Rio Bravo Logistics LLC", "Laredo, TX", "Mar 2019", "Present"),
    ("Forklift Operator", "Harbour & Sons", "Austin, TX", "Jun 2015", "Feb 2019"),
    ("Warehouse Trainee", "Fnord", "Dallas, TX", "Jan 2014", "May 2015"),
]
_FORMS: dict[str, Callable[[_Job], list[L]]] = {
    "role and date, employer and place": lambda j: [
        L(j[0], right=f"{j[3]} – {j[4]}", bold=True, gap=True),
        L(f"{j[1]}, {j[2]}", italic=True),
    ],
    "employer and place, role and date": lambda j: [
        L(j[1], right=j[2], bold=True, gap=True),
        L(j[0], right=f"{j[3]} – {j[4]}", italic=True),
    ],
    "one plain line": lambda j: [L(f"{j[0]}, {j[1]}, {j[2]}, {j[3]} – {j[4]}", gap=True)],
    "date first": lambda j: [L(f"{j[3]} – {j[4]} {j[0]}, {j[1]}, {j[2]}", gap=True)],
    "bars": lambda j: [L(f"{j[0]} | {j[1]} | {j[2]} | {j[3]} – {j[4]}", bold=True, gap=True)],
    "dash": lambda j: [L(f"{j[1]} — {j[0]}", bold=True, gap=True), L(f"{j[3]} – {j[4]} | {j[2]}")],
    "at": lambda j: [L(f"{j[3]} – {j[4]}", gap=True), L(f"{j[0]} at {j[1]}", bold=True), L(j[2])],
    "a line each": lambda j: [L(j[0], size=12, gap=True), L(j[1]), L(f"{j[3]} – {j[4]}"), L(j[2])],
    "brackets": lambda j: [L(f"{j[1]} ({j[2]})", right=f"{j[3]} – {j[4]}", bold=True, gap=True), L(j[0])],
    "capitals": lambda j: [L(j[1].upper(), gap=True), L(j[0]), L(f"{j[3]} – {j[4]}"), L(j[2])],
}
_ITEMS = ("Supervised 24 associates across two shifts", "Raised on-time departure from 88% to 97%")


def _read(*lines: L | str, layout: bool = True) -> Resume:
    return read_resume(make_document(L("Rosa Castellanos", size=22, bold=True), *lines, layout=layout)).resume


@pytest.mark.parametrize("layout", [True, False], ids=["layout", "text"])
@pytest.mark.parametrize("form", _FORMS)
def test_a_job_is_read_whatever_form_its_header_has(form: str, layout: bool) -> None:
    lines = [line for job in _JOBS for line in [*_FORMS[form](job), *map(B, _ITEMS)]]

    work = _read(L("Work Experience", size=16, bold=True, gap=True), *lines, layout=layout).work

    assert [(w.position, (w.name or "").lower(), w.start_date, w.end_date) for w in work] == [
        ("Shift Supervisor", "rio bravo logistics llc", "2019-03", None),
        ("Forklift Operator", "harbour & sons", "2015-06", "2019-02"),
        ("Warehouse Trainee", "fnord", "2014-01", "2015-05"),
    ]
    assert [w.location for w in work] == ["Laredo, TX", "Austin, TX", "Dallas, TX"]
    assert all(w.highlights == _ITEMS for w in work)


def test_items_without_markers_are_items_too() -> None:
    lines = [line for job in _JOBS for line in [*_FORMS["a line each"](job), *map(L, _ITEMS)]]
    wide = (
        "A supervisor with many years of practice in the movement of goods from one place to another place."
    )

    work = _read(H("Profile"), wide, H("Experience"), *lines).work

    assert [w.highlights for w in work] == [_ITEMS] * 3


def test_an_item_over_two_lines_is_one() -> None:
    work = _read(
        H("Experience"),
        *_FORMS["bars"](_JOBS[0]),
        B("Supervised the associates of the day shift and of the night shift, together with their"),
        L("trainers", x=62),
        B("Wrote reports"),
    ).work

    assert work[0].highlights[0].endswith("together with their trainers")
    assert len(work[0].highlights) == 2


def test_a_list_item_with_a_year_begins_no_job() -> None:
    work = _read(
        H("Experience"), *_FORMS["bars"](_JOBS[0]), B("Awarded best team of 2021"), B("Wrote reports")
    ).work

    assert len(work) == 1


def test_dates_in_a_column_at_the_left_may_run_over_lines() -> None:
    work = _read(
        H("Experience"),
        L("Mar 2019–", y=100, gap=True),
        L("Shift Supervisor, Harbour LLC", x=120, y=100, bold=True),
        L("Present", y=114),
        L("Supervised the associates", x=120, y=114),
        L("Jun", y=140, gap=True),
        L("Forklift Operator, Acme Ltd", x=120, y=140, bold=True),
        L("2015–Feb", y=154),
        L("Moved pallets from here to there", x=120, y=154),
        L("2019", y=168),
        L("Moved them back", x=120, y=168),
    ).work

    assert [(w.start_date, w.end_date) for w in work] == [("2019-03", None), ("2015-06", "2019-02")]
    assert [w.position for w in work] == ["Shift Supervisor", "Forklift Operator"]


@pytest.mark.parametrize(
    "lines",
    [
        [L("Purdue University", right="2008", bold=True), L("B.S. Industrial Engineering")],
        [L("B.S. Industrial Engineering, Purdue University, 2008")],
        [L("B.S. Industrial Engineering", bold=True), L("Purdue University"), L("2008")],
        [L("2008 B.S. Industrial Engineering – Purdue University")],
        [L("Purdue University — B.S. Industrial Engineering (2008)")],
        [
            L("Purdue University, West Lafayette, IN", right="2008"),
            L("B.S. in Industrial Engineering, GPA: 3.7/4.0"),
        ],
    ],
)
def test_a_study_is_read_whatever_form_it_has(lines: list[L]) -> None:
    (study,) = _read(H("Education"), *lines).education

    assert (study.institution, study.study_type, study.area) == (
        "Purdue University",
        "B.S.",
        "Industrial Engineering",
    )
    assert study.end_date == "2008"


def test_a_school_over_two_lines_is_one() -> None:
    wide = "A student of the technology of electricity who has wired a great many houses and a town hall."

    (study,) = _read(
        H("Profile"),
        wide,
        H("Education"),
        L("2017", gap=True),
        L("Certificate, Electrical Technology, of the renowned and very widely known Texas State Technical"),
        L("College"),
    ).education

    assert (study.institution or "").endswith("Texas State Technical College")


def test_a_grade_and_courses_belong_to_their_study() -> None:
    (study,) = _read(
        H("Education"),
        L("Technische Universität Berlin", right="2010 – 2014", bold=True),
        L("Bachelor of Science in Informatik"),
        B("Note: 1,7"),
        B("Kurse: Datenbanken, Compilerbau"),
    ).education

    assert (study.institution, study.score) == ("Technische Universität Berlin", "1,7")
    assert study.courses == ("Datenbanken", "Compilerbau")


def test_a_school_named_for_its_city_keeps_it() -> None:
    (study,) = _read(
        H("Education"), L("University of California, Berkeley", right="2018", bold=True), L("B.A. History")
    ).education

    assert study.institution == "University of California, Berkeley"


def test_certificates_have_their_issuer_and_date() -> None:
    certificates = _read(
        H("Certifications"),
        "Six Sigma Black Belt – Acme Institute, 2016",
        L("First Aid", right="2020"),
        "Notary Public - State of Texas",
    ).certificates

    assert [(c.name, c.issuer, c.date) for c in certificates] == [
        ("Six Sigma Black Belt", "Acme Institute", "2016"),
        ("First Aid", None, "2020"),
        ("Notary Public - State of Texas", None, None),
    ]


def test_projects_in_list_items_are_named_before_the_colon() -> None:
    projects = _read(
        H("Projects"), B("DormSwap: A marketplace for students"), B("gradient-viz: A visualizer")
    ).projects

    assert [(p.name, p.description) for p in projects] == [
        ("DormSwap", "A marketplace for students"),
        ("gradient-viz", "A visualizer"),
    ]


def test_unpaid_work_is_apart_from_work() -> None:
    resume = _read(H("Volunteer Experience"), *_FORMS["role and date, employer and place"](_JOBS[0]))

    assert [(v.organization, v.position) for v in resume.volunteer] == [
        ("Rio Bravo Logistics LLC", "Shift Supervisor")
    ]
    assert resume.work == ()


def test_groups_of_a_skills_section_go_where_they_belong() -> None:
    resume = _read(
        H("Skills and Interests"),
        "Tools: Git, Docker",
        "Languages: English (C2), German (B1)",
        "Interests: Chess, Tetris",
    )

    assert [s.name for s in resume.skills] == ["Tools"]
    assert [(lang.language, lang.fluency) for lang in resume.languages] == [
        ("English", "C2"),
        ("German", "B1"),
    ]
    assert [i.name for i in resume.interests] == ["Chess", "Tetris"]


def test_typewriter_text_is_not_taken_for_columns() -> None:
    skills = _read(
        H("Skills"), *map(B, ["Data Entry", "Data Mining", "Time Management", "Team Work", "Unit Tests"])
    ).skills

    assert skills[0].keywords == ("Data Entry", "Data Mining", "Time Management", "Team Work", "Unit Tests")


def test_a_range_that_a_line_end_parts_is_one_range() -> None:
    study = _read(
        H("Education"), L("Trinity College", bold=True), "B.A. Economics, 2008 –", "2011"
    ).education[0]

    assert (study.institution, study.area, study.start_date, study.end_date) == (
        "Trinity College",
        "Economics",
        "2008",
        "2011",
    )


def test_list_items_that_say_all_of_an_entry_are_entries() -> None:
    studies = _read(
        H("Education"),
        B("M.A. History, University of Hamburg, 2011–2013"),
        B("B.A. Economics, Trinity College Dublin, 2008–2011"),
    ).education

    assert [(s.institution, s.end_date) for s in studies] == [
        ("University of Hamburg", "2013"),
        ("Trinity College Dublin", "2011"),
    ]


def test_lines_without_dates_that_name_role_and_employer_are_jobs() -> None:
    work = _read(
        H("Employment History"),
        "Project Manager | Northwind Traders | Berlin, Germany",
        "Office Assistant | Contoso Ltd | London, UK",
    ).work

    assert [(job.position, job.name) for job in work] == [
        ("Project Manager", "Northwind Traders"),
        ("Office Assistant", "Contoso Ltd"),
    ]


def test_what_stands_close_in_a_list_that_is_set_apart_is_one_item() -> None:
    apart = [L(item, gap=True) for item in ("Budgets", "Jira", "Negotiation", "Scrum", "Stakeholder")]

    skills = _read(H("Skills"), *apart, "Management").skills

    assert skills[0].keywords[-2:] == ("Scrum", "Stakeholder Management")


def test_an_unknown_place_is_one_where_the_other_headers_have_places() -> None:
    work = _read(
        H("Experience"),
        L("Accountant", right="2019 – 2021", bold=True),
        L("Northern Mills S.L., Madrid", italic=True),
        B("Closed the books of four sites every month"),
        L("Office Assistant", right="2015 – 2018", bold=True, gap=True),
        L("Pérez, Villatoya", italic=True),
        B("Wrote the bills"),
    ).work

    assert [job.name for job in work] == ["Northern Mills S.L.", "Pérez"]


def test_a_school_of_no_known_kind_stands_after_the_degree() -> None:
    study = _read(H("Formation"), "2012 – 2015 Diplôme d'État d'infirmier, IFSI de Lyon").education[0]

    assert (study.institution, study.study_type) == ("IFSI de Lyon", "Diplôme d'État d'infirmier")


def test_the_title_of_a_citation_stands_after_its_year() -> None:
    publications = _read(
        H("Publications"),
        B("Lovelace, A., & Babbage, C. (1953). Notes on the engine and its uses. Memoirs, 3, 666–731."),
    ).publications

    assert [p.name for p in publications] == ["Notes on the engine and its uses"]


def test_headings_may_stand_left_of_the_text_of_their_sections() -> None:
    resume = _read(
        L("EXPERIENCE", right="Engineer, Acme Ltd, 2019 – 2021", bold=True, gap=True),
        L("EDUCATION", right="B.Sc., Trinity College, 2015", bold=True, gap=True),
    )

    assert ([job.name for job in resume.work], [s.institution for s in resume.education]) == (
        ["Acme Ltd"],
        ["Trinity College"],
    )


def test_labels_before_the_values_of_an_entry_are_no_values() -> None:
    work = _read(
        H("Work Experience"),
        L("Company: Northwind Traders", gap=True),
        L("Position: Project Manager"),
        L("Duration: 03/2020 – 05/2022"),
        L("Company: Fabrikam", gap=True),
        L("Position: Office Assistant"),
        L("Duration: 06/2016 – 02/2020"),
    ).work

    assert [(job.name, job.position) for job in work] == [
        ("Northwind Traders", "Project Manager"),
        ("Fabrikam", "Office Assistant"),
    ]


def test_an_address_at_the_foot_of_the_page_is_no_skill() -> None:
    resume = _read(H("Skills"), "Java, Scrum", L("ada@example.org · +49 30 5550 1234", gap=True))

    assert resume.skills[0].keywords == ("Java", "Scrum")


def test_studies_that_stand_side_by_side_with_their_dates_are_told_apart() -> None:
    education = _read(
        H("Education"),
        L("Northwestern University", y=200),
        L("2018-06-01", x=210, y=200),
        L("Indiana University", x=354, y=200),
        L("2016-06-01", y=214),
        L("Skills", size=16, bold=True, x=499, y=216, column=1),
        L("Python", x=499, y=240, column=1),
    ).education

    assert [(study.institution, study.end_date) for study in education] == [
        ("Northwestern University", "2018-06-01"),
        ("Indiana University", "2016-06-01"),
    ]


def test_a_date_in_the_foot_of_a_page_is_no_page_number() -> None:
    foot = L("University of Washington", right="2021-09-01 - 2025-06-01", y=1900, gap=True)

    (study,) = _read(H("Education"), foot).education

    assert (study.institution, study.end_date) == ("University of Washington", "2025-06-01")


def test_a_school_below_a_degree_at_the_end_of_a_section_is_its_school() -> None:
    lines = [
        L("Diploma, Dental Assisting", right="2018", bold=True, gap=True),
        L("Concorde Career College", gap=True),
        L("Associate of Science, Health Sciences", right="2020", bold=True, gap=True),
        L("San Diego Mesa College", gap=True),
    ]

    education = _read(H("Education"), *lines, layout=False).education

    assert [e.institution for e in education] == ["Concorde Career College", "San Diego Mesa College"]
