"""Portfolios: what people publish, and the one way by which a visitor without an account sees it."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from candidacy.infrastructure.postgres.migrations.roles import protect

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = (
    "portfolios",
    "portfolio_handles",
    "portfolio_items",
    "portfolio_images",
    "portfolio_image_files",
)
EMPTY_LIST, EMPTY_OBJECT = sa.text("'[]'::jsonb"), sa.text("'{}'::jsonb")

HANDLE = "(SELECT nullif(current_setting('app.visited_handle', true), ''))"
LINK = "(SELECT nullif(current_setting('app.visited_link', true), ''))"
LISTING = "(SELECT current_setting('app.visited_listing', true))"
VISITED = f"""
CREATE POLICY visited ON portfolio_handles FOR SELECT USING (handle = {HANDLE});
CREATE POLICY visited ON portfolios FOR SELECT USING (
    taken_down_at IS NULL AND (
        (visibility = 'public' AND id IN (SELECT portfolio_id FROM portfolio_handles WHERE handle = {HANDLE}))
        OR (visibility <> 'private' AND link_hash = {LINK})
        OR (visibility = 'public' AND indexable AND {LISTING} = 'on')
    )
);
CREATE POLICY visited ON portfolio_items FOR SELECT USING (
    state = 'published' AND published_at <= now() AND deleted_at IS NULL AND taken_down_at IS NULL
    AND portfolio_id IN (
        SELECT p.id FROM portfolios p WHERE p.taken_down_at IS NULL AND (
            (p.visibility = 'public' AND p.sections ->> kind = 'public'
                AND p.id IN (SELECT h.portfolio_id FROM portfolio_handles h WHERE h.handle = {HANDLE}))
            OR (p.visibility <> 'private' AND p.sections ->> kind IN ('public', 'unlisted')
                AND p.link_hash = {LINK})
        )
    )
);
CREATE POLICY visited ON portfolio_images FOR SELECT USING (item_id IN (SELECT id FROM portfolio_items));
CREATE POLICY visited ON portfolio_image_files FOR SELECT
    USING (image_id IN (SELECT id FROM portfolio_images));
"""  # noqa: S608 - Nothing is put in but the constants above.
"""A transaction that names a handle, or proves the link, sees what is published there and nothing else.

