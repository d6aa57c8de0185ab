"""The whole proposal for a CV and a posting."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from candidacy.domain.matching import PreparedPosting, prepare_cv, score
from candidacy.domain.resume import SourcedResume
from candidacy.domain.resume.pointer import BadPointer, get
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring.applying import applied, digest_of
from candidacy.domain.tailoring.beside import Beside, proofs_beside
from candidacy.domain.tailoring.errors import OtherProposal
from candidacy.domain.tailoring.guard import Facts, check
from candidacy.domain.tailoring.schema import Change, Refused, Source, Tailoring
from candidacy.domain.tailoring.selection import Pages, select


def tailor(
    sourced: SourcedResume,
    prepared: PreparedPosting,
    taxonomy: Taxonomy,
    *,
    today: date,
    pages: Pages | None = None,
    most_pages: int | None = None,
) -> Tailoring:
    """What the rules propose; no model is needed. Raises DoesNotFit."""
    changes = select(sourced, prepared, taxonomy, pages=pages, most_pages=most_pages)
    return proposed(sourced, prepared, taxonomy, changes, today=today, pages=pages)


def proposed(
    sourced: SourcedResume,
    prepared: PreparedPosting,
    taxonomy: Taxonomy,
    changes: Sequence[Change],
    *,
    today: date,
    pages: Pages | None = None,
    beside: Sequence[Beside] = (),
) -> Tailoring:
    """Changes from anywhere, held against the CV: those it supports are offered, the others are told.

    What stands ``beside`` the CV supports its summary alone, and is then among the sources of the change.
    """
    alone = Facts(sourced, taxonomy, today)
    facts = Facts(sourced, taxonomy, today, [one.text for one in beside]) if beside else alone
    judged = [(change, check(change, facts)) for change in changes]
    offered = tuple(_citing(change, alone, beside) for change, refusals in judged if not refusals)
    result = applied(sourced, offered)
    return Tailoring(
        changes=offered,
        refused=tuple(Refused(change=c, refusals=r) for c, r in judged if r),
        match_before=score(prepare_cv(sourced, taxonomy, today), prepared).score,
        match_after=score(prepare_cv(result, taxonomy, today), prepared).score,
        pages_before=pages(sourced.resume) if pages else None,
        pages_after=pages(result.resume) if pages else None,
        digest=digest_of(sourced, offered),
    )


def _citing(change: Change, alone: Facts, beside: Sequence[Beside]) -> Change:
    """A change that is supported, with what beside the CV it rests on."""
    proofs = proofs_beside(check(change, alone), beside) if beside else ()
    return change.model_copy(update={"sources": (*change.sources, *proofs)}) if proofs else change


def completed(given: Mapping[str, Any], sourced: SourcedResume) -> Change:
    """A change from its place and its new value; what stands there is filled in where it is not said.

    Raises pydantic's ValidationError for what is no change.
    """
    value = dict(given)
    path = value.get("path")
    stands = _standing(sourced, path) if isinstance(path, str) else None
    value.setdefault("before", stands)
    value.setdefault("reason", "")
    if "sources" not in value and isinstance(path, str) and isinstance(stands, str):
        value["sources"] = [Source(path=path, quote=stands, spans=sourced.spans_at(path))]
    return Change.model_validate(value)


def _standing(sourced: SourcedResume, path: str) -> Any:
    """What stands at a place; None for nothing."""
    try:
        return get(sourced.resume.to_json_resume(), path)
    except BadPointer:
        return None


def accept(sourced: SourcedResume, tailoring: Tailoring, chosen: Sequence[int], digest: str) -> SourcedResume:
    """The CV with the chosen changes, by their place in what was shown.

    Raises OtherProposal where the digest is another one than theirs, or where there is no such change.
    """
    same = digest == tailoring.digest == digest_of(sourced, tailoring.changes)
    if not same or not set(chosen) <= set(range(len(tailoring.changes))):
        raise OtherProposal
    return applied(sourced, [tailoring.changes[i] for i in sorted(set(chosen))])
