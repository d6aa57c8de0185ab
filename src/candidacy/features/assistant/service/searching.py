"""Finding: words and vectors, each in its own order, fused by rank; what is found has its passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import structlog

from candidacy.domain.search import Terms, fuse, read_query
from candidacy.features.assistant.errors import NothingAsked, UnknownKind
from candidacy.features.assistant.models import SearchIndex
from candidacy.features.assistant.repository import (
    FoundPassage,
    IndexRepository,
    Narrowed,
    PassageFinder,
)
from candidacy.features.assistant.repository.finding import DEPTH, SMALL
from candidacy.features.assistant.service.indexing import stamped
from candidacy.features.assistant.service.questions import question_vector
from candidacy.features.assistant.service.tools import SearchTools
from candidacy.features.assistant.service.wording import Wording
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.errors import AppError
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import WorkspaceId

log = structlog.get_logger(__name__)

PASSAGES_EACH = 3
"""Passages that are shown of one thing."""


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for. No ``kinds``: all that they may see."""

    text: str
    kinds: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    published: bool = False
    only: Mapping[UUID, str] | None = None
    """Only these things, and each only if it was indexed as this stamp says it is now."""


def query_of(
    tools: SearchTools,
    actor: Actor,
    text: str,
    *,
    kinds: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
) -> Query:
    """What somebody asks for, of what they may see; both days in UTC and whole.

    Raises UnknownKind, and Forbidden for what they may not see.
    """
    return Query(
        text,
        visible_kinds(tools, actor, kinds),
        since=_midnight(since) if since else None,
        until=_midnight(until, 1) if until else None,
    )


def _midnight(day: date, later: int = 0) -> datetime:
    """The moment a day begins, or one some days later; after the last day there is there is no next one."""
    if later and day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(day + timedelta(days=later), time(), UTC)


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage with its fused score, and its cosine where there is one."""

    passage: FoundPassage
    score: float
    cosine: float | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing with its best passages."""

    kind: str
    source_id: UUID
    title: str
    url: str
    dated: datetime
    score: float
    passages: tuple[ScoredPassage, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, best first."""

    terms: Terms
    passages: list[ScoredPassage]
    state: SearchIndex | None
    by_words_alone: bool
    hits: list[Hit] = field(default_factory=list)
    progress: float | None = None
    """How much is embedded for the model that is on its way; None where none is."""


def visible_kinds(tools: SearchTools, actor: Actor, wanted: Sequence[str]) -> tuple[str, ...]:
    """The kinds among ``wanted`` (all without any) that somebody may see. Raises UnknownKind, Forbidden."""
    for kind in wanted:
        if kind not in tools.sources:
            raise UnknownKind(f"There is nothing of the kind {kind} to search.")
        actor.require(tools.sources[kind].permission)
    return tuple(
        source.kind
        for source in tools.sources.all()
        if (not wanted or source.kind in wanted) and actor.may(source.permission)
    )


@dataclass(frozen=True, slots=True)
class Searching:
    """Searches one workspace. No transaction is open while the question is embedded."""

    sessions: Sessions
    workspace: WorkspaceId
    tools: SearchTools

    async def search(self, query: Query) -> Results:
        """Everything within reach, best first. Raises NothingAsked."""
        terms = read_query(query.text)
        if not terms:
            raise NothingAsked
        async with self.sessions.begin() as session:
            index = IndexRepository(session, self.workspace)
            state = await index.state()
            progress = await index.share(state.model, state.target) if state and state.target else None
            sources = await _up_to_date(index, state.model, query.only) if state else None
        if state is None:
            return Results(terms, [], None, by_words_alone=True)
        vector = await self._vector(query.text, state)
        narrowed = Narrowed(query.kinds, query.since, query.until, query.published, sources)
        async with self.sessions.begin() as session:
            finder = PassageFinder(session, self.workspace, state.model, narrowed)
            found = await self._found(finder, terms, state, vector)
        return replace(found, progress=progress)

    async def _vector(self, text: str, state: SearchIndex) -> tuple[str, float] | None:
        """The vector of a question in the model that is searched, and the cosine that means anything.

        None where that model cannot be asked: a search goes on by words.
        """
        embedder = self.tools.embedders.of(state.model)
        if embedder is None or not state.dimension:
            return None
        try:
            return await question_vector(embedder, text, self.tools.remembered), embedder.floor
        except AppError as error:
            log.warning("question_not_embedded", model=state.model, code=error.code)
            return None

    async def _found(
        self, finder: PassageFinder, terms: Terms, state: SearchIndex, vector: tuple[str, float] | None
    ) -> Results:
        large = state.passages > SMALL
        cosines: dict[UUID, float] = {}
        words = Wording(finder, state.passages, large=large)
        known = await words.prepare(terms)
        if vector is not None:
            literal, floor = vector
            cosines = await finder.by_vector(literal, state.dimension, DEPTH, floor, large=large)
        terms, by_words = await words.best(terms, known, list(cosines))
        fused = fuse(by_words, list(cosines))
        loaded = await finder.load(list(fused)) if fused else {}
        passages = [
            ScoredPassage(loaded[one], score, cosines.get(one))
            for one, score in fused.items()
            if one in loaded
        ]
        return Results(terms, passages, state, vector is None, grouped(passages))


async def _up_to_date(
    index: IndexRepository, model: str, only: Mapping[UUID, str] | None
) -> tuple[UUID, ...] | None:
    """Of these things those whose passages say what they say now; None where all are searched."""
    if only is None:
        return None
    kept = await index.kept_of(model, list(only))
    return tuple(one.source_id for one in kept if one.stamp == stamped(only[one.source_id]))


def grouped(passages: Sequence[ScoredPassage]) -> list[Hit]:
    """Things in the order of their best passage."""
    of: dict[tuple[str, UUID], list[ScoredPassage]] = {}
    for one in passages:
        of.setdefault((one.passage.kind, one.passage.source_id), []).append(one)
    hits = []
    for (kind, source_id), found in of.items():
        first = found[0].passage
        best = tuple(found[:PASSAGES_EACH])
        hits.append(Hit(kind, source_id, first.title, first.url, first.dated, found[0].score, best))
    return sorted(hits, key=lambda hit: (-hit.score, hit.source_id))
