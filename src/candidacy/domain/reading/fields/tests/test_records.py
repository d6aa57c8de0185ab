"""Awards, certificates, publications and references."""

from candidacy.domain.reading import read_document
from candidacy.domain.reading.fields import read_resume
from candidacy.domain.reading.fields.tests.documents import H, L, make_document
from candidacy.domain.resume import Award, Certificate, Publication, Reference, Resume


def read(*lines: L | str) -> Resume:
    head = (L("Ada Lovelace", size=20, bold=True), "ada@example.org")
    return read_resume(make_document(*head, *lines)).resume


def test_what_follows_a_quoted_title_is_the_publisher() -> None:
    resume = read(H("Publications"), "“Notes on the engine”, Scientific Memoirs, Sep 2019.")

    assert resume.publications == (
        Publication(name="Notes on the engine", publisher="Scientific Memoirs", release_date="2019-09"),
    )


def test_numbered_publications_are_told_apart() -> None:
    resume = read(
        H("Publications"),
        "[1] “Notes on the engine that computes and weaves patterns”, Scientific Memoirs, Sep 2019.",
        "[2] Letters to a friend. Journal of Letters, 2020.",
    )

    assert [p.name for p in resume.publications] == [
        "Notes on the engine that computes and weaves patterns",
        "Letters to a friend. Journal of Letters",
    ]


def test_an_issuer_below_its_certificate_is_no_part_of_the_name() -> None:
    resume = read(
        H("Certifications"),
        L("Certified Scrum Master", bold=True),
        "Scrum Alliance · Jun 2020",
        L("Certified Public Accountant", bold=True),
        "State Board of Accountancy · May 2019",
    )

    assert resume.certificates == (
        Certificate(name="Certified Scrum Master", issuer="Scrum Alliance", date="2020-06"),
        Certificate(name="Certified Public Accountant", issuer="State Board of Accountancy", date="2019-05"),
    )


def test_a_sentence_below_an_award_is_its_summary() -> None:
    resume = read(
        H("Awards"),
        L("Engineer of the Year · Nordbank", "Dec 2020", bold=True),
        "For the migration of all systems within a year.",
    )

    assert resume.awards == (
        Award(
            title="Engineer of the Year",
            awarder="Nordbank",
            date="2020-12",
            summary="For the migration of all systems within a year.",
        ),
    )


def test_references_stand_under_the_names_of_who_gives_them() -> None:
    resume = read(
        H("References"),
        L("Charles Babbage", bold=True),
        "She understood the engine at once.",
        L("Mary Somerville", bold=True),
        "The best of my pupils.",
    )

    assert resume.references == (
        Reference(name="Charles Babbage", reference="She understood the engine at once."),
        Reference(name="Mary Somerville", reference="The best of my pupils."),
    )


def test_labels_of_skill_groups_in_markdown_are_no_headings() -> None:
    skills = "## Skills\n\n**Methods:** Lean, Scrum\n\n**Tools:** Git, Jira"
    text = f"# Ada Lovelace\n\n{skills}\n\n## Languages\n\n- French\n"

    resume = read_resume(read_document(text.encode(), "cv.md")).resume

    assert [(s.name, s.keywords) for s in resume.skills] == [
        ("Methods", ("Lean", "Scrum")),
        ("Tools", ("Git", "Jira")),
    ]


def test_projects_may_have_no_more_than_names() -> None:
    resume = read(
        "Wrote programs for an engine that was never built, and notes longer than the paper itself",
        H("Projects"),
        L("Difference Engine", bold=True),
        L("bernoulli-numbers", bold=True),
    )

    assert [project.name for project in resume.projects] == ["Difference Engine", "bernoulli-numbers"]


def test_a_bracket_may_close_on_the_next_line() -> None:
    resume = read(H("Languages"), "Spanish (Professional working", "proficiency)", "English (Native)")

    assert [(one.language, one.fluency) for one in resume.languages] == [
        ("Spanish", "Professional working proficiency"),
        ("English", "Native"),
    ]


def test_words_that_a_narrow_column_cuts_off_are_unsure() -> None:
    whole = ["Python", "Go", "PostgreSQL", "Data analysis", "Git", "Docker"]
    column = make_document(
        L("Ada Lovelace", size=22, bold=True),
        H("Skills"),
        *map(L, ["Requ", "Data", "Anal", "SQL", "Visi", "Gath"]),
    )

    cut = [f.confidence for f in read_resume(column).fields if "keywords" in f.path]
    plain = make_document(L("Ada Lovelace", size=22, bold=True), H("Skills"), *map(L, whole))
    sure = [f.confidence for f in read_resume(plain).fields if "keywords" in f.path]

    assert max(cut) <= 0.5
    assert min(sure) >= 0.9


def test_a_heading_said_twice_is_no_skill() -> None:
    resume = read(H("Skills"), L("Skills", gap=True), L("Python", bullet=True), L("Go", bullet=True))

    assert [skill.keywords for skill in resume.skills] == [("Python", "Go")]
