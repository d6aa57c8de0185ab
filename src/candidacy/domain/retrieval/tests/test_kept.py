import zlib
from dataclasses import fields
from datetime import date

import pytest

from candidacy.domain.matching import CandidateProfile, PreparedPosting, total_score
from candidacy.domain.matching.tests.samples import CV, asking, cv, posting, profile
from candidacy.domain.retrieval import asking as asking_for
from candidacy.domain.retrieval import goes_on, keep_profile, profile_kept, traits_of
from candidacy.domain.retrieval.tests.samples import people

POSTINGS = (
    posting(),
    asking("Python", "5 years of experience", "Fluent German"),
    asking("Juggling", "Driving licence"),
)


@pytest.mark.parametrize("wanted", POSTINGS)
def test_a_kept_profile_scores_to_the_digit_as_the_whole_one(wanted: PreparedPosting) -> None:
    for whole in [cv(), *people(40).values()]:
        kept = profile_kept(keep_profile(whole), whole.today, asking_for(wanted))

        assert total_score(kept, wanted) == total_score(whole, wanted)


def test_every_member_of_a_profile_is_accounted_for() -> None:
    assert [f.name for f in fields(CandidateProfile)] == [
        "passages",
        "concepts",
        "places_of",
        "counts",
        "length",
        "roles",
        "months",
        "degrees",
        "languages",
        "written_in",
        "locations",
        "years",
        "today",
    ]


def test_nothing_that_was_written_is_kept() -> None:
    kept = zlib.decompress(keep_profile(cv())).decode()

    assert "Ada" not in kept
    assert "tracks parcels" not in kept


def test_a_role_that_goes_on_says_more_next_month() -> None:
    over = profile(CV | {"work": [CV["work"][1]], "basics": {}})

    assert goes_on(cv())
    assert not goes_on(over)


def test_a_finished_cv_is_the_same_on_another_day() -> None:
    over = profile(CV | {"work": [CV["work"][1]], "basics": {}})

    later = profile_kept(keep_profile(over), date(2027, 3, 1))

    assert later.today == date(2027, 3, 1)
    assert later.years == over.years


def test_the_same_cv_has_the_same_traits() -> None:
    assert traits_of(cv()) == traits_of(cv())
