"""Every table is accounted for: exported and erased, or with a reason why not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table

from candidacy.features.privacy.tests.life import tables
from candidacy.infrastructure.postgres import Base
from candidacy.infrastructure.postgres.belonging import Unaccounted, belongings
from candidacy.infrastructure.postgres.marks import SECRET, forgotten

if TYPE_CHECKING:
    from candidacy.infrastructure.postgres import Database
    from candidacy.testing.application import Client

pytestmark = pytest.mark.own_database

PROVING = re.compile(r"(^|_)(hash|secret|password|token|sealed)($|_)")
OUTLIVES = {"audit_entries", "model_calls"}
"""Pseudonymised instead of erased: the log of security and of decisions is a duty of its own."""
OF_THE_INSTALLATION = {"chores", "prompt_choices", "prompt_experiments", "prompt_results", "resealings"}
OF_WORKFLOWS = {"checkpoint_blobs", "checkpoint_writes", "checkpoints"}
OF_SEARCH = {"passage_sources", "passages", "search_indexes"}
NOT_EXPORTED = (
    {"cv_traits", "idempotency_keys", "model_reservations"} | OF_THE_INSTALLATION | OF_WORKFLOWS | OF_SEARCH
)
ENDING = re.compile(r"^(expires_at|finished_at|revoked_at)$")


@pytest.fixture(autouse=True)
def _whole(client: Client) -> Client:
    """The application, which knows the models of all slices."""
    return client


async def test_priv_001_every_table_of_the_database_belongs_to_somebody(
    owner: Database,
) -> None:
    assert await tables(owner) == sorted(belongings(Base.metadata))


def test_priv_001_what_is_not_exported_or_not_erased_is_on_a_short_list() -> None:
    known = belongings(Base.metadata).values()

    assert {b.name for b in known if b.append_only} == OUTLIVES
    assert {b.name for b in known if b.why_not_exported} == NOT_EXPORTED
    assert all(b.why_not_exported for b in known if b.name in NOT_EXPORTED)


def test_priv_001_a_new_table_that_nobody_accounted_for_is_noticed() -> None:
    metadata = MetaData()
    Table("diaries", metadata, Column("id", Integer, primary_key=True), Column("text", String))

    with pytest.raises(Unaccounted, match="diaries"):
        belongings(metadata)


def test_a_table_belongs_to_whom_its_foreign_keys_lead_to() -> None:
    metadata = MetaData()
    Table("users", metadata, Column("id", Integer, primary_key=True))
    diary: Column[int] = Column("user_id", ForeignKey("users.id"))
    Table("diaries", metadata, Column("id", Integer, primary_key=True), diary)
    page: Column[int] = Column("diary_id", ForeignKey("diaries.id"))
    Table("pages", metadata, Column("id", Integer, primary_key=True), page)

    found = belongings(metadata)

    assert found["diaries"].people == (diary,)
    assert found["pages"].parent is not None
    assert found["pages"].parent[0] is page


def test_priv_003_whatever_proves_who_somebody_is_carries_the_mark() -> None:
    unmarked = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.c
        if PROVING.search(column.name) and not column.info.get(*SECRET)
    ]

    assert unmarked == []


def test_priv_008_whatever_ends_says_when_it_is_forgotten() -> None:
    forever = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.c
        if ENDING.search(column.name) and forgotten(column.info) is None
    ]

    assert forever == []
