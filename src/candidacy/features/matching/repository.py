"""Matches of one workspace."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import column, delete, func, select, table, text, tuple_, update
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from candidacy.domain.matching import Match
from candidacy.features.matching.errors import BatchNotFound, MatchNotFound
from candidacy.features.matching.models import (
    Batch,
    BatchItem,
    CvTraits,
    Feedback,
    HumanDecision,
    MatchRow,
)
from candidacy.features.matching.schemas import Verdict
from candidacy.infrastructure.postgres.documents import to_json
from candidacy.kernel.ids import CvId, CvVersionId, MatchId, PostingId, UserId, WorkspaceId, uuid7
from candidacy.kernel.pagination import BadCursor, Rows, decode_cursor, page_of

AT_ONCE = 500
"""Rows of one statement, which takes 65 535 values at most."""


class Pair(NamedTuple):
    """What was held against what."""

    cv: CvId
    cv_version: CvVersionId
    posting: PostingId
    posting_version: int


class Names(NamedTuple):
    """What the two sides of a match are called."""

    cv_title: str
    candidate_name: str
    posting_title: str


_NAMES = text(
    "select m.id, c.title, c.candidate_name, p.title from matches m join cvs c on c.id = m.cv_id "
    "join postings p on p.id = m.posting_id where m.workspace_id = :workspace and m.id = any(:ids)"
)


class Listed(NamedTuple):
    """A CV in a ranking, and its match where one was kept."""

    cv_title: str
    candidate_name: str
    match_id: UUID | None


_LISTED = text(
    "select c.id, c.title, c.candidate_name, m.id from cvs c "
    "join cv_versions v on v.cv_id = c.id and v.number = c.latest "
    "left join matches m on m.workspace_id = :workspace and m.posting_id = :posting "
    "and m.cv_version_id = v.id where c.workspace_id = :workspace and c.id = any(:ids)"
)


class MatchRepository:
    """Matches of one workspace, best first in lists and the older of equals first."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._owned = select(MatchRow).where(MatchRow.workspace_id == workspace)

    async def get(self, match: MatchId) -> MatchRow:
        """A match with its reasons."""
        statement = self._owned.where(MatchRow.id == match).options(undefer(MatchRow.match))
        row = await self._session.scalar(statement.execution_options(populate_existing=True))
        if row is None:
            raise MatchNotFound
        return row

    async def put(self, pair: Pair, match: Match) -> MatchId:
        """Keep a match, in place of an earlier one of the same CV version and posting."""
        putting = _putting([self._values(pair, match)])
        return MatchId((await self._session.execute(putting.returning(MatchRow.id))).scalar_one())

    async def put_all(self, scored: Sequence[tuple[Pair, Match]]) -> None:
        """The same for many, each pair once, with one statement for ``AT_ONCE`` of them."""
        for start in range(0, len(scored), AT_ONCE):
            part = scored[start : start + AT_ONCE]
            await self._session.execute(_putting([self._values(*one) for one in part]))

    def _values(self, pair: Pair, match: Match) -> dict[str, Any]:
        return {
            "id": uuid7(),
            "workspace_id": self._workspace,
            "cv_id": pair.cv,
            "cv_version_id": pair.cv_version,
            "posting_id": pair.posting,
            "posting_version": pair.posting_version,
            "score": Decimal(str(match.score)),
            "band": match.band.value,
            "formula": match.formula,
            "match": to_json(Match, match),
        }

    async def find(self, cv_version: CvVersionId, posting: PostingId) -> MatchId | None:
        """The match of a CV version and a posting, where it was computed."""
        pair = (MatchRow.cv_version_id == cv_version, MatchRow.posting_id == posting)
        statement = self._owned.with_only_columns(MatchRow.id).where(*pair)
        found = await self._session.scalar(statement)
        return MatchId(found) if found is not None else None

    async def newest_of(self, cv: CvId, posting: PostingId) -> MatchRow | None:
        """The match of a CV and a posting that was computed last, without its reasons."""
        pair = (MatchRow.cv_id == cv, MatchRow.posting_id == posting)
        last = self._owned.where(*pair).order_by(MatchRow.updated_at.desc(), MatchRow.id.desc()).limit(1)
        return await self._session.scalar(last.execution_options(populate_existing=True))

    async def list_page(
        self, *, cv: UUID | None, posting: UUID | None, cursor: str | None, limit: int
    ) -> Rows[MatchRow]:
        """A ranking; only the newest version of each CV counts."""
        newest = text(
            "exists (select 1 from cvs c join cv_versions v on v.cv_id = c.id and v.number = c.latest "
            "where c.id = matches.cv_id and v.id = matches.cv_version_id)"
        )
        statement = self._owned.where(newest)
        if cv is not None:
            statement = statement.where(MatchRow.cv_id == cv)
        if posting is not None:
            statement = statement.where(MatchRow.posting_id == posting)
        if cursor is not None:
            score, last = _key(cursor)
            statement = statement.where(tuple_(-MatchRow.score, MatchRow.id) > (-score, last))
        statement = statement.order_by(MatchRow.score.desc(), MatchRow.id).limit(limit + 1)
        rows = list(await self._session.scalars(statement))
        return page_of(rows, limit, lambda row: (str(row.score), row.id))

    async def of_pairs(self, posting: PostingId, cvs: Sequence[UUID]) -> dict[UUID, Listed]:
        """What CVs are called, with the match of their newest version where it was kept."""
        values = {"workspace": self._workspace, "posting": posting, "ids": list(cvs)}
        found = await self._session.execute(_LISTED, values)
        return {row[0]: Listed(*row[1:]) for row in found}

    async def names_of(self, rows: list[MatchRow]) -> dict[UUID, Names]:
        """The names of both sides of each match."""
        found = await self._session.execute(
            _NAMES, {"workspace": self._workspace, "ids": [row.id for row in rows]}
        )
        return {row[0]: Names(*row[1:]) for row in found}


