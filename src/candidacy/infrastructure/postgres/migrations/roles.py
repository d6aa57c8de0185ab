"""SQL of the roles that run the application, and of the policies that hold them to one workspace.

It stands here and not in one revision because each revision that makes a table needs it, and because a
database that may not have roles when it is migrated is given them at a later start.
"""

import psycopg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from candidacy.infrastructure.postgres.tenancy import APP_ROLE, WORKER_ROLE

_MAY_SET = text(
    "SELECT bool_and(CASE WHEN r.oid IS NULL THEN false ELSE pg_has_role(current_user, r.oid, 'SET') END)"
    " FROM unnest(CAST(:names AS text[])) AS wanted (name) LEFT JOIN pg_roles r ON r.rolname = wanted.name"
)
_LACKING = text(
    "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.rolname = :name"
    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')"
    " AND NOT has_table_privilege(r.oid, c.oid, 'SELECT')"
)

TENANT = "(SELECT nullif(current_setting('app.workspace', true), '')::uuid)"
"""The workspace of the transaction. Wrapped in a SELECT it is looked up once a query and not once a row;
after a transaction that set it the setting is an empty text, and not NULL."""

GRANT_ROLES = """
DO $$
DECLARE
    place text := quote_ident(current_schema());
    wanted text;
    may_create boolean := (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user);
BEGIN
    FOREACH wanted IN ARRAY ARRAY['candidacy_app', 'candidacy_worker'] LOOP
        IF may_create AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE', wanted);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL; -- Another database of the same server was migrated at the same time.
            END;
        END IF;
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            RETURN;
        END IF;
        IF NOT pg_has_role(current_user, wanted, 'SET') THEN
            BEGIN
                EXECUTE format('GRANT %I TO CURRENT_USER WITH SET TRUE, INHERIT FALSE', wanted);
            EXCEPTION WHEN insufficient_privilege THEN
                NULL; -- Somebody else made the role and has to grant it; the doctor says so.
            END;
        END IF;
        EXECUTE format('GRANT USAGE ON SCHEMA %s TO %I', place, wanted);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %s TO %I',
            place, wanted);
        EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %s TO %I', place, wanted);
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %s'
            ' GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', place, wanted);
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %s GRANT USAGE ON SEQUENCES TO %I',
            place, wanted);
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM %I', wanted);
    END LOOP;
    REVOKE ALL ON procrastinate_workers FROM candidacy_app;
    GRANT SELECT ON procrastinate_workers TO candidacy_app;
END;
$$;
"""

CONFINE_AUDIT = """
DO $$
DECLARE
    wanted text;
BEGIN
    IF to_regclass('audit_entries') IS NULL THEN
        RETURN;
    END IF;
    FOREACH wanted IN ARRAY ARRAY['candidacy_app', 'candidacy_worker'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            RETURN;
        END IF;
        EXECUTE format('REVOKE UPDATE, DELETE ON audit_entries FROM %I', wanted);
        EXECUTE format('GRANT EXECUTE ON FUNCTION audit_forget(uuid), audit_prune(timestamptz) TO %I',
            wanted);
    END LOOP;
END;
$$;
"""
"""The exception to what GRANT_ROLES gives, wherever that gives it: entries of the audit log are added and
read, and else touched through two functions alone.
"""

CONFINE_CALLS = """
DO $$
DECLARE
    wanted text;
BEGIN
    IF to_regclass('model_calls') IS NULL THEN
        RETURN;
    END IF;
    FOREACH wanted IN ARRAY ARRAY['candidacy_app', 'candidacy_worker'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            RETURN;
        END IF;
        EXECUTE format('REVOKE UPDATE, DELETE ON model_calls FROM %I', wanted);
        EXECUTE format('GRANT EXECUTE ON FUNCTION model_calls_totals(date, date),'
            ' model_calls_prune(timestamptz) TO %I', wanted);
    END LOOP;
END;
$$;
"""
"""The same for the ledger of calls to models."""

CONFINE_OVERVIEW = """
DO $$
DECLARE
    wanted text;
BEGIN
    IF to_regproc('jobs_failed') IS NULL THEN
        RETURN;
    END IF;
    FOREACH wanted IN ARRAY ARRAY['candidacy_app', 'candidacy_worker'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            RETURN;
        END IF;
        EXECUTE format('GRANT EXECUTE ON FUNCTION jobs_failed(integer), files_stored(uuid[]) TO %I', wanted);
    END LOOP;
END;
$$;
"""
"""What who runs the installation is told of all workspaces, by functions that tell nothing else."""

REVOKE_ROLES = """
DO $$
DECLARE
    place text := quote_ident(current_schema());
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['candidacy_app', 'candidacy_worker'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            RETURN;
        END IF;
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %s REVOKE ALL ON TABLES FROM %I', place, wanted);
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %s REVOKE ALL ON SEQUENCES FROM %I',
            place, wanted);
        EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %s FROM %I', place, wanted);
        EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA %s FROM %I', place, wanted);
        EXECUTE format('REVOKE ALL ON SCHEMA %s FROM %I', place, wanted);
    END LOOP;
END;
$$;
"""
"""The roles themselves stay: they belong to the server, and other databases may use them."""


def protect(table: str, *, column: str = "workspace_id") -> list[str]:
    """Statements that show rows of ``table`` only within the workspace in ``column``, to its owner too."""
    return [
        *_force(table),
        f"CREATE POLICY tenant ON {table} USING ({column} = {TENANT}) WITH CHECK ({column} = {TENANT})",
    ]


def protect_changes(table: str, *, column: str = "workspace_id", seen: str = "true") -> list[str]:
    """The same for changes, where rows are also to be seen before the workspace is known: where ``seen``.

    For what says who somebody is: a membership is looked up in order to learn the workspace.
    """
    own = f"{column} = {TENANT}"
    return [
        *_force(table),
        f"CREATE POLICY seen ON {table} FOR SELECT USING ({seen})",
        f"CREATE POLICY tenant ON {table} USING ({own}) WITH CHECK ({own})",
    ]


def unprotect(table: str) -> list[str]:
    return [
        f"DROP POLICY IF EXISTS seen ON {table}",
        f"DROP POLICY tenant ON {table}",
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    ]


def _force(table: str) -> list[str]:
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
    ]


async def roles_are_ready(connection: AsyncConnection) -> bool:
    """Whether who connects may act as both roles, and these may work with every table."""
    if not await connection.scalar(_MAY_SET, {"names": [APP_ROLE, WORKER_ROLE]}):
        return False
    return bool(await connection.scalar(_LACKING, {"name": APP_ROLE}) == 0)


async def prepare_roles(engine: AsyncEngine) -> bool:
    """Make the roles and give them their rights where these are missing; False where we may not.

    Call it as the owner of the tables, after the migrations: a database that could not have roles when it was
    migrated may be allowed to later.
    """
    async with engine.begin() as connection:
        if await roles_are_ready(connection):
            return True
        raw = (await connection.get_raw_connection()).driver_connection
        assert isinstance(raw, psycopg.AsyncConnection)  # noqa: S101 - Narrows the driver that create_engine chose.
        await raw.execute(GRANT_ROLES.encode())
        await raw.execute(CONFINE_AUDIT.encode())
        await raw.execute(CONFINE_CALLS.encode())
        await raw.execute(CONFINE_OVERVIEW.encode())
        return await roles_are_ready(connection)
