import pytest

from candidacy.domain.postings import (
    RequirementKind,
    from_jobposting,
    html_to_text,
    read_posting,
    to_jobposting,
)
from candidacy.domain.postings.errors import NotAJobPosting
from candidacy.domain.skills.concepts import Concept, ConceptKind
from candidacy.domain.skills.taxonomy import Taxonomy

TAXONOMY = Taxonomy(
    [Concept("t:sql", "SQL", ConceptKind.KNOWLEDGE), Concept("t:dbt", "dbt", ConceptKind.KNOWLEDGE)]
)
JOB = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Data Analyst",
    "description": (
        "<p>Join us.</p><h3>Requirements</h3><ul><li>SQL &amp; dbt</li><li>2 years of experience</li></ul>"
        "<h3>Benefits</h3><p>Fruit</p>"
    ),
    "hiringOrganization": {"@type": "Organization", "name": "Acme"},
    "jobLocation": {"@type": "Place", "address": {"addressLocality": "Porto", "addressCountry": "PT"}},
    "employmentType": ["FULL_TIME"],
    "datePosted": "2026-09-01T08:00:00Z",
}


def test_a_jobposting_is_read_with_its_html() -> None:
    posting = from_jobposting(JOB, TAXONOMY)

    assert (posting.title, posting.organization, posting.location) == ("Data Analyst", "Acme", "Porto, PT")
    assert (posting.employment_type, posting.date_posted) == ("FULL_TIME", "2026-09-01")
    skills = [r.skill_uris for r in posting.requirements if r.kind is RequirementKind.SKILL]
    assert skills == [("t:sql",), ("t:dbt",)]


def test_a_remote_job_has_no_place_as_requirement() -> None:
    posting = from_jobposting(JOB | {"jobLocationType": "TELECOMMUTE"}, TAXONOMY)

    assert posting.remote is True
    assert all(r.kind is not RequirementKind.LOCATION for r in posting.requirements)


def test_a_graph_is_searched_for_the_jobposting() -> None:
    graph = {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, JOB]}

    assert from_jobposting(graph, TAXONOMY).title == "Data Analyst"


@pytest.mark.parametrize("value", [{"@type": "Recipe"}, {"@type": "JobPosting"}, {}, {"@graph": []}])
def test_what_is_no_jobposting_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(NotAJobPosting):
        from_jobposting(value, TAXONOMY)


def test_a_posting_is_written_as_jobposting_with_its_requirements() -> None:
    posting = read_posting("Analyst\n\nRequirements\n- SQL, 3 years of experience", TAXONOMY)

    job = to_jobposting(posting)

    assert job["@type"] == "JobPosting"
    assert job["description"] == posting.text
    assert "hiringOrganization" not in job
    first = job["requirements"][0]
    assert {"text", "kind", "importance", "skill_uri", "years", "start", "end"} <= first.keys()
    assert {(r["kind"], r["years"]) for r in job["requirements"]} == {("skill", None), ("experience", 3.0)}


def test_a_written_posting_reads_back_the_same() -> None:
    posting = from_jobposting(JOB, TAXONOMY)

    again = from_jobposting(to_jobposting(posting), TAXONOMY)

    assert [(r.kind, r.text) for r in again.requirements] == [(r.kind, r.text) for r in posting.requirements]


def test_html_becomes_lines_and_list_items() -> None:
    html = "<p>We need <b>you</b>.</p><script>x()</script><ul><li>One</li><li><p>Two</p></li></ul>"

    assert html_to_text(html).split() == [
        "We", "need", "you.", "-", "One", "-", "Two",
    ]  # fmt: skip


def test_plain_text_is_left_as_it_is() -> None:
    assert html_to_text("a < b and c > d") == "a < b and c > d"
