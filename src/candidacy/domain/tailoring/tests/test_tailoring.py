import pytest

from candidacy.domain.resume import ReadField, SourcedResume, Span
from candidacy.domain.tailoring import (
    Change,
    ClaimKind,
    DoesNotFit,
    OtherProposal,
    accept,
    completed,
    proposed,
    tailor,
)
from candidacy.domain.tailoring.applying import applied, digest_of
from candidacy.domain.tailoring.tests.samples import CV, TAXONOMY, TODAY, cv, posting, reworded


def test_what_answers_the_posting_comes_first() -> None:
    found = tailor(cv(), posting(), TAXONOMY, today=TODAY)

    keywords = next(c for c in found.changes if c.path == "/skills/0/keywords")
    assert set(keywords.after[:2]) == {"Python", "Postgres"}
    assert keywords.reason.startswith("Puts first what the posting asks for: ")


def test_a_project_that_answers_the_posting_moves_up() -> None:
    found = tailor(cv(), posting(), TAXONOMY, today=TODAY)

    projects = next(c for c in found.changes if c.path == "/projects")
    assert [p["name"] for p in projects.after] == ["Invoices", "Chess club"]


def test_a_skill_gets_the_name_that_the_posting_has_for_it() -> None:
    found = tailor(cv(), posting(), TAXONOMY, today=TODAY)

    change = next(c for c in found.changes if c.path == "/skills/0/keywords/2")
    assert (change.before, change.after) == ("Postgres", "PostgreSQL")


def test_every_change_cites_what_stands_in_the_cv() -> None:
    found = tailor(cv(), posting(), TAXONOMY, today=TODAY)

    assert found.changes
    assert all(c.sources for c in found.changes)
    assert found.refused == ()


def test_selection_does_not_lower_the_match() -> None:
    found = tailor(cv(), posting(), TAXONOMY, today=TODAY)

    assert found.match_after >= found.match_before


def test_the_order_of_jobs_stays() -> None:
    result = applied(cv(), tailor(cv(), posting(), TAXONOMY, today=TODAY).changes)

    assert [w.name for w in result.resume.work] == ["Harbour Systems", "Bakers Lane"]


def test_nothing_is_said_after_selection_that_was_not_said_before() -> None:
    result = applied(cv(), tailor(cv(), posting(), TAXONOMY, today=TODAY).changes).resume

    assert {h for w in result.work for h in w.highlights} == {h for w in CV["work"] for h in w["highlights"]}


def test_a_posting_that_asks_for_nothing_changes_nothing() -> None:
    assert tailor(cv(), posting("Zookeeper"), TAXONOMY, today=TODAY).changes == ()


def test_a_cv_is_cut_to_fit_by_leaving_out_what_answers_least() -> None:
    def pages(resume: object) -> int:
        return 1 + len(resume.to_json_resume().get("work", [])[0]["highlights"]) // 4  # type: ignore[attr-defined]

    found = tailor(cv(), posting(), TAXONOMY, today=TODAY, pages=pages, most_pages=1)
    result = applied(cv(), found.changes).resume

    assert (found.pages_before, found.pages_after) == (2, 1)
    assert "Organise the monthly book club" not in result.work[0].highlights
    assert len(result.work[0].highlights) == 3
    assert any("Leaves out" in c.reason for c in found.changes)


def test_a_cv_that_fits_is_not_cut() -> None:
    found = tailor(cv(), posting("Zookeeper"), TAXONOMY, today=TODAY, pages=lambda _: 1, most_pages=1)

    assert found.changes == ()


def test_a_cv_that_fits_by_no_choice_is_refused() -> None:
    with pytest.raises(DoesNotFit, match="more than 1 page"):
        tailor(cv(), posting(), TAXONOMY, today=TODAY, pages=lambda _: 3, most_pages=1)


