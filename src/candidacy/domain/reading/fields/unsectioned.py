"""A CV without headings: its dated entries are told apart as jobs and studies by their words."""

from collections.abc import Sequence
from typing import Any

from candidacy.domain.reading.fields.education import read_studies
from candidacy.domain.reading.fields.entries import Entry, entries_of
from candidacy.domain.reading.fields.lexicon import (
    company_score,
    degree_score,
    institution_score,
    title_score,
)
from candidacy.domain.reading.fields.rows import Row
from candidacy.domain.reading.fields.work import read_jobs


def _evidence(entry: Entry) -> float:
    """Above 0 for a study, below 0 for a job."""
    texts = [c.text for c in entry.chunks]
    study = sum(degree_score(t) + institution_score(t) for t in texts)
    job = sum(title_score(t) * 1.2 + company_score(t) for t in texts)
    return study - job


def read_unsectioned(rows: Sequence[Row]) -> dict[str, list[Any]]:
    """The jobs and studies among rows that no heading names; nothing without a date counts."""
    jobs: list[Row] = []
    studies: list[Row] = []
    for entry in entries_of(rows):
        if entry.dates is None or not entry.chunks:
            continue
        evidence = _evidence(entry)
        if evidence == 0:
            continue
        (studies if evidence > 0 else jobs).extend([*entry.header, *entry.body])
    return {"work": read_jobs(jobs), "education": read_studies(studies)}
