import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidacy.domain.resume.pointer import BadPointer, get, join, leaves, split

_JSON = st.recursive(
    st.text() | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


def test_a_pointer_reaches_a_member_of_an_array() -> None:
    value = {"work": [{"position": "Nurse"}]}

    assert get(value, "/work/0/position") == "Nurse"


def test_the_empty_pointer_is_the_whole_value() -> None:
    assert get({"a": 1}, "") == {"a": 1}


def test_slashes_and_tildes_are_escaped() -> None:
    assert get({"a/b": {"m~n": 1}}, "/a~1b/m~0n") == 1


@pytest.mark.parametrize("pointer", ["/work/1", "/work/01", "/work/-", "/nothing", "/work/0/x", "/work/¹"])
def test_a_pointer_to_nothing_is_refused(pointer: str) -> None:
    with pytest.raises(BadPointer):
        get({"work": ["x"]}, pointer)


def test_a_text_that_is_no_pointer_is_refused() -> None:
    with pytest.raises(BadPointer):
        split("work/0")


@given(st.lists(st.text()))
def test_joining_and_splitting_give_the_parts_back(parts: list[str]) -> None:
    assert split(join(parts)) == tuple(parts)


@given(_JSON)
def test_every_leaf_is_reached_by_its_pointer(value: object) -> None:
    for pointer, text in leaves(value):
        reached = get(value, pointer)

        assert text == reached or not isinstance(reached, str)
