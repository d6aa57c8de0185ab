"""A file and a posting's text give the same review and match every time, from their bytes to the number."""

from datetime import date

from candidacy.domain.matching import prepare_cv, prepare_posting, score
from candidacy.domain.postings import read_posting
from candidacy.domain.reading import read
from candidacy.domain.reading.tests.making import column, pdf
from candidacy.domain.review import review
from candidacy.domain.skills import load_taxonomy
from tests.cli.running import JOB, LINES

TODAY = date(2026, 1, 15)
DOCUMENT = pdf(column(50, 60, LINES))


def judged() -> tuple[str, str]:
    taxonomy = load_taxonomy()
    reading = read(DOCUMENT, "cv.pdf")
    posting = read_posting(JOB, taxonomy)
    profile = prepare_cv(reading.resume, taxonomy, TODAY, reading.document)
    reviewed = review(reading.resume, reading.document, today=TODAY, posting=posting, taxonomy=taxonomy)
    return score(profile, prepare_posting(posting, taxonomy)).model_dump_json(), reviewed.model_dump_json()


def test_a_hundred_reviews_and_matches_are_one() -> None:
    assert len({judged() for _ in range(100)}) == 1
