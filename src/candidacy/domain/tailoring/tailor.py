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
from candidacy.domain.tailoring.errors import NoQuestion, OtherProposal, OtherWords
from candidacy.domain.tailoring.guard import Facts, check
from candidacy.domain.tailoring.schema import (
    Change,
    Confirmed,
    Question,
    Refusal,
    Refused,
    Source,
    Tailoring,
    Verdict,
    verdict_of,
    words_of,
)
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
    """Changes from anywhere, held against the CV: offered where it supports them, else asked or told.

    What stands ``beside`` the CV supports its summary alone, and is then among the sources of the change.
    """
    alone = Facts(sourced, taxonomy, today)
    facts = Facts(sourced, taxonomy, today, [one.text for one in beside]) if beside else alone
    judged = [(change, check(change, facts)) for change in map(_unconfirmed, changes)]
    offered = tuple(_citing(change, alone, beside) for change, refusals in judged if not refusals)
    result = applied(sourced, offered)
    return Tailoring(
        changes=offered,
        questions=tuple(_question(c, r) for c, r in judged if verdict_of(r) is Verdict.ASK),
        refused=tuple(Refused(change=c, refusals=r) for c, r in judged if verdict_of(r) is Verdict.REFUSE),
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


def _unconfirmed(change: Change) -> Change:
    """A change as it is proposed: who proposes it cannot say that its person confirmed it."""
    return change.model_copy(update={"confirmed": None}) if change.confirmed else change


def _question(change: Change, refusals: Sequence[Refusal]) -> Question:
    return Question(change=change, words=words_of(refusals))


def confirm(
    sourced: SourcedResume,
    prepared: PreparedPosting,
    taxonomy: Taxonomy,
    tailoring: Tailoring,
    key: str,
    said: Confirmed,
    *,
    today: date,
) -> Tailoring:
    """The proposal with a question among its changes, as its person's own statement; with another digest.

    It takes the place of another change of the same text. Raises NoQuestion, and OtherWords where what was
    confirmed is not what was asked.
    """
    asked = question_of(tailoring, key)
    if sorted(said.words) != sorted(asked.words):
        raise OtherWords
    change = asked.change.model_copy(update={"confirmed": said})
    changes = (*(one for one in tailoring.changes if one.path != change.path), change)
    result = applied(sourced, changes)
    return without_question(tailoring, key).model_copy(
        update={
            "changes": changes,
            "match_after": score(prepare_cv(result, taxonomy, today), prepared).score,
            "pages_after": None,
            "digest": digest_of(sourced, changes),
        }
    )


def without_question(tailoring: Tailoring, key: str) -> Tailoring:
    """The proposal once a question is answered. Raises NoQuestion."""
    asked = question_of(tailoring, key)
    return tailoring.model_copy(
        update={"questions": tuple(one for one in tailoring.questions if one.key != asked.key)}
    )


def question_of(tailoring: Tailoring, key: str) -> Question:
    """A question by its key. Raises NoQuestion."""
    found = next((one for one in tailoring.questions if one.key == key), None)
    if found is None:
        raise NoQuestion
    return found


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
