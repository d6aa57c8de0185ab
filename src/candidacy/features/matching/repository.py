"""Matches of one workspace."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select, text, tuple_
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from candidacy.domain.matching import Match
from candidacy.features.matching.errors import MatchNotFound
from candidacy.features.matching.models import MatchRow
from candidacy.infrastructure.postgres.documents import to_json
from candidacy.kernel.ids import CvId, CvVersionId, MatchId, PostingId, WorkspaceId, uuid7
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

    async def names_of(self, rows: list[MatchRow]) -> dict[UUID, Names]:
        """The names of both sides of each match."""
        found = await self._session.execute(
            _NAMES, {"workspace": self._workspace, "ids": [row.id for row in rows]}
        )
        return {row[0]: Names(*row[1:]) for row in found}


def _putting(rows: Sequence[Mapping[str, Any]]) -> Insert:
    added = insert(MatchRow).values(list(rows))
    renewed = ("posting_version", "score", "band", "formula", "match")
    return added.on_conflict_do_update(
        index_elements=["workspace_id", "posting_id", "cv_version_id"],
        set_={name: added.excluded[name] for name in renewed} | {"updated_at": func.now()},
    )


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
