"""Jobs and unpaid work: which part of each header is the role and which the employer.

Words alone do not tell ("Apple", "Scout"), so the entries of a section vote: where the same place in the
header is a role in most of them, it is a role in all of them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from candidacy.domain.reading.fields.chunks import Chunk, split_place
from candidacy.domain.reading.fields.entries import Entry, body_items, entries_of
from candidacy.domain.reading.fields.lexicon import company_score, is_place_name, title_score
from candidacy.domain.reading.fields.rows import Row
from candidacy.domain.reading.fields.values import Found


@dataclass
class _Job:
    entry: Entry
    chunks: list[Chunk]
    name: Found | None = None
    position: Found | None = None
    placed: int | None = None
    """Which chunk ended in a place."""
    comma: bool = False
    """Whether a comma in its header parted the role from the employer."""


def _lean(text: str) -> float:
    """Above 0 for a role, below 0 for an employer."""
    return title_score(text) - company_score(text)


def _comma_split(chunk: Chunk) -> list[Chunk]:
    """A chunk such as "Engineer, Acme" as two, where the words on both sides tell that it is two."""
    if len(chunk.value.ranges) != 1 or ", " not in chunk.text:
        return [chunk]
    best: tuple[float, int] | None = None
    at = chunk.text.find(", ")
    while at != -1:
        if chunk.text.count("(", 0, at) == chunk.text.count(")", 0, at):
            left, right = _lean(chunk.text[:at]), _lean(chunk.text[at + 2 :])
            apart = abs(left - right) if max(left, right) >= 1.2 else 0.0
            if best is None or apart > best[0]:
                best = apart, at
        at = chunk.text.find(", ", at + 1)
    if best is None or best[0] < 1.2:
        return [chunk]
    return _cut_at(chunk, best[1])


def _cut_at(chunk: Chunk, at: int) -> list[Chunk]:
    begin, end = chunk.value.ranges[0]
    left = Found(chunk.text[:at].strip(" ,"), ((begin, begin + at),), chunk.value.confidence)
    right = Found(chunk.text[at + 1 :].strip(" ,"), ((begin + at + 2, end),), chunk.value.confidence)
    return [Chunk(left, chunk.row, chunk.bold, chunk.side), Chunk(right, chunk.row, chunk.bold, chunk.side)]


def _prepared(entry: Entry) -> _Job:
    chunks: list[Chunk] = []
    placed: int | None = None
    for index, chunk in enumerate(entry.chunks):
        bare, place = split_place(chunk)
        if place is not None and entry.location is None:
            entry.location, placed = place, index
        chunks.append(bare)
    whole = len(chunks)
    if whole == 1:
        chunks = _comma_split(chunks[0])
    return _Job(entry, chunks, placed=placed, comma=len(chunks) > whole)


def _split_alike(jobs: Sequence[_Job]) -> None:
    """Headers of one chunk with a comma are parted there where the others of the section are."""
    parted = sum(j.comma for j in jobs)
    for job in jobs:
        alone = len(job.chunks) == 1 and job.chunks[0].text.count(", ") == 1
        if alone and parted * 2 >= len(jobs) - 1 and parted and len(job.chunks[0].value.ranges) == 1:
            job.chunks = _cut_at(job.chunks[0], job.chunks[0].text.index(", "))


def _place_alike(jobs: Sequence[_Job]) -> None:
    """What follows a comma is a place of no list where in the other headers it is one of the lists."""
    placed = {(job.placed, len(job.chunks)) for job in jobs if job.placed is not None}
    for job in jobs:
        if job.entry.location is not None:
            continue
        for index, chunk in enumerate(job.chunks):
            head, comma, tail = chunk.text.rpartition(", ")
            if (
                comma
                and (index, len(job.chunks)) in placed
                and len(chunk.value.ranges) == 1
                and is_place_name(tail)
                and _lean(tail) == 0
            ):
                job.chunks[index], rest = _cut_at(chunk, len(head))
                job.entry.location = rest.value.at(0.7)
                break


def _order_vote(jobs: Sequence[_Job]) -> float:
    """Above 0 where the role stands before the employer in the entries with both, below 0 where after it."""
    votes = [_lean(j.chunks[0].text) - _lean(j.chunks[1].text) for j in jobs if len(j.chunks) >= 2]
    votes = [max(-3.0, min(3.0, v)) for v in votes]
    return sum(votes) / math.sqrt(len(votes)) if votes else 0.0


def _assign(job: _Job, vote: float) -> None:
    chunks = job.chunks
    if len(chunks) == 1:
        _assign_one(job, chunks[0], vote)
        return
    if len(chunks) > 2:
        chunks = _best_two(chunks)
    if len(chunks) < 2:
        return
    own = _lean(chunks[0].text) - _lean(chunks[1].text)
    total = 0.6 * own + vote
    role, employer = (chunks[0], chunks[1]) if total >= 0 else (chunks[1], chunks[0])
    agree = own == 0 or (own > 0) == (total >= 0)
    sure = 0.5 + 0.47 * math.tanh(abs(total) / 1.8) - (0.0 if agree else 0.1)
    job.position, job.name = role.value.at(sure), employer.value.at(sure)


def _assign_one(job: _Job, chunk: Chunk, vote: float) -> None:
    """One name alone: by its words; else what stands first in the other entries."""
    lean = _lean(chunk.text)
    total = lean + (0.4 * math.tanh(vote) if job.entry.first_look else -0.4 * math.tanh(vote))
    sure = 0.5 + 0.4 * math.tanh(abs(total) / 1.5)
    if total > 0 or (total == 0 and not job.entry.first_look):
        job.position = chunk.value.at(sure)
    else:
        job.name = chunk.value.at(sure)


def _best_two(chunks: list[Chunk]) -> list[Chunk]:
    """Of many chunks the best role and the best employer, in their order."""
    head = [c for c in chunks if len(c.text.split()) <= 12][:5]
    if len(head) < 2:
        return head
    role = max(head, key=lambda c: (_lean(c.text), -head.index(c)))
    rest = [c for c in head if c is not role]
    employer = min(rest, key=lambda c: (_lean(c.text), head.index(c)))
    if abs(_lean(role.text) - _lean(employer.text)) < 0.5:
        return head[:2]
    return [c for c in head if c is role or c is employer]


def _share_employers(jobs: list[_Job]) -> list[_Job]:
    """Roles under one employer's heading take its name; a heading without a role of its own is dropped."""
    kept: list[_Job] = []
    current: _Job | None = None
    for index, job in enumerate(jobs):
        after = jobs[index + 1] if index + 1 < len(jobs) else None
        heads = job.position is None and job.name is not None and not job.entry.body
        if heads and after is not None and after.name is None and after.position is not None:
            current = job
            continue
        if job.name is None and job.position is not None and (current is not None or kept):
            source = current or kept[-1]
            below = current is not None or not job.entry.first_look or _role_alone(job)
            if source.name is not None and below:
                job.name = source.name.at(0.75)
                job.entry.location = job.entry.location or source.entry.location
        elif job.name is not None:
            current = None
        kept.append(job)
    return kept