def test_changes_are_made_in_any_subset() -> None:
    whole = tailor(cv(), posting(), TAXONOMY, today=TODAY)

    for index in range(len(whole.changes)):
        result = accept(cv(), whole, [index], whole.digest)
        assert result != cv()


def test_a_line_that_is_reworded_and_moved_is_both() -> None:
    lines = CV["work"][0]["highlights"]
    changes = [
        reworded("/work/0/highlights/2", "Created REST APIs for 3 client teams"),
        Change(path="/work/0/highlights", before=lines, after=[lines[2], lines[0]], reason=""),
    ]

    result = applied(cv(), changes).resume

    assert result.work[0].highlights == ("Created REST APIs for 3 client teams", lines[0])


def test_an_entry_that_moves_takes_its_changes_along() -> None:
    entries = CV["projects"]
    changes = [
        Change(path="/projects", before=entries, after=entries[::-1], reason=""),
        reworded("/projects/1/description", "Python parser of invoices"),
    ]

    result = applied(cv(), changes).resume

    assert [p.description for p in result.projects] == ["Python parser of invoices", None]


def test_what_moves_keeps_its_place_in_the_document() -> None:
    field = ReadField(
        path="/interests/0/name", value="Sailing", confidence=0.7, spans=(Span(start=5, end=12),)
    )
    whole = CV | {"interests": [{"name": "Sailing"}, {"name": "Rowing"}]}
    sourced = SourcedResume(resume=cv(whole).resume, fields=(field,))
    change = Change(path="/interests", before=whole["interests"], after=whole["interests"][::-1], reason="")

    assert applied(sourced, [change]).spans_at("/interests/1/name") == (Span(start=5, end=12),)


def test_what_was_not_shown_is_not_applied() -> None:
    found = tailor(cv(), posting(), TAXONOMY, today=TODAY)

    with pytest.raises(OtherProposal):
        accept(cv(), found, [0], "0" * 64)


def test_a_proposal_for_an_older_cv_is_not_applied() -> None:
    found = tailor(cv(), posting(), TAXONOMY, today=TODAY)
    other = cv(CV | {"interests": []})

    with pytest.raises(OtherProposal):
        accept(other, found, [0], found.digest)


def test_a_change_that_is_none_of_those_shown_is_not_applied() -> None:
    found = tailor(cv(), posting(), TAXONOMY, today=TODAY)

    with pytest.raises(OtherProposal):
        accept(cv(), found, [99], found.digest)


def test_the_digest_changes_with_any_change() -> None:
    found = tailor(cv(), posting(), TAXONOMY, today=TODAY)
    other = [found.changes[0].model_copy(update={"reason": "Because."}), *found.changes[1:]]

    assert digest_of(cv(), other) != found.digest == digest_of(cv(), found.changes)


def test_a_lie_is_told_apart_and_never_applied() -> None:
    lie = reworded("/work/0/highlights/0", "Built a Python service that earned $5M")
    truth = reworded("/work/0/highlights/2", "Created REST APIs for 3 client teams")

    found = proposed(cv(), posting(), TAXONOMY, [lie, truth], today=TODAY)

    assert found.changes == (truth,)
    assert found.refused[0].change == lie
    assert ClaimKind.NUMBER in {r.kind for r in found.refused[0].refusals}


def test_a_change_from_elsewhere_is_completed_by_what_stands_there() -> None:
    made = completed({"path": "/work/0/highlights/2", "after": "Created REST APIs for 3 client teams"}, cv())

    assert made.before == "Designed REST APIs used by 3 client teams"
    assert [s.quote for s in made.sources] == [made.before]


def test_a_change_from_elsewhere_at_a_place_that_is_none_is_refused() -> None:
    made = completed({"path": "/work/9/highlights/2", "after": "Anything"}, cv())

    found = proposed(cv(), posting(), TAXONOMY, [made], today=TODAY)

    assert [r.kind for r in found.refused[0].refusals] == [ClaimKind.STALE]
