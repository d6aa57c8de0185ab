import pytest

from candidacy.domain.reading import errors, read_document
from candidacy.domain.reading.language import is_enciphered
from candidacy.domain.reading.tests.making import at, pdf
from candidacy.domain.reading.tests.scripts import right_to_left

ENGLISH = (
    "Led the migration of forty services to a new platform and cut the cost of operation in half. "
    "Wrote the tools that the whole company uses for testing, and trained the people who run them. "
    "Built a team of five engineers from the ground up and kept all of them for more than three years. "
) * 2
NAMES = (
    "SQL HTML CSS PHP XML Python Docker Kubernetes Terraform Ansible Jenkins Grafana Prometheus Kafka " * 6
)


def _shifted(text: str, by: int) -> str:
    return "".join(chr((ord(c.lower()) - 97 + by) % 26 + 97) if c.isalpha() else c for c in text)


@pytest.mark.parametrize("by", range(1, 26))
def test_letters_that_stand_for_others_are_no_text(by: int) -> None:
    assert is_enciphered(_shifted(ENGLISH, by))


@pytest.mark.parametrize(
    "text", [ENGLISH, NAMES, ENGLISH.upper(), "Zażółć gęślą jaźń " * 40, "山田太郎 " * 200]
)
def test_ordinary_text_and_lists_are_text(text: str) -> None:
    assert not is_enciphered(text)


def test_a_pdf_whose_table_of_characters_is_wrong_is_refused_with_advice() -> None:
    words = _shifted(ENGLISH, 3).split()
    lines = [at(50, 60 + 14 * n, " ".join(words[8 * n : 8 * n + 8])) for n in range(len(words) // 8)]

    with pytest.raises(errors.BrokenText, match="upload a DOCX"):
        read_document(pdf("".join(lines)))


def test_a_pdf_whose_letters_have_no_meaning_is_no_empty_document() -> None:
    nothing = "".join(chr(0xE100 + n % 90) for n in range(80))

    with pytest.raises(errors.BrokenText):
        read_document(right_to_left([(60, 8, nothing), (80, 8, nothing)]))
