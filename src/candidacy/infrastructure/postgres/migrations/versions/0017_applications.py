"""Applications: the board, what was sent, tasks, interviews, imports, mails, calendar feeds."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from candidacy.infrastructure.postgres.migrations.roles import protect

revision: str = "0017"
down_revision: str | None = "0016"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = (
    "application_stages",
    "application_imports",
    "applications",
    "application_events",
    "application_contacts",
    "application_tasks",
    "application_interviews",
    "application_documents",
    "application_mails",
    "calendar_feeds",
)

INDEXES = (
    ("application_imports", "imported_by"),
    ("application_imports", "workspace_id", "id"),
    ("applications", "cv_id"),
    ("applications", "import_id"),
    ("applications", "posting_id"),
    ("applications", "stage_id"),
    ("applications", "workspace_id", "id"),
    ("applications", "workspace_id", "likeness"),
    ("applications", "workspace_id", "stage_id", "moved_at", "id"),
    ("application_events", "application_id"),
    ("application_events", "author_id"),
    ("application_events", "workspace_id", "application_id", "id"),
    ("application_contacts", "application_id"),
    ("application_contacts", "workspace_id", "application_id", "id"),
    ("application_tasks", "application_id"),
    ("application_tasks", "assignee_id"),
    ("application_tasks", "workspace_id", "application_id", "id"),
    ("application_interviews", "application_id"),
    ("application_interviews", "workspace_id", "application_id", "id"),
    ("application_interviews", "workspace_id", "starts_at"),
    ("application_documents", "application_id"),
    ("application_documents", "workspace_id", "application_id", "id"),
    ("application_mails", "application_id"),
    ("application_mails", "read_by"),
    ("application_mails", "workspace_id", "status", "id"),
    ("calendar_feeds", "user_id"),
    ("calendar_feeds", "workspace_id", "id"),
)
CATEGORIES = "('saved', 'applied', 'screening', 'interview', 'offer', 'accepted', 'rejected', 'withdrawn')"


def _keys() -> list[sa.Column[Any]]:
    return [sa.Column("id", sa.Uuid(), nullable=False), sa.Column("workspace_id", sa.Uuid(), nullable=False)]


def _times() -> list[sa.Column[Any]]:
    now = sa.text("now()")
    return [
        sa.Column(name, sa.DateTime(timezone=True), server_default=now, nullable=False)
        for name in ("created_at", "updated_at")
    ]


def upgrade() -> None:
    op.create_table(
        "application_stages",
        *_keys(),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        *_times(),
        sa.CheckConstraint(
            f"category in {CATEGORIES}",
            name=op.f("ck_application_stages_category"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_stages")),
    )
    op.create_index(
        "uq_application_stages_name",
        "application_stages",
        ["workspace_id", sa.literal_column("lower(name)")],
        unique=True,
    )
    op.create_table(
        "application_imports",
        *_keys(),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("mapping", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("day_first", sa.Boolean(), nullable=True),
        sa.Column("made", sa.Integer(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("imported_by", sa.Uuid(), nullable=True),
        *_times(),
        sa.CheckConstraint(
            "status in ('draft', 'done', 'undone')", name=op.f("ck_application_imports_status")
        ),
        sa.ForeignKeyConstraint(
            ["imported_by"],
            ["users.id"],
            name=op.f("fk_application_imports_imported_by_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_imports")),
    )
    op.create_table(
        "applications",
        *_keys(),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("organization", sa.String(length=300), nullable=False),
        sa.Column("stage_id", sa.Uuid(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("location", sa.String(length=300), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("tags", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("salary_amount", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("salary_currency", sa.String(length=3), nullable=True),
        sa.Column("salary_period", sa.String(length=8), nullable=True),
        sa.Column("likeness", sa.String(length=500), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=True),
        sa.Column("posting_version", sa.Integer(), nullable=True),
        sa.Column("posting", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("cv_id", sa.Uuid(), nullable=True),
        sa.Column("cv_title", sa.String(length=300), nullable=True),
        sa.Column("cv_number", sa.Integer(), nullable=True),
        sa.Column("match_score", sa.Numeric(precision=4, scale=1), nullable=True),
        sa.Column("match_band", sa.String(length=16), nullable=True),
        sa.Column("match_formula", sa.String(length=60), nullable=True),
        sa.Column("import_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_times(),
        sa.CheckConstraint(
            "salary_period in ('year', 'month', 'week', 'day', 'hour')",
            name=op.f("ck_applications_salary_period"),
        ),
        sa.ForeignKeyConstraint(
            ["cv_id"], ["cvs.id"], name=op.f("fk_applications_cv_id_cvs"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["application_imports.id"],
            name=op.f("fk_applications_import_id_application_imports"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["postings.id"],
            name=op.f("fk_applications_posting_id_postings"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["application_stages.id"], name=op.f("fk_applications_stage_id_application_stages")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
    )
    op.create_table(
        "application_events",
        *_keys(),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before_stage", sa.Uuid(), nullable=True),
        sa.Column("after_stage", sa.Uuid(), nullable=True),
        sa.Column("before", sa.String(length=16), nullable=True),
        sa.Column("after", sa.String(length=16), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        *_times(),
        sa.CheckConstraint(
            "kind in ('created', 'moved', 'undone', 'archived', 'restored', 'sent', 'mail')",
            name=op.f("ck_application_events_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_events_application_id_applications"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["users.id"],
            name=op.f("fk_application_events_author_id_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_events")),
    )
    op.create_table(
        "application_contacts",
        *_keys(),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        *_times(),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_contacts_application_id_applications"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_contacts")),
    )
    op.create_table(
        "application_tasks",
        *_keys(),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("assignee_id", sa.Uuid(), nullable=True),
        *_times(),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_tasks_application_id_applications"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["assignee_id"],
            ["users.id"],
            name=op.f("fk_application_tasks_assignee_id_users"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_tasks")),
    )
    op.create_index(
        "ix_application_tasks_open",
        "application_tasks",
        ["workspace_id", "due_at"],
        unique=False,
        postgresql_where=sa.text("done_at is null"),
    )
    op.create_index(
        "ix_application_tasks_to_remind",
        "application_tasks",
        ["workspace_id", "remind_at"],
        unique=False,
        postgresql_where=sa.text("remind_at is not null and reminded_at is null and done_at is null"),
    )
    op.create_table(
        "application_interviews",
        *_keys(),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_times(),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_interviews_application_id_applications"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_interviews")),
    )
    op.create_table(
        "application_documents",
        *_keys(),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.Column("cv_title", sa.String(length=300), nullable=True),
        sa.Column("cv_number", sa.Integer(), nullable=True),
        sa.Column("theme", sa.String(length=30), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        *_times(),
        sa.CheckConstraint("kind in ('cv', 'letter')", name=op.f("ck_application_documents_kind")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_documents_application_id_applications"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_documents")),
    )
    op.create_table(
        "application_mails",
        *_keys(),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("sender", sa.String(length=460), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("excerpt", sa.String(length=600), nullable=False),
        sa.Column("meaning", sa.String(length=16), nullable=True),
        sa.Column("confidence", sa.Numeric(precision=5, scale=4), nullable=False),
        sa.Column("because", sa.String(length=600), nullable=False),
        sa.Column("read_by", sa.Uuid(), nullable=True),
        *_times(),
        sa.CheckConstraint(
            "status in ('open', 'moved', 'noted', 'dismissed')", name=op.f("ck_application_mails_status")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_mails_application_id_applications"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["read_by"], ["users.id"], name=op.f("fk_application_mails_read_by_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_mails")),
        sa.UniqueConstraint(
            "workspace_id", "fingerprint", name=op.f("uq_application_mails_workspace_id_fingerprint")
        ),
    )
    op.create_table(
        "calendar_feeds",
        *_keys(),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        *_times(),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_calendar_feeds_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("workspace_id", "user_id", name=op.f("uq_calendar_feeds_workspace_id_user_id")),
    )

    for table, *columns in INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    connection: Any = op.get_bind().connection.dbapi_connection
    for table in TABLES:
        for statement in protect(table):
            connection.run_async(lambda driver, script=statement: driver.execute(script))


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