class KeptRow(NamedTuple):
    """What exact scoring needs of a CV."""

    keys: bytes
    kept: bytes


_OUTDATED = text(
    "select cv_id from cv_traits where workspace_id = :workspace and recipe is null union all "
    "select cv_id from cv_traits where workspace_id = :workspace and recipe < :recipe union all "
    "select cv_id from cv_traits where workspace_id = :workspace and recipe > :recipe union all "
    "select cv_id from cv_traits where workspace_id = :workspace and recipe = :recipe and month < :month "
    "limit :limit"
)
"""Each part is a range of the index on (workspace_id, recipe, month), most of them empty."""
_STAMPS = text(
    "select cv_id, changed || ' ' || ctid::text from cv_traits "
    "where workspace_id = :workspace and cv_id = any(:ids) and changed is not null"
)
"""The transaction that wrote a row, and which of its versions this is."""
_CHANGED = text("pg_current_xact_id()::text::bigint")


class TraitsRepository:
    """What ranking reads of the CVs of one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._owned = select(CvTraits).where(CvTraits.workspace_id == workspace)

    async def outdated(self, recipe: str, month: int, limit: int) -> list[UUID]:
        """CVs whose row has to be made, or made again."""
        values = {"workspace": self._workspace, "recipe": recipe, "month": month, "limit": limit}
        return list(dict.fromkeys(await self._session.scalars(_OUTDATED, values)))

    async def count_outdated(self, recipe: str) -> int:
        late = self._owned.where(CvTraits.recipe.is_distinct_from(recipe))
        return int(await self._session.scalar(select(func.count()).select_from(late.subquery())) or 0)

    async def count(self) -> int:
        every = select(func.count()).select_from(CvTraits).where(CvTraits.workspace_id == self._workspace)
        return int(await self._session.scalar(every) or 0)

    async def put(self, rows: Mapping[UUID, Mapping[str, Any]]) -> None:
        """Write what was made of CVs. One that was deleted meanwhile stays deleted."""
        for cv, values in sorted(rows.items()):
            mine = (CvTraits.workspace_id == self._workspace, CvTraits.cv_id == cv)
            await self._session.execute(update(CvTraits).where(*mine).values(**values, changed=_CHANGED))

    async def stamps(self, ids: Sequence[UUID]) -> dict[UUID, str]:
        """For each of these CVs that is there and made ready a mark of its row, which no other row has."""
        values = {"workspace": self._workspace, "ids": list(ids)}
        return {row[0]: row[1] for row in await self._session.execute(_STAMPS, values)}

    async def kept(self, ids: Sequence[UUID]) -> dict[UUID, KeptRow]:
        """The rows of these CVs that were made; of a CV that is gone there is none."""
        if not ids:
            return {}
        columns = (CvTraits.cv_id, CvTraits.keys, CvTraits.kept)
        wanted = self._owned.with_only_columns(*columns).where(
            CvTraits.cv_id.in_(ids), CvTraits.kept.is_not(None)
        )
        found = await self._session.execute(wanted)
        return {cv: KeptRow(keys, kept) for cv, keys, kept in found if keys is not None and kept is not None}


class FeedbackRepository:
    """What people said of CVs for postings, in one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._owned = select(Feedback).where(Feedback.workspace_id == workspace)

    async def of_posting(self, posting: PostingId) -> dict[UUID, bool]:
        """Whether each CV that was judged is relevant."""
        said = self._owned.with_only_columns(Feedback.cv_id, Feedback.relevant)
        found = await self._session.execute(said.where(Feedback.posting_id == posting))
        return {row[0]: row[1] for row in found}

    async def put(self, posting: PostingId, cv: CvId, by: UUID | None, *, relevant: bool) -> None:
        given = {"relevant": relevant, "given_by": by}
        key = {"workspace_id": self._workspace, "posting_id": posting, "cv_id": cv}
        await self._session.execute(
            insert(Feedback)
            .values(**key, **given)
            .on_conflict_do_update(index_elements=list(key), set_=given | {"updated_at": func.now()})
        )

    async def remove(self, posting: PostingId, cv: CvId) -> None:
        mine = (
            Feedback.workspace_id == self._workspace,
            Feedback.posting_id == posting,
            Feedback.cv_id == cv,
        )
        await self._session.execute(delete(Feedback).where(*mine))


