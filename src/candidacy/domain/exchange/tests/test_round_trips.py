"""What goes out comes back, and what does not is said."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candidacy.domain.exchange import EXPORTS, Format, NoSuchExport, export_resume, import_resume
from candidacy.domain.exchange.json_resume import faults
from candidacy.domain.exchange.tests.resumes import dates, entries, entry, filled, lists, resumes, texts, urls
from candidacy.domain.resume import Resume
from candidacy.domain.resume.json_resume import load_resume
from candidacy.domain.resume.pointer import leaves, split

FEW = settings(max_examples=30, deadline=None)


def back(resume: Resume, to: Format) -> Resume:
    return import_resume(export_resume(resume, to).data).resume


def named(member: str, **members: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Entries that have what names them."""
    return st.lists(filled(st.fixed_dictionaries({member: texts}, optional=members)), max_size=2)


def begun(**members: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Entries that say when they began: a date alone is the end for every other format."""
    required = {"startDate": dates, "name": texts}
    return st.lists(filled(st.fixed_dictionaries(required, optional=members)), max_size=2)


@FEW
@given(resumes(), st.sampled_from(sorted(EXPORTS)))
def test_a_value_that_does_not_come_back_is_listed_as_lost(resume: Resume, to: Format) -> None:
    exported = export_resume(resume, to)

    after = import_resume(exported.data).resume.to_json_resume()
    known = {(split(path)[0], value) for path, value in leaves(after)}
    lost = {one.path for one in exported.lost}
    for path, value in leaves(resume.to_json_resume()):
        assert path in lost or (split(path)[0], value) in known


@FEW
@given(resumes(), st.sampled_from(sorted(EXPORTS)))
def test_nothing_comes_back_that_was_not_said(resume: Resume, to: Format) -> None:
    after = back(resume, to)

    said = " ".join(value for _, value in leaves(resume.to_json_resume())) + " Skills 2"
    for path, value in leaves(after.to_json_resume()):
        assert all(part.strip(",") in said for part in value.split()), path


@FEW
@given(resumes())
def test_json_resume_holds_everything_and_is_valid(resume: Resume) -> None:
    exported = export_resume(resume, Format.JSON_RESUME)

    assert list(faults(json.loads(exported.data))) == []
    assert exported.lost == ()
    assert import_resume(exported.data).resume == resume


HELD_BY_ALL: dict[str, st.SearchStrategy[Any]] = {
    "basics": entry(
        name=texts, label=texts, url=urls, email=st.just("ada@example.org"), phone=st.just("+49 30 1")
    ),
    "work": begun(position=texts, location=texts, url=urls, endDate=dates, summary=texts, highlights=lists),
    "awards": named("title", awarder=texts, date=dates, summary=texts),
    "certificates": named("name", issuer=texts, date=dates, url=urls),
    "publications": named("name", publisher=texts, releaseDate=dates, summary=texts, url=urls),
    "interests": named("name", keywords=lists),
    "references": named("name", reference=texts),
}


@pytest.mark.parametrize("to", sorted(EXPORTS))
def test_what_every_format_holds_comes_back_equal(to: Format) -> None:
    @FEW
    @given(resumes(**HELD_BY_ALL))
    def holds(resume: Resume) -> None:
        assert back(resume, to).to_json_resume() == resume.to_json_resume()

    holds()


@FEW
@given(
    resumes(
        skills=named("name", level=texts, keywords=lists),
        education=entries(
            institution=texts, area=texts, studyType=texts, score=texts, url=urls, courses=lists
        ),
        projects=named("name", description=texts, highlights=lists, keywords=lists, roles=lists, type=texts),
        volunteer=entries(organization=texts, position=texts, url=urls, summary=texts, highlights=lists),
    )
)
def test_rendercv_holds_members_of_its_own_too(resume: Resume) -> None:
    assert export_resume(resume, Format.RENDERCV).lost == ()


def test_linkedin_takes_no_file_in() -> None:
    with pytest.raises(NoSuchExport, match="takes no file in"):
        export_resume(Resume(), Format.LINKEDIN)


def test_members_of_ones_own_are_kept_where_the_official_schema_allows_them() -> None:
    resume = load_resume({"basics": {"name": "Ada"}, "x-hobby": "Go", "meta": {"theme": "even"}})

    value = json.loads(export_resume(resume, Format.JSON_RESUME).data)

    assert list(faults(value)) == []
    assert value["meta"] == {"version": "v1.0.0", "theme": "even", "candidacy": {"x-hobby": "Go"}}
    assert back(resume, Format.JSON_RESUME) == resume
