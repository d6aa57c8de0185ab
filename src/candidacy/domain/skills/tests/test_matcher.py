"""What counts as a mention of a skill, on a taxonomy of a few concepts."""

import pytest

from candidacy.domain.skills.concepts import Concept, ConceptKind
from candidacy.domain.skills.matcher import find_skills
from candidacy.domain.skills.taxonomy import Taxonomy


def knowledge(
    slug: str,
    label: str,
    *aliases: str,
    ambiguous: tuple[str, ...] = (),
    kind: ConceptKind = ConceptKind.KNOWLEDGE,
) -> Concept:
    return Concept(f"candidacy:{slug}", label, kind, aliases=aliases, ambiguous=ambiguous)


TAXONOMY = Taxonomy(
    [
        knowledge("python", "Python", "Python 3"),
        knowledge("java", "Java"),
        knowledge("javascript", "JavaScript", "JS"),
        knowledge("c", "C", ambiguous=("C",)),
        knowledge("cpp", "C++"),
        knowledge("csharp", "C#"),
        knowledge("dotnet", ".NET"),
        knowledge("asp-net", "ASP.NET"),
        knowledge("nodejs", "Node.js"),
        knowledge("react", "React", "React.js"),
        knowledge("postgresql", "PostgreSQL", "Postgres"),
        knowledge("kubernetes", "Kubernetes", "K8s"),
        knowledge("ci-cd", "CI/CD"),
        knowledge("r-and-d", "R&D", "Research and development"),
        knowledge("r", "R", ambiguous=("R",)),
        knowledge("go", "Go", "Golang", ambiguous=("Go",)),
        knowledge("excel", "Microsoft Excel", "Excel", ambiguous=("Excel",)),
        knowledge("word", "Microsoft Word", "Word", ambiguous=("Word",)),
        knowledge("express", "Express.js", "Express", ambiguous=("Express",)),
        knowledge("spring", "Spring", ambiguous=("Spring",)),
        knowledge("sql", "SQL"),
        knowledge("rest-api", "REST API"),
        knowledge("marketing", "Marketing"),
        knowledge("windows", "Windows"),
        knowledge("medi-cal", "Medi-Cal"),
        knowledge("systematics", "systematics"),
        knowledge("databases", "Relational databases", kind=ConceptKind.SKILL),
        knowledge("manage-projects", "manage projects", kind=ConceptKind.SKILL),
        knowledge("project-management", "Project management", kind=ConceptKind.SKILL),
        knowledge("software-engineering", "Software engineering", kind=ConceptKind.SKILL),
        knowledge("developer", "Python developer", kind=ConceptKind.OCCUPATION),
    ]
)


def labels(text: str) -> list[str]:
    return [m.label for m in find_skills(text, TAXONOMY)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Written in C++.", "C++"),
        ("C++17 and later", "C++"),
        ("Tools: C#, and more", "C#"),
        ("services on .NET", ".NET"),
        ("dotnet services", ".NET"),
        ("ASP.NET pages", "ASP.NET"),
        ("Node.js", "Node.js"),
        ("Node JS", "Node.js"),
        ("nodejs", "Node.js"),
        ("NODE-JS", "Node.js"),
        ("ReactJS", "React"),
        ("postgres", "PostgreSQL"),
        ("Postgre SQL", "PostgreSQL"),
        ("Java Script", "JavaScript"),
        ("CI/CD", "CI/CD"),
        ("CI CD pipelines", "CI/CD"),
        ("CICD", "CI/CD"),
        ("R&D", "R&D"),
        ("R & D", "R&D"),
        ("research & development", "R&D"),
        ("REST APIs", "REST API"),
        ("relational\ndatabase", "Relational databases"),
        ("managing large things, managing projects", "manage projects"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, label: str) -> None:
    assert labels(text) == [label]


@pytest.mark.parametrize(
    "text",
    [
        "javascripting and pythonic goals",
        "AT&T, P&G and R&B",
        "C-level, Vitamin C, plan C",
        "We go to market fast. Go ahead.",
        "You excel at your word and express yourself in Spring",
        "Go-to-market",
        "the market and markets",
        "a window",
        "medical and systematic work",
        "jane@python.org and https://github.com/jane/python",
    ],
)
def test_what_only_looks_like_a_skill_is_passed_over(text: str) -> None:
    assert labels(text) == []


def test_a_name_does_not_run_over_the_end_of_a_sentence() -> None:
    assert labels("We develop a Microsoft. Word is sure.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Python, Go and Java", ["Python", "Go", "Java"]),
        ("Go, Express, SQL", ["Go", "Express.js", "SQL"]),
        ("experience with Go", ["Go"]),
        ("Go developer", ["Go"]),
        ("Microsoft Excel", ["Microsoft Excel"]),
        ("advanced Excel", ["Microsoft Excel"]),
        ("word, excel, sql", ["Microsoft Word", "Microsoft Excel", "SQL"]),
        ("programming in C and R", ["C", "R"]),
        ("C/C++", ["C", "C++"]),
    ],
)
def test_a_common_word_counts_where_its_context_speaks_for_it(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


def test_the_longest_name_wins() -> None:
    assert labels("ASP.NET") == ["ASP.NET"]


def test_an_agent_is_not_the_activity() -> None:
    assert labels("software engineer") == []


def test_occupations_are_not_skills() -> None:
    assert labels("Python developer") == ["Python"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Skills: Pyhton, SQL", "Python"),
        ("Java, Kuberntes, SQL", "Kubernetes"),
        ("JavaScrpt", "JavaScript"),
        ("Postgresq", "PostgreSQL"),
    ],
)
def test_a_misspelt_list_item_is_understood(text: str, label: str) -> None:
    assert label in labels(text)


def test_a_misspelling_is_less_sure_than_the_name() -> None:
    (mention,) = find_skills("JavaScrpt", TAXONOMY)

    assert mention.confidence < 0.9


def test_a_misspelt_word_within_a_sentence_is_left_alone() -> None:
    assert labels("we say Pythom things to people") == []


def test_a_mention_points_at_its_own_wording() -> None:
    text = "Zürich – İstanbul: Node  JS & C++ (Postgres)"

    mentions = find_skills(text, TAXONOMY)

    assert (
        [text[m.start : m.end] for m in mentions]
        == [m.text for m in mentions]
        == ["Node  JS", "C++", "Postgres"]
    )


def test_empty_text_mentions_nothing() -> None:
    assert find_skills("", TAXONOMY) == []