None of these settings is a workspace: a visitor never works in one. The last two follow what may be seen of
the items, which within a workspace are its own.
"""


def upgrade() -> None:
    create_portfolios()
    create_handles()
    create_items()
    create_images()
    create_image_files()
    for table in TABLES:
        for statement in protect(table):
            run_script(statement)
    run_script(VISITED)


def run_script(script: str) -> None:
    connection: Any = op.get_bind().connection.dbapi_connection
    connection.run_async(lambda driver: driver.execute(script))


def moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def moments() -> list[sa.Column[Any]]:
    kind = sa.DateTime(timezone=True)
    return [
        sa.Column("created_at", kind, server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", kind, server_default=sa.text("now()"), nullable=False),
    ]


def words(name: str, length: int, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), nullable=nullable)


def leads(table: str, column: str, to: str, *, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}", ondelete=ondelete
    )


def create_portfolios() -> None:
    op.create_table(
        "portfolios",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        words("handle", 40, nullable=True),
        words("name", 100),
        words("headline", 200),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("links", postgresql.JSONB(), server_default=EMPTY_LIST, nullable=False),
        words("visibility", 10),
        sa.Column("indexable", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("sections", postgresql.JSONB(), server_default=EMPTY_OBJECT, nullable=False),
        sa.Column("cv_id", sa.Uuid(), nullable=True),
        sa.Column("cv_number", sa.Integer(), nullable=True),
        sa.Column("history", postgresql.JSONB(), server_default=EMPTY_OBJECT, nullable=False),
        words("link_hash", 64, nullable=True),
        moment("taken_down_at"),
        words("taken_down_reason", 500, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *moments(),
        sa.CheckConstraint(
            "visibility in ('public', 'unlisted', 'private')", name="ck_portfolios_visibility"
        ),
        sa.CheckConstraint("visibility <> 'public' or handle is not null", name="ck_portfolios_handle"),
        leads("portfolios", "author_id", "users", ondelete="SET NULL"),
        leads("portfolios", "cv_id", "cvs", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_portfolios"),
        sa.UniqueConstraint("workspace_id", name="uq_portfolios_workspace_id"),
        sa.UniqueConstraint("link_hash", name="uq_portfolios_link_hash"),
    )
    op.create_index("ix_portfolios_author_id", "portfolios", ["author_id"])
    op.create_index("ix_portfolios_cv_id", "portfolios", ["cv_id"])
    op.create_index("ix_portfolios_workspace_id_id", "portfolios", ["workspace_id", "id"])


def create_handles() -> None:
    op.create_table(
        "portfolio_handles",
        words("handle", 40),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("portfolio_id", sa.Uuid(), nullable=False),
        *moments(),
        leads("portfolio_handles", "portfolio_id", "portfolios"),
        sa.PrimaryKeyConstraint("handle", name="pk_portfolio_handles"),
    )
    op.create_index("ix_portfolio_handles_portfolio_id", "portfolio_handles", ["portfolio_id"])
    op.create_index(
        "ix_portfolio_handles_workspace_id_portfolio_id",
        "portfolio_handles",
        ["workspace_id", "portfolio_id"],
    )


def create_items() -> None:
    op.create_table(
        "portfolio_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("portfolio_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        words("kind", 16),
        words("slug", 80),
        words("title", 200),
        words("summary", 500),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("tags", postgresql.JSONB(), server_default=EMPTY_LIST, nullable=False),
        words("url", 2000),
        words("issuer", 200),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        words("state", 10),
        moment("published_at"),
        sa.Column("as_evidence", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("reminded_of", sa.Date(), nullable=True),
        moment("deleted_at"),
        moment("taken_down_at"),
        words("taken_down_reason", 500, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *moments(),
        sa.CheckConstraint("kind in ('project', 'post', 'certification')", name="ck_portfolio_items_kind"),
        sa.CheckConstraint("state in ('draft', 'published')", name="ck_portfolio_items_state"),
        leads("portfolio_items", "portfolio_id", "portfolios"),
        leads("portfolio_items", "author_id", "users", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_portfolio_items"),
    )
    op.create_index("ix_portfolio_items_author_id", "portfolio_items", ["author_id"])
    op.create_index(
        "ix_portfolio_items_workspace_id_kind_position_id",
        "portfolio_items",
        ["workspace_id", "kind", "position", "id"],
    )
    op.create_index(
        "uq_portfolio_items_slug",
        "portfolio_items",
        ["portfolio_id", "slug"],
        unique=True,
        postgresql_where=sa.text("deleted_at is null"),
    )


def create_images() -> None:
    op.create_table(
        "portfolio_images",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        words("alt", 300),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        *moments(),
        leads("portfolio_images", "item_id", "portfolio_items"),
        sa.PrimaryKeyConstraint("id", name="pk_portfolio_images"),
    )
    op.create_index("ix_portfolio_images_item_id", "portfolio_images", ["item_id"])
    op.create_index("ix_portfolio_images_workspace_id_id", "portfolio_images", ["workspace_id", "id"])


def create_image_files() -> None:
    op.create_table(
        "portfolio_image_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("image_id", sa.Uuid(), nullable=False),
        words("name", 120),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        words("sha256", 64),
        words("storage_key", 65),
        *moments(),
        leads("portfolio_image_files", "image_id", "portfolio_images"),
        sa.PrimaryKeyConstraint("id", name="pk_portfolio_image_files"),
        sa.UniqueConstraint("image_id", "width", name="uq_portfolio_image_files_image_id_width"),
        sa.UniqueConstraint("storage_key", name="uq_portfolio_image_files_storage_key"),
    )
    op.create_index(
        "ix_portfolio_image_files_workspace_id_id", "portfolio_image_files", ["workspace_id", "id"]
    )


def downgrade() -> None:
    # The policies look at one another's tables, so that none could be dropped before.
    for table in TABLES:
        op.execute(f"DROP POLICY visited ON {table}")
    for table in reversed(TABLES):
        op.drop_table(table)
