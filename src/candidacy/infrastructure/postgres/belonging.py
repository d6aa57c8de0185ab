"""Whose each table is, read from its columns and their marks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, MetaData, Table, false, or_, select

from candidacy.infrastructure.postgres.marks import (
    ADDRESS,
    APPEND_ONLY,
    NOT_EXPORTED,
    OF_NOBODY,
    PERSON,
    SECRET,
    STORED,
    forgotten,
)
from candidacy.kernel.ids import UserId, WorkspaceId

PEOPLE, WORKSPACES = "users", "workspaces"


class Unaccounted(Exception):
    """A table belongs to nobody."""

    def __init__(self, table: str) -> None:
        super().__init__(f"{table}: give it workspace_id, a foreign key that leads to users, or a mark.")


@dataclass(frozen=True, slots=True)
class Belonging:
    """Whose the rows of a table are.

    Args:
        workspace: the column with the workspace's id; None for what belongs to people alone.
        people: columns with the id of a person.
        address: the column with a person's e-mail address.
        parent: a foreign key to a table of people's rows, where no column names the person.
    """

    table: Table
    workspace: Column[Any] | None
    people: tuple[Column[Any], ...]
    address: Column[Any] | None
    parent: "tuple[Column[Any], Belonging] | None" = None

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def append_only(self) -> bool:
        return bool(self.table.info.get(APPEND_ONLY))

    @property
    def why_not_exported(self) -> str | None:
        reason: str | None = self.table.info.get(NOT_EXPORTED) or self.table.info.get(OF_NOBODY)
        return reason

    @property
    def stored(self) -> Column[Any] | None:
        """The column with the keys of objects in the storage."""
        return next((c for c in self.table.c if _is(c, STORED)), None)

    @property
    def shown(self) -> list[Column[Any]]:
        """The columns that may leave."""
        return [c for c in self.table.c if not (_is(c, SECRET) or _is(c, STORED))]

    @property
    def ends(self) -> Iterator[tuple[Column[Any], timedelta]]:
        """The columns that say when a row is over, and how long it stays after that."""
        for column in self.table.c:
            after = forgotten(column.info)
            if after is not None:
                yield column, after

    def of_workspace(self, workspace: WorkspaceId) -> ColumnElement[bool]:
        return false() if self.workspace is None else self.workspace == workspace

    def of_person(self, user: UserId, email: str | None) -> ColumnElement[bool]:
        """The rows that are about somebody, whoever they belong to."""
        found: list[ColumnElement[bool]] = [column == user for column in self.people]
        if self.address is not None and email is not None:
            found.append(self.address == email)
        if self.parent is not None:
            column, parent = self.parent
            found.append(column.in_(select(*parent.table.primary_key).where(parent.of_person(user, email))))
        return or_(*found) if found else false()


def belongings(metadata: MetaData) -> dict[str, Belonging]:
    """Every table by name, those that others hang on first. Raises Unaccounted."""
    found: dict[str, Belonging] = {}
    for table in metadata.sorted_tables:
        found[table.name] = _of(table, found)
    return found


def _of(table: Table, before: Mapping[str, Belonging]) -> Belonging:
    address = next((c for c in table.c if _is(c, ADDRESS)), None)
    if table.name == PEOPLE:
        return Belonging(table, None, (table.c.id,), address)
    if table.name == WORKSPACES:
        return Belonging(table, table.c.id, (), address)
    people = tuple(c for c in table.c if _is(c, PERSON) or _leads_to(c) == PEOPLE)
    workspace = table.c.get("workspace_id")
    parent = None if workspace is not None or people else _parent(table, before)
    if OF_NOBODY in table.info:
        return Belonging(table, None, (), None)
    if workspace is None and not people and address is None and parent is None:
        raise Unaccounted(table.name)
    return Belonging(table, workspace, people, address, parent)


def _parent(table: Table, before: Mapping[str, Belonging]) -> tuple[Column[Any], Belonging] | None:
    for column in table.c:
        parent = before.get(_leads_to(column) or "")
        if parent is not None and parent.workspace is None:
            return column, parent
    return None


def _leads_to(column: Column[Any]) -> str | None:
    """The table that a foreign key of this column names."""
    return next((key.column.table.name for key in column.foreign_keys), None)


def _is(column: Column[Any], mark: Mapping[str, Any]) -> bool:
    return all(column.info.get(name) for name in mark)
