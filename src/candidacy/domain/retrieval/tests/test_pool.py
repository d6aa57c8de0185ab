from uuid import UUID

import pytest

from candidacy.domain.matching import total_score
from candidacy.domain.matching.tests.samples import CV, asking, cv, posting, profile
from candidacy.domain.retrieval import Filters, traits_of
from candidacy.domain.retrieval.pool import Pool
from candidacy.domain.retrieval.query import query_of
from candidacy.domain.retrieval.segment import build_segment, merge_segments
from candidacy.domain.retrieval.tests.samples import people

PEOPLE = people(300)
TRAITS = {cv: traits_of(profile) for cv, profile in PEOPLE.items()}


def filled(order: list[UUID] | None = None) -> Pool:
    pool = Pool()
    pool.put((cv, TRAITS[cv]) for cv in order or list(TRAITS))
    return pool


def nearest(pool: Pool, limit: int = 20, text: str | None = None) -> list[tuple[UUID, float]]:
    wanted = posting() if text is None else asking(text)
    return [(c.id, round(c.nearness, 3)) for c in pool.search(query_of(wanted), limit)]


@pytest.mark.parametrize(
    "lines", [(), ("Python", "SQL"), ("5 years of experience", "Docker", "Fluent German")]
)
def test_the_pool_holds_whoever_the_exact_score_puts_first(lines: tuple[str, ...]) -> None:
    wanted = asking(*lines) if lines else posting()
    exact = {cv: total_score(profile, wanted) for cv, profile in PEOPLE.items()}
    least = sorted(exact.values(), reverse=True)[19]

    found = [c.id for c in filled().search(query_of(wanted), 60)]

    above = [cv for cv, score in exact.items() if score > least]
    assert len(set(above) & set(found)) >= 0.98 * len(above)


def test_the_order_in_which_cvs_come_changes_nothing() -> None:
    order = sorted(TRAITS, key=lambda cv: cv.int % 97)

    assert nearest(filled(order)) == nearest(filled())


def test_the_same_search_gives_the_same_each_time() -> None:
    pool = filled()

    assert len({tuple(nearest(pool)) for _ in range(100)}) == 1


def test_equally_near_cvs_stand_in_the_order_of_their_ids() -> None:
    pool = Pool()
    same = traits_of(cv())
    pool.put((UUID(int=number), same) for number in (5, 3, 9, 1))

    assert [c.id.int for c in pool.search(query_of(posting()), 3)] == [1, 3, 5]


def test_a_hard_filter_is_asked_before_anything_is_cut_off() -> None:
    skilled = {cv for cv, profile in PEOPLE.items() if "t:angular" in profile.concepts}
    wanted = Filters(skills=("t:angular",))

    found = filled().search(query_of(asking("Python")), len(PEOPLE), filters=wanted)
    best = filled().search(query_of(asking("Python")), 1, filters=wanted)

    assert {c.id for c in found} == skilled
    assert best == found[:1]


@pytest.mark.parametrize(("unknown", "found"), [(True, {1, 2}), (False, {1})])
def test_what_a_cv_does_not_say_is_its_own_value(unknown: bool, found: set[int]) -> None:
    pool = Pool()
    silent = profile({"skills": CV["skills"]})
    unskilled = profile({"education": [{"studyType": "Apprenticeship", "area": "Cooking"}]})
    pool.put((UUID(int=i), traits_of(p)) for i, p in ((1, cv()), (2, silent), (3, unskilled)))

    kept = pool.search(query_of(posting()), 3, filters=Filters(degree="bachelor", unknown=unknown))

    assert {c.id.int for c in kept} == found


@pytest.mark.parametrize(("unknown", "found"), [(True, {1, 2}), (False, {1})])
def test_a_cv_that_says_which_languages_are_spoken_says_which_are_not(unknown: bool, found: set[int]) -> None:
    pool = Pool()
    french, english = (
        {"skills": CV["skills"], "languages": [{"language": x}]} for x in ("French", "English")
    )
    silent = {"skills": CV["skills"]}
    pool.put((UUID(int=i), traits_of(profile(cv))) for i, cv in enumerate((french, silent, english), 1))

    kept = pool.search(query_of(posting()), 3, filters=Filters(language="fr", unknown=unknown))

    assert {c.id.int for c in kept} == found


def test_a_cv_that_is_put_again_counts_as_it_is_now() -> None:
    pool = filled()
    worst = nearest(pool, 300)[-1][0]

    pool.put([(worst, traits_of(cv()))])

    assert len(pool) == len(PEOPLE)
    assert worst in [cv for cv, _ in nearest(pool, 3)]


def test_a_discarded_cv_is_found_no_more() -> None:
    pool = filled()
    best = nearest(pool, 1)[0][0]

    pool.discard(best)

    assert best not in [cv for cv, _ in nearest(pool, 300)]
    assert len(pool) == len(PEOPLE) - 1


def test_an_empty_pool_has_nobody() -> None:
    assert Pool().search(query_of(posting()), 10) == []


def test_a_posting_that_asks_for_nothing_finds_everybody_equal() -> None:
    found = filled().search(query_of(asking()), 5)

    assert [c.id for c in found] == sorted(c.id for c in found)


def test_closed_segments_find_what_the_open_one_did() -> None:
    whole = nearest(filled(), 50)

    pool = Pool(open_largest=5, small=40)
    for one in TRAITS.items():
        pool.put([one])

    assert nearest(pool, 50) == whole


def test_merged_segments_leave_out_the_gone() -> None:
    rows = [(cv.bytes, traits) for cv, traits in list(TRAITS.items())[:20]]
    parts = [build_segment(rows[:12]), build_segment(rows[12:])]
    parts[0].alive[3] = False

    merged = merge_segments(parts)

    alone = build_segment([row for i, row in enumerate(rows) if i != 3])
    assert merged.ids.tolist() == alone.ids.tolist()
    assert (merged.keys == alone.keys).all()
    assert (merged.places == alone.places).all()
    assert (merged.values == alone.values).all()
