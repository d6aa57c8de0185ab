import pytest

from candidacy.domain.reading import read_document
from candidacy.domain.reading.tests.hiding import SECRET, clean, poisoned_docx, poisoned_pdfs, poisoned_texts

POISONED = [
    pytest.param(data, id=f"{kind}-{mechanism}")
    for kind, files in (("pdf", poisoned_pdfs()), ("docx", poisoned_docx()), ("text", poisoned_texts()))
    for mechanism, data in files
]


@pytest.mark.parametrize("data", POISONED)
def test_file_003_a_hidden_sentence_is_listed_and_not_read(data: bytes) -> None:
    document = read_document(data, "cv")

    hidden = " ".join(finding.text for finding in document.hidden)
    assert SECRET in hidden or "zero-width" in hidden
    assert "previous" not in document.text
    assert "Ada Lovelace" in document.text


@pytest.mark.parametrize("data", [pytest.param(data, id=name) for name, data in clean()])
def test_file_003_a_design_that_hides_nothing_is_no_finding(data: bytes) -> None:
    assert read_document(data, "cv").hidden == ()
