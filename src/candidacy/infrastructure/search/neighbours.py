"""What large workspaces need to be searched: indexes of their own, and which words are common there.

An index holds one workspace and one model: one of neighbours over all tenants would give the neighbours of
all, of which hardly any are one tenant's. Made by the owner of the tables, without blocking anybody.
"""

import hashlib
import re
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

_PLAIN = re.compile(r"[\w./:@+-]+")
_ENTER = text("SELECT set_config('app.workspace', CAST(:workspace AS text), false)")  # rule: own-connection
_MEMORY = text("SELECT set_config('maintenance_work_mem', :memory, false)")  # rule: own-connection
_STATE = text("SELECT model, dimension FROM search_indexes WHERE workspace_id = :workspace")
_COUNT = text("SELECT count(*) FROM passages WHERE workspace_id = :workspace AND model = :model")
_PARTITION = text(
    "SELECT tableoid::regclass::text FROM passages WHERE workspace_id = :workspace AND model = :model LIMIT 1"
)
_NEIGHBOURS, _WORDS = "ann", "gin"
_CARE = 160
"""How many neighbours are weighed for each place: with fewer, small groups of passages are out of reach."""
COMMON = 1_000
"""Passages from which on a word is a common one, which a search does not look up first."""
_COUNTED = text(
    "UPDATE search_indexes SET common = (SELECT coalesce(jsonb_object_agg(word, ndoc), '{}')"
    " FROM ts_stat(:words) WHERE ndoc >= :common) WHERE workspace_id = :workspace"
)
_THERE = text(
    "SELECT c.relname, i.indisvalid FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid"
    " WHERE c.relname LIKE :prefix"
)


class Large(NamedTuple):
    """A workspace whose passages have, or get, an index of their own."""

    workspace: UUID
    passages: int
    made: bool


async def index_large_workspaces(
    engine: AsyncEngine, *, above: int, memory: str = "1GB", common: int = COMMON
) -> list[Large]:
    """Make what is missing, drop what stands for a model that is not searched any more, and count words.

    Args:
        engine: connects as the owner of the tables, without a limit on the time of a statement.
        above: passages from which on a workspace has one.
        memory: what building one may take; with too little it takes several times as long.
        common: passages from which on a word is noted as a common one.
    """
    found = []
    async with engine.connect() as plain:
        connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
        workspaces = list(await connection.scalars(text("SELECT id FROM workspaces ORDER BY id")))
        await connection.execute(_MEMORY, {"memory": memory})
        for workspace in workspaces:
            await connection.execute(_ENTER, {"workspace": str(workspace)})
            if (large := await _one(connection, workspace, above, common)) is not None:
                found.append(large)
        # Nothing of this may go back to the pool.
        await connection.invalidate()
    return found


async def _one(connection: AsyncConnection, workspace: UUID, above: int, common: int) -> Large | None:
    state = (await connection.execute(_STATE, {"workspace": workspace})).one_or_none()
    if state is None or not state.dimension or not _PLAIN.fullmatch(state.model):
        return None
    which = {"workspace": workspace, "model": state.model}
    passages = await connection.scalar(_COUNT, which) or 0
    wanted = _wanted(workspace, state.model, int(state.dimension)) if passages > above else {}
    missing = wanted.keys() - await _keep(connection, workspace, wanted.keys())
    if not wanted:
        return None
    partition = await connection.scalar(_PARTITION, which)
    alone = f"WHERE workspace_id = '{workspace}' AND model = '{state.model}'"
    for name in sorted(missing):
        statement = f"CREATE INDEX CONCURRENTLY {name} ON {partition} USING {wanted[name]} {alone}"
        await connection.exec_driver_sql(statement)
    words = f"SELECT words FROM passages {alone}"  # noqa: S608 - An id and a name of plain signs.
    await connection.execute(_COUNTED, {"workspace": workspace, "words": words, "common": common})
    return Large(workspace, passages, made=bool(missing))


def _wanted(workspace: UUID, model: str, dimension: int) -> dict[str, str]:
    """The indexes of a large workspace by their names.

    That of its words alone does not look up for each place of a word whose it is.
    """
    return {
        name_of(workspace, model): f"hnsw ((embedding::halfvec({dimension})) halfvec_cosine_ops)"
        f" WITH (ef_construction = {_CARE})",
        name_of(workspace, model, _WORDS): "gin (words)",
    }


async def _keep(connection: AsyncConnection, workspace: UUID, wanted: Collection[str]) -> set[str]:
    """Those of the indexes that are there and whole; others of the workspace are dropped."""
    kept = set()
    for kind in (_NEIGHBOURS, _WORDS):
        prefix = {"prefix": f"{_prefix(workspace, kind)}%".replace("_", r"\_")}
        for name, whole in list(await connection.execute(_THERE, prefix)):
            if name in wanted and whole:
                kept.add(name)
            else:
                await connection.exec_driver_sql(f"DROP INDEX CONCURRENTLY {name}")
    return kept


def name_of(workspace: UUID, model: str, kind: str = _NEIGHBOURS) -> str:
    """The name of the index of a workspace and a model."""
    return _prefix(workspace, kind) + hashlib.sha256(model.encode()).hexdigest()[:8]


def _prefix(workspace: UUID, kind: str) -> str:
    return f"{kind}_passages_{workspace.hex[-16:]}_"