class Decided(NamedTuple):
    """What a person decided, and what they are called today."""

    row: HumanDecision
    by_name: str | None


_USERS = table("users", column("id"), column("display_name"))


class DecisionRepository:
    """What people decided about CVs, in one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._owned = select(HumanDecision).where(HumanDecision.workspace_id == workspace)

    async def find(self, posting: PostingId, cv: CvId) -> Decided | None:
        """The decision that stands for a CV and a posting."""
        pair = (HumanDecision.posting_id == posting, HumanDecision.cv_id == cv)
        named = self._owned.add_columns(_USERS.c.display_name).where(*pair)
        named = named.outerjoin(_USERS, _USERS.c.id == HumanDecision.decided_by)
        found = (await self._session.execute(named.execution_options(populate_existing=True))).first()
        return Decided(found[0], found[1]) if found is not None else None

    async def of_posting(self, posting: PostingId) -> dict[UUID, Verdict]:
        """What was decided about each CV for a posting."""
        decided = self._owned.with_only_columns(HumanDecision.cv_id, HumanDecision.verdict)
        found = await self._session.execute(decided.where(HumanDecision.posting_id == posting))
        return {row[0]: cast("Verdict", row[1]) for row in found}

    async def put(
        self, posting: PostingId, cv: CvId, verdict: Verdict, reason: str, by: UserId | None
    ) -> None:
        given = {"verdict": verdict, "reason": reason, "decided_by": by}
        key = {"workspace_id": self._workspace, "posting_id": posting, "cv_id": cv}
        await self._session.execute(
            insert(HumanDecision)
            .values(**key, **given)
            .on_conflict_do_update(index_elements=list(key), set_=given | {"updated_at": func.now()})
        )

    async def remove(self, posting: PostingId, cv: CvId) -> None:
        mine = (
            HumanDecision.workspace_id == self._workspace,
            HumanDecision.posting_id == posting,
            HumanDecision.cv_id == cv,
        )
        await self._session.execute(delete(HumanDecision).where(*mine))


class BatchRepository:
    """Batches of one workspace and their files."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._items = select(BatchItem).where(BatchItem.workspace_id == workspace)
        self._owned = select(Batch).where(Batch.workspace_id == workspace)

    async def get(self, batch: UUID) -> Batch:
        """Raises BatchNotFound."""
        statement = self._owned.where(Batch.id == batch).execution_options(populate_existing=True)
        row = await self._session.scalar(statement)
        if row is None:
            raise BatchNotFound
        return row

    async def items(self, batch: UUID) -> dict[int, BatchItem]:
        """The files that were taken up already, by their number."""
        mine = self._items.where(BatchItem.batch_id == batch)
        return {item.number: item for item in await self._session.scalars(mine)}

    async def statuses(self, batch: UUID) -> list[str]:
        mine = self._items.with_only_columns(BatchItem.status).where(BatchItem.batch_id == batch)
        return list(await self._session.scalars(mine))

    async def failures(self, batch: UUID) -> list[BatchItem]:
        """The files that came to nothing, in the order of the archive."""
        mine = self._items.where(BatchItem.batch_id == batch, BatchItem.status == "failed")
        return list(await self._session.scalars(mine.order_by(BatchItem.number)))

    async def put(self, batch: UUID, number: int, name: str, **values: Any) -> None:
        """Say how far a file is."""
        key = {"workspace_id": self._workspace, "batch_id": batch, "number": number}
        added = insert(BatchItem).values(**key, name=name[:200], **values)
        renewed = values | {"updated_at": func.now()}
        await self._session.execute(added.on_conflict_do_update(index_elements=list(key), set_=renewed))


def _putting(rows: Sequence[Mapping[str, Any]]) -> Insert:
    added = insert(MatchRow).values(list(rows))
    renewed = ("posting_version", "score", "band", "formula", "match")
    return added.on_conflict_do_update(
        index_elements=["workspace_id", "posting_id", "cv_version_id"],
        set_={name: added.excluded[name] for name in renewed} | {"updated_at": func.now()},
    )


def place_key(cursor: str) -> tuple[float, UUID]:
    """What a ranking goes on after: the negated score and the id. Raises BadCursor."""
    score, last = _key(cursor)
    return -float(score), last


def _key(cursor: str) -> tuple[Decimal, UUID]:
    match decode_cursor(cursor):
        case [str(score), str(last)]:
            try:
                key = Decimal(score), UUID(last)
                possible = 0 <= key[0] <= 100
            except (InvalidOperation, ValueError) as exc:
                raise BadCursor from exc
            if possible:
                return key
    raise BadCursor
