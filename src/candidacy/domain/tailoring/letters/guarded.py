"""Sentences that somebody else proposed for a letter, each held against the CV."""

from collections.abc import Iterable, Sequence

from candidacy.domain.tailoring.guard import Facts, check_text
from candidacy.domain.tailoring.guard.proofs import refusal
from candidacy.domain.tailoring.letters.schema import Draft, RefusedSentence, Sentence
from candidacy.domain.tailoring.places import entry_of
from candidacy.domain.tailoring.schema import ClaimKind, Refusal, Source


def guarded(draft: Draft, proposed: Iterable[tuple[str, Sequence[str]]], facts: Facts) -> Draft:
    """The letter with those of the proposed sentences that the CV supports in place of its body.

    Each comes with the places it rests on. Greeting, opening, closing and farewell stay the frame's, which
    claim nothing; where no sentence is supported, the body stays too.
    """
    judged = [_judged(" ".join(text.split()), paths, facts) for text, paths in proposed if text.strip()]
    kept = tuple(one for one in judged if isinstance(one, Sentence))
    refused = tuple(one for one in judged if isinstance(one, RefusedSentence))
    if not kept:
        return draft.model_copy(update={"refused": refused})
    body = [n for n, paragraph in enumerate(draft.paragraphs) if n > 1 and any(s.sources for s in paragraph)]
    first = body[0] if body else min(2, len(draft.paragraphs))
    before = draft.paragraphs[:first]
    after = tuple(p for n, p in enumerate(draft.paragraphs) if n >= first and n not in body)
    return draft.model_copy(update={"paragraphs": (*before, kept, *after), "refused": refused})


def _judged(text: str, paths: Sequence[str], facts: Facts) -> Sentence | RefusedSentence:
    sources = [Source(path=p, quote=q, spans=facts.sourced.spans_at(p)) for p in paths if (q := facts.at(p))]
    cited = [s.path for s in sources]
    # What rests on one entry alone may say no more than that entry does.
    about = cited[0] if len({entry_of(path) for path in cited}) == 1 else "/basics/summary"
    against: tuple[Refusal, ...] = check_text(text, facts, path=about, cited=cited)
    if not sources:
        against = (*against, refusal(ClaimKind.UNSUPPORTED, text))
    return (
        RefusedSentence(text=text, refusals=against)
        if against
        else Sentence(text=text, sources=tuple(sources))
    )