def _role_alone(job: _Job) -> bool:
    """Whether the header holds a role and nothing else."""
    return len(job.chunks) == 1 and _lean(job.chunks[0].text) >= 1.2


def _body(entry: Entry) -> tuple[list[Found], Found | None]:
    """The highlights and the summary."""
    bullets, plain = body_items(entry)
    if bullets:
        text = [p for p in plain if len(p.text.split()) > 3]
        return bullets, text[0] if text else None
    if len(plain) == 1:
        return [], plain[0]
    return plain, None


def read_jobs(rows: Sequence[Row], *, employer: str = "name") -> list[dict[str, Any]]:
    """The entries of a work section; ``employer`` names the member the employer goes to."""
    jobs = [_prepared(entry) for entry in entries_of(rows)]
    _split_alike(jobs)
    _place_alike(jobs)
    vote = _order_vote(jobs)
    for job in jobs:
        _assign(job, vote)
    found = []
    for job in _share_employers(jobs):
        highlights, summary = _body(job.entry)
        if job.name is None and job.position is None:
            continue
        item: dict[str, Any] = {
            employer: job.name,
            "position": job.position,
            "startDate": job.entry.start or _only_date(job.entry),
            "endDate": job.entry.end,
            "summary": summary,
            "highlights": highlights,
        }
        if employer == "name":
            item["location"] = job.entry.location
        found.append(item)
    return found


def _only_date(entry: Entry) -> Found | None:
    """A job with one date alone was held then: it began and ended in what the date names."""
    if entry.dates is not None and entry.dates.single and entry.end is not None:
        return entry.end.at(0.7)
    return None
