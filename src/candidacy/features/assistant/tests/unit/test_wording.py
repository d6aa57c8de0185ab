"""Which passages of a large workspace are scored, one step after the other."""

from candidacy.domain.search import read_query
from candidacy.features.assistant.repository.finding import MOST_OF_A_STEP, MOST_RARE, Step
from candidacy.features.assistant.service.wording import MOST_WALKED, steps

MILLION = 1_000_000


def asked(query: str, known: list[int] | None) -> list[Step]:
    return list(steps(read_query(f"{query} "), known, MILLION))


def test_passages_with_a_rare_word_come_first_and_all_of_them() -> None:
    found = asked("fortran python", [0, 400_000])

    assert (found[0].query, found[0].most) == ("('fortran')", MOST_RARE)


def test_of_common_words_the_one_that_is_most_so_is_given_up_first() -> None:
    found = asked("python engineer fortran", [300_000, 400_000, 30_000])

    assert [step.query for step in found] == [
        "('fortran') & ('python') & ('engine')",
        "('fortran') & ('python')",
        "('fortran')",
        "('python') | ('engine') | ('fortran')",
    ]


def test_the_newest_passages_are_read_where_the_words_stand_in_most() -> None:
    both, one, _ = asked("python engineer", [800_000, 900_000])

    assert 0 < both.walked < 2_000
    assert 0 < one.walked < 2_000
    assert both.most == MOST_OF_A_STEP


def test_an_index_is_asked_where_a_common_word_stands_in_few() -> None:
    both, one, _ = asked("python engineer", [5_000, 900_000])

    assert (both.walked, one.walked) == (0, 0)


def test_a_step_that_would_read_too_much_is_left_out() -> None:
    found = asked("python engineer fortran", [150_000, 150_000, 150_000])

    assert "('python') & ('engine') & ('fortran')" not in [step.query for step in found]
    assert all(step.walked <= 2 * MOST_WALKED for step in found)


def test_the_rarest_of_common_words_is_asked_for_however_many_passages_there_are() -> None:
    one, _ = list(steps(read_query("python "), [20_000_000], 1_000_000_000))

    assert one.query == "('python')"


def test_the_last_step_leaves_nothing_out() -> None:
    last = asked("python engineer", [800_000, 900_000])[-1]

    assert (last.query, last.walked) == ("('python') | ('engine')", 0)


def test_where_nobody_counted_the_words_all_come_before_any() -> None:
    assert [step.query for step in asked("python fortran", None)] == [
        "('python') & ('fortran')",
        "('python') | ('fortran')",
    ]
