"""Whether two databases hold the same: each table counted and summed up, however its rows lie on the disk."""

from dataclasses import dataclass

from psycopg import AsyncConnection, sql

_TABLES = (
    "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'"
    " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1"
)
_SEQUENCES = (
    "SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1"
)
# Sixty bits of the digest of each row, added up: the same for the same rows in any order.
_SUM = (
    "SELECT count(*), coalesce(sum(('x' || substr(md5(r::text), 1, 15))::bit(60)::bigint::numeric), 0)::text"
    " FROM {} AS r"
)
_SAME_WORDS = (
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL datestyle = 'ISO, MDY'",
    "SET LOCAL intervalstyle = 'postgres'",
    "SET LOCAL bytea_output = 'hex'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL statement_timeout = 0",
)


@dataclass(frozen=True, slots=True)
class Held:
    """What a table holds: its rows, and the sum of their digests."""

    rows: int
    digest: str


async def held(url: str) -> dict[str, Held]:
    """What each table of a database holds, and where its sequences stand. Changes nothing.

    Row-level security binds the owner of the tables too, so it is lifted within a transaction that is taken
    back; meanwhile nobody else can use them.
    """
    async with await AsyncConnection.connect(url, connect_timeout=10) as connection:
        try:
            for statement in _SAME_WORDS:
                await connection.execute(statement)
            found = {}
            for (table,) in await (await connection.execute(_TABLES)).fetchall():
                name = sql.Identifier("public", table)
                await connection.execute(sql.SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY").format(name))
                row = await (await connection.execute(sql.SQL(_SUM).format(name))).fetchone()
                assert row is not None  # noqa: S101 - An aggregate without groups gives one row.
                found[table] = Held(*row)
            for sequence, last in await (await connection.execute(_SEQUENCES)).fetchall():
                found[f"{sequence} (sequence)"] = Held(last, "")
            return found
        finally:
            await connection.rollback()  # rule: own-transaction
