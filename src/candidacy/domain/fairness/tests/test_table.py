import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidacy.domain.fairness import BadGroupTable, read_applicants


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("sex\nf\n", "selected"),
        ("score,sex\n", "no rows"),
        ("score\n1\n", "holds groups"),
        ("score,sex\nhigh,f\n", "Row 2"),
        ("score,sex\nnan,f\n", "Row 2"),
        ("selected,sex\nyes,f\nperhaps,m\n", "Row 3"),
        ('score,sex\n1,"f\n', "not CSV"),
        ("score,city\n" + "".join(f"1,{i}\n" for i in range(61)), "different values"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_the_reason(table: str, says: str) -> None:
    with pytest.raises(BadGroupTable, match=says):
        read_applicants(table.encode())


def test_a_table_in_another_encoding_is_refused() -> None:
    with pytest.raises(BadGroupTable, match="UTF-8"):
        read_applicants("score,sex\n1,männlich\n".encode("latin-1"))


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(BadGroupTable, match="race"):
        read_applicants(b"score,sex\n1,f\n", ["race"])


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_are_refused(data: bytes) -> None:
    try:
        found, columns = read_applicants(data)
    except BadGroupTable:
        return
    assert found
    assert columns
