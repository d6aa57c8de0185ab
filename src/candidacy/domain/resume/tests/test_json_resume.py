import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidacy.domain.resume import Resume
from candidacy.domain.resume.json_resume import BadResume, ResumeTooLarge, load_resume


def test_a_json_resume_comes_out_as_it_went_in() -> None:
    value = {
        "basics": {"name": "Ada Lovelace", "location": {"countryCode": "GB"}, "pronouns": "she"},
        "work": [
            {"name": "Babbage & Co", "position": "Analyst", "startDate": "1842-10", "highlights": ["Note G"]}
        ],
        "meta": {"theme": "even"},
    }

    assert load_resume(value).to_json_resume() == value


def test_null_members_count_as_absent() -> None:
    resume = load_resume({"basics": {"name": None}, "work": None})

    assert resume == Resume()


@pytest.mark.parametrize("end", ["", "Present", "present ", None])
def test_an_ongoing_role_has_no_end(end: str | None) -> None:
    resume = load_resume({"work": [{"startDate": "2020", "endDate": end}]})

    assert resume.work[0].end_date is None


def test_the_first_fault_is_named_by_its_pointer() -> None:
    with pytest.raises(BadResume, match="/work/1/highlights"):
        load_resume({"work": [{}, {"highlights": "many"}]})


@pytest.mark.parametrize("text", ["last year", "2019-13", "03/2019"])
def test_a_date_in_another_form_is_refused(text: str) -> None:
    with pytest.raises(BadResume, match="/education/0/startDate must be a date"):
        load_resume({"education": [{"startDate": text}]})


@pytest.mark.parametrize("value", [None, [], "text", 3])
def test_what_is_no_object_is_refused(value: object) -> None:
    with pytest.raises(BadResume, match="JSON object"):
        load_resume(value)


def test_a_text_beyond_the_limit_is_refused() -> None:
    with pytest.raises(ResumeTooLarge, match="/basics/summary"):
        load_resume({"basics": {"summary": "x" * 20_001}})


def test_a_list_beyond_the_limit_is_refused() -> None:
    with pytest.raises(ResumeTooLarge, match="/skills"):
        load_resume({"skills": [{}] * 1_001})


def test_nesting_beyond_the_limit_is_refused() -> None:
    value: dict[str, object] = {}
    for _ in range(500):
        value = {"x": value}

    with pytest.raises(ResumeTooLarge, match="nested"):
        load_resume(value)


@given(
    st.recursive(
        st.none() | st.text(max_size=5) | st.integers() | st.booleans(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["work", "basics", "name", "startDate", "skills"]), inner, max_size=3
            )
        ),
    )
)
def test_any_json_value_gives_a_resume_or_a_clear_refusal(value: object) -> None:
    try:
        resume = load_resume(value)
    except BadResume as exc:
        refusal: str | None = exc.message
    else:
        refusal = None

    assert (refusal and "JSON Resume" in refusal) or load_resume(resume.to_json_resume()) == resume
