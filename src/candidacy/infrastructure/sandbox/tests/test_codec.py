import pytest

from candidacy.infrastructure.sandbox import codec


@pytest.mark.parametrize(
    "value",
    [
        {"text": "Zażółć \U0001f600", "size": 9.960000038146973, "box": [0.1, 1e16, 5e-324, -0.0]},
        {"text": "half a character \ud83d of a broken file"},
        {"text": "\x00\x1f\u2028", "none": None, "yes": True, "many": 2**70},
    ],
)
def test_an_answer_comes_back_as_it_was_said(value: dict[str, object]) -> None:
    assert codec.loads(codec.dumps(value)) == value


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
@pytest.mark.parametrize("text", ["", "\ud83d"])
def test_an_answer_with_a_number_that_is_none_is_refused(number: float, text: str) -> None:
    with pytest.raises(ValueError, match="number"):
        codec.loads(codec.dumps({"size": number, "text": text}))


def test_what_is_no_object_is_no_answer() -> None:
    with pytest.raises(TypeError):
        codec.loads(b"[1]")
