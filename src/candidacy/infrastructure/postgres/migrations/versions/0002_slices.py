"""The tables of the slices: people, workspaces, files, CVs, postings, reviews and matches."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

PARTITIONS = 8


def upgrade() -> None:
    create_users()
    create_workspaces()
    create_memberships()
    create_files()
    create_documents()
    create_cvs()
    create_cv_versions()
    create_postings()
    create_reviews()
    create_matches()
    create_partitions()


def create_users() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("display_name", sa.String(), nullable=False),
        sa.Column("is_local", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
    )
    op.create_index(
        "uq_users_is_local", "users", ["is_local"], unique=True, postgresql_where=sa.text("is_local")
    )


def create_workspaces() -> None:
    op.create_table(
        "workspaces",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind in ('personal', 'team')", name="ck_workspaces_kind"),
        sa.PrimaryKeyConstraint("id", name="pk_workspaces"),
    )


def create_memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("role in ('owner', 'admin', 'editor', 'viewer')", name="ck_memberships_role"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_memberships_user_id_users", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name="fk_memberships_workspace_id_workspaces",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", name="pk_memberships"),
    )
    op.create_index("ix_memberships_user_id", "memberships", ["user_id"], unique=False)


def create_files() -> None:
    op.create_table(
        "files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("error_code", sa.String(), nullable=True),
        sa.Column("error_message", sa.String(), nullable=True),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("purpose in ('cv', 'posting')", name="ck_files_purpose"),
        sa.CheckConstraint("status in ('waiting', 'read', 'failed')", name="ck_files_status"),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
        sa.UniqueConstraint("storage_key", name="uq_files_storage_key"),
    )
    op.create_index("ix_files_workspace_id_id", "files", ["workspace_id", "id"], unique=False)


def create_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("document", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name="fk_documents_file_id_files", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("file_id", name="pk_documents"),
    )
    op.create_index(
        "ix_documents_workspace_id_file_id", "documents", ["workspace_id", "file_id"], unique=False
    )


def create_cvs() -> None:
    op.create_table(
        "cvs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("candidate_name", sa.String(length=100), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cvs"),
    )
    op.create_index("ix_cvs_workspace_id_id", "cvs", ["workspace_id", "id"], unique=False)


def create_cv_versions() -> None:
    op.create_table(
        "cv_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("cv_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("candidate_name", sa.String(length=100), nullable=False),
        sa.Column("skills", postgresql.JSONB(), nullable=False),
        sa.Column("experience_years", sa.Numeric(precision=4, scale=1), nullable=False),
        sa.Column("resume", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "origin in ('upload', 'edit', 'import', 'tailored')", name="ck_cv_versions_origin"
        ),
        sa.CheckConstraint("experience_years between 0 and 50", name="ck_cv_versions_experience_years"),
        sa.ForeignKeyConstraint(["cv_id"], ["cvs.id"], name="fk_cv_versions_cv_id_cvs", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name="fk_cv_versions_file_id_files", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cv_versions"),
        sa.UniqueConstraint("cv_id", "number", name="uq_cv_versions_cv_id_number"),
    )
    op.create_index("ix_cv_versions_file_id", "cv_versions", ["file_id"], unique=False)
    op.create_index("ix_cv_versions_workspace_id_id", "cv_versions", ["workspace_id", "id"], unique=False)


def create_postings() -> None:
    op.create_table(
        "postings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("organization", sa.String(length=300), nullable=True),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("posting", postgresql.JSONB(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name="fk_postings_file_id_files", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_postings"),
    )
    op.create_index("ix_postings_file_id", "postings", ["file_id"], unique=False)
    op.create_index("ix_postings_workspace_id_id", "postings", ["workspace_id", "id"], unique=False)


def create_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("cv_id", sa.Uuid(), nullable=False),
        sa.Column("cv_version_id", sa.Uuid(), nullable=False),
        sa.Column("rubric", sa.String(), nullable=False),
        sa.Column("industry", sa.String(), nullable=False),
        sa.Column("overall_score", sa.Numeric(precision=4, scale=1), nullable=False),
        sa.Column("review", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["cv_id"], ["cvs.id"], name="fk_reviews_cv_id_cvs", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["cv_version_id"],
            ["cv_versions.id"],
            name="fk_reviews_cv_version_id_cv_versions",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        sa.UniqueConstraint(
            "cv_version_id", "rubric", "industry", name="uq_reviews_cv_version_id_rubric_industry"
        ),
    )
    op.create_index("ix_reviews_cv_version_id", "reviews", ["cv_version_id"], unique=False)
    op.create_index(
        "ix_reviews_workspace_id_cv_id_id", "reviews", ["workspace_id", "cv_id", "id"], unique=False
    )


def create_matches() -> None:
    op.create_table(
        "matches",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cv_id", sa.Uuid(), nullable=False),
        sa.Column("cv_version_id", sa.Uuid(), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("posting_version", sa.Integer(), nullable=False),
        sa.Column("score", sa.Numeric(precision=4, scale=1), nullable=False),
        sa.Column("band", sa.String(), nullable=False),
        sa.Column("formula", sa.String(), nullable=False),
        sa.Column("match", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(["cv_id"], ["cvs.id"], name="fk_matches_cv_id_cvs", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["cv_version_id"],
            ["cv_versions.id"],
            name="fk_matches_cv_version_id_cv_versions",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name="fk_matches_posting_id_postings", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_matches"),
        sa.UniqueConstraint(
            "workspace_id",
            "posting_id",
            "cv_version_id",
            name="uq_matches_workspace_id_posting_id_cv_version_id",
        ),
        postgresql_partition_by="HASH (workspace_id)",
    )
    op.create_index("ix_matches_cv_id", "matches", ["cv_id"], unique=False)
    op.create_index("ix_matches_cv_version_id", "matches", ["cv_version_id"], unique=False)
    op.create_index("ix_matches_posting_id", "matches", ["posting_id"], unique=False)
    op.create_index(
        "ix_matches_workspace_id_cv_id_score_id",
        "matches",
        ["workspace_id", "cv_id", "score", "id"],
        unique=False,
    )
    op.create_index(
        "ix_matches_workspace_id_posting_id_score_id",
        "matches",
        ["workspace_id", "posting_id", "score", "id"],
        unique=False,
    )


def create_partitions() -> None:
    for number in range(PARTITIONS):
        op.execute(
            f"CREATE TABLE matches_{number} PARTITION OF matches "
            f"FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {number})"
        )


def downgrade() -> None:
    for table in (
        "matches",
        "reviews",
        "postings",
        "cv_versions",
        "cvs",
        "documents",
        "files",
        "memberships",
        "workspaces",
        "users",
    ):
        op.drop_table(table)
