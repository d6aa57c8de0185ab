"""What was found, as the API and the pages say it."""

from collections.abc import Sequence
from uuid import UUID

from candidacy.domain.resume import Span
from candidacy.domain.search import Terms, snippet
from candidacy.features.assistant.schemas import (
    AnswerOut,
    CitationOut,
    FragmentOut,
    HitOut,
    IndexOut,
    NumberedOut,
    PassageOut,
    SearchOut,
    StatementOut,
)
from candidacy.features.assistant.service.asking import Answer, Citation, Retrieved, spans_within
from candidacy.features.assistant.service.searching import Hit, Results, ScoredPassage
from candidacy.kernel.pagination import BadCursor, decode_cursor, page_of

_EMPTY = Terms(())


def page_of_hits(results: Results, cursor: str | None, limit: int) -> SearchOut:
    """A page of results, after the one that the cursor names. Raises BadCursor."""
    hits = results.hits
    if cursor is not None:
        score, last = _key(cursor)
        hits = [hit for hit in hits if (-hit.score, hit.source_id) > (-score, last)]
    page = page_of(hits, limit, lambda hit: (hit.score, hit.source_id))
    items = [_hit(hit, results.terms) for hit in page.items]
    return SearchOut(items=items, next_cursor=page.next_cursor, index=index_out(results))


def index_out(results: Results) -> IndexOut:
    state = results.state
    return IndexOut(
        model=state.model if state else "",
        target=state.target if state else None,
        progress=round(results.progress, 3) if results.progress is not None else None,
        by_words_alone=results.by_words_alone,
    )


def _key(cursor: str) -> tuple[float, UUID]:
    match decode_cursor(cursor):
        case [int() | float() as score, str(last)]:
            try:
                return float(score), UUID(last)
            except ValueError as exc:
                raise BadCursor from exc
        case _:
            raise BadCursor


def _hit(hit: Hit, terms: Terms) -> HitOut:
    return HitOut(
        kind=hit.kind,
        source_id=hit.source_id,
        title=hit.title,
        url=hit.url,
        dated=hit.dated,
        score=hit.score,
        passages=[passage_out(one, terms) for one in hit.passages],
    )


def passage_out(one: ScoredPassage, terms: Terms) -> PassageOut:
    passage = one.passage
    return PassageOut(
        id=passage.id,
        heading=passage.heading,
        text=passage.text,
        snippet=[FragmentOut(text=f.text, hit=f.hit) for f in snippet(passage.text, terms)],
        path=passage.path,
        spans=[Span.model_validate(span) for span in passage.spans],
        score=one.score,
    )


def numbered(passages: Sequence[ScoredPassage], terms: Terms = _EMPTY) -> list[NumberedOut]:
    return [
        NumberedOut(
            **passage_out(one, terms).model_dump(),
            number=number,
            kind=one.passage.kind,
            source_id=one.passage.source_id,
            title=one.passage.title,
            url=one.passage.url,
        )
        for number, one in enumerate(passages, 1)
    ]


def passages_out(found: Retrieved) -> list[NumberedOut]:
    return numbered(found.passages, found.results.terms)


def answer_out(answer: Answer, terms: Terms) -> AnswerOut:
    return AnswerOut(
        question=answer.question,
        answered=answer.refusal is None,
        refusal=answer.refusal,
        by=answer.by,
        confidence=round(answer.confidence, 3),
        statements=[
            StatementOut(text=s.text, citations=[_citation(c, answer.passages) for c in s.citations])
            for s in answer.statements
        ],
        dropped=answer.dropped,
        passages=numbered(answer.passages, terms),
    )


def _citation(citation: Citation, passages: Sequence[ScoredPassage]) -> CitationOut:
    passage = passages[citation.number - 1].passage
    spans = spans_within(passage.spans, passage.text, citation.start, citation.end)
    return CitationOut(
        number=citation.number,
        passage_id=passage.id,
        quote=citation.quote,
        start=citation.start,
        end=citation.end,
        spans=[Span.model_validate(span) for span in spans],
    )
