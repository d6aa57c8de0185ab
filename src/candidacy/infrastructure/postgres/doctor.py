"""What a PostgreSQL server has and lacks, each finding with the next step."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from candidacy.infrastructure.postgres import migrations
from candidacy.infrastructure.postgres.engine import create_engine
from candidacy.infrastructure.postgres.errors import DatabaseBusy, DatabaseUnavailable
from candidacy.infrastructure.postgres.settings import PostgresSettings
from candidacy.infrastructure.postgres.tenancy import APP_ROLE, WORKER_ROLE

OLDEST, NEWEST = 16, 18
VECTOR = (0, 8)
_RIGHTS = (
    "SELECT rolname, rolsuper OR rolcreaterole, rolsuper OR rolbypassrls FROM pg_roles"
    " WHERE rolname = current_user"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: what was looked at, whether it is well, what was found, and what to do if it is not."""

    name: str
    ok: bool
    found: str
    advice: str | None = None


async def check(url: str) -> list[Check]:
    """Look at the server at ``url``; the first finding is whether it can be reached at all.

    Raises:
        BadDatabaseUrl: when ``url`` is not an address of PostgreSQL.
    """
    engine = create_engine(url, PostgresSettings(pool_size=1))
    try:
        return [Check("connection", ok=True, found="reached"), *await _look(engine)]
    except (DatabaseUnavailable, DatabaseBusy) as exc:
        return [_unreachable(exc)]
    finally:
        await engine.dispose()


def _unreachable(error: Exception) -> Check:
    cause = str(error.__cause__ or error).strip().splitlines()
    return Check(
        "connection",
        ok=False,
        found=cause[0] if cause else "no answer",
        advice="Check host, port, name and password in DATABASE_URL, and that the server runs.",
    )


async def _look(engine: AsyncEngine) -> list[Check]:
    looks: tuple[Callable[[AsyncConnection], Awaitable[Check]], ...] = (
        _version,
        _encoding,
        _vector,
        _trigrams,
        _accents,
        _privileges,
        _tenancy,
        _migrations,
    )
    async with engine.connect() as connection:
        return [await look(connection) for look in looks]


async def _version(connection: AsyncConnection) -> Check:
    number = int(await connection.scalar(text("SHOW server_version_num")) or 0) // 10_000
    return _verdict(
        "server version",
        f"PostgreSQL {number}",
        f"Use PostgreSQL {OLDEST} to {NEWEST}.",
        ok=OLDEST <= number <= NEWEST,
    )


async def _encoding(connection: AsyncConnection) -> Check:
    encoding = await connection.scalar(text("SHOW server_encoding"))
    advice = "Create the database with ENCODING 'UTF8'."
    return _verdict("encoding", str(encoding), advice, ok=encoding == "UTF8")


async def _vector(connection: AsyncConnection) -> Check:
    installed, available = await _extension(connection, "vector")
    version = installed or available
    found = f"pgvector {version}" if version else "missing"
    numbers = tuple(int(part) for part in (version or "0").split(".")[:2])
    advice = "Install pgvector 0.8 or later on the server, then run CREATE EXTENSION vector as a superuser."
    if installed and available and installed != available and numbers < VECTOR:
        advice = "Run ALTER EXTENSION vector UPDATE as the owner of the extension."
    ready = bool(installed) or await _may_create(connection, "vector")
    found = found if ready or not version else f"{found}, which this role may not create"
    return _verdict("pgvector", found, advice, ok=numbers >= VECTOR and ready)


async def _may_create(connection: AsyncConnection, extension: str) -> bool:
    """Whether the role may run CREATE EXTENSION: a superuser, or any owner where it is trusted."""
    query = (
        "SELECT bool_or(trusted OR NOT superuser)"
        " OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"
        " FROM pg_available_extension_versions WHERE name = :name"
    )
    return bool(await connection.scalar(text(query), {"name": extension}))


async def _trigrams(connection: AsyncConnection) -> Check:
    return await _contrib(connection, "pg_trgm")


async def _accents(connection: AsyncConnection) -> Check:
    return await _contrib(connection, "unaccent")


async def _contrib(connection: AsyncConnection, name: str) -> Check:
    installed, available = await _extension(connection, name)
    found = installed or (f"{available}, not yet created" if available else "missing")
    advice = f"Install the contrib package of PostgreSQL, then run CREATE EXTENSION {name}."
    return _verdict(name, found, advice, ok=bool(installed or available))


async def _extension(connection: AsyncConnection, name: str) -> tuple[str | None, str | None]:
    """The version that is installed in the database, and the one the server could install."""
    query = "SELECT installed_version, default_version FROM pg_available_extensions WHERE name = :name"
    row = (await connection.execute(text(query), {"name": name})).one_or_none()
    return (row[0], row[1]) if row else (None, None)


async def _privileges(connection: AsyncConnection) -> Check:
    query = (
        "SELECT current_user, coalesce(has_schema_privilege(current_schema(), 'CREATE'), false),"
        " has_database_privilege(current_database(), 'CREATE')"
    )
    user, tables, extensions = (await connection.execute(text(query))).one()
    lacking = [name for name, may in (("tables", tables), ("extensions", extensions)) if not may]
    found = (
        f"{user} may create everything" if not lacking else f"{user} may not create {' and '.join(lacking)}"
    )
    advice = f"Make {user} the owner of the database, or grant it CREATE on the database and its schema."
    return _verdict("privileges", found, advice, ok=not lacking)


async def _migrations(connection: AsyncConnection) -> Check:
    revision, head = await connection.run_sync(migrations.revision_of), migrations.head()
    known = revision is None or migrations.knows(revision)
    advice = (
        "Run `candidacy db upgrade`."
        if known
        else "A newer release migrated this database. Upgrade this installation."
    )
    return _verdict("migrations", f"{revision or 'none'} of {head}", advice, ok=revision == head)


async def _tenancy(connection: AsyncConnection) -> Check:
    if await migrations.roles_are_ready(connection):
        return Check("tenancy", ok=True, found=f"works as {APP_ROLE}, which row-level security holds")
    user, creates, exempt = (await connection.execute(text(_RIGHTS))).one()
    if creates:
        return Check("tenancy", ok=True, found=f"{APP_ROLE} is made by `candidacy db upgrade`")
    found = f"{user} may not act as {APP_ROLE} and {WORKER_ROLE}"
    found += ", and row-level security does not hold it" if exempt else ", but row-level security holds it"
    advice = (
        f"As a superuser run CREATE ROLE {APP_ROLE} NOLOGIN; CREATE ROLE {WORKER_ROLE} NOLOGIN; where "
        f'they are missing, and GRANT {APP_ROLE}, {WORKER_ROLE} TO "{user}"; then run `candidacy db upgrade`.'
    )
    return Check("tenancy", ok=False, found=found, advice=advice)


def _verdict(name: str, found: str, advice: str, *, ok: bool) -> Check:
    return Check(name, ok, found, None if ok else advice)
