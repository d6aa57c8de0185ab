"""What every table shares: names of constraints, types, and the columns that come in several tables.

A table is built from the mixins it needs, ``class Cv(Keyed, Owned, Versioned, Timestamped, Base)``.
"""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import DateTime, Index, MetaData, Table, Uuid, event, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, declared_attr, mapped_column

from candidacy.kernel.ids import WorkspaceId, uuid7

NAMES = {
    "pk": "pk_%(table_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Base(DeclarativeBase):
    """The base of all models. Values the server makes are read back at once, never lazily."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {
        datetime: DateTime(timezone=True),
        WorkspaceId: Uuid(),
        dict[str, Any]: JSONB,
        list[Any]: JSONB,
    }
    __mapper_args__: Any = {"eager_defaults": True}  # noqa: RUF012 - SQLAlchemy types it as an instance variable.


class Keyed:
    """Rows with an id that sorts by the time it was made."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-100)


class Timestamped:
    """Rows that know when they came and when they last changed, by the server's clock."""

    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), sort_order=900)
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), onupdate=func.now(), sort_order=901
    )


class Owned:
    """Rows of one workspace. An index that leads with the owner is there even where none is declared."""

    workspace_id: Mapped[WorkspaceId] = mapped_column(sort_order=-90)


class Versioned:
    """Rows that people edit: an update of a row that changed in the meantime raises StaleDataError."""

    version: Mapped[int] = mapped_column(default=1, sort_order=800)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version, "eager_defaults": True}


@event.listens_for(Owned, "instrument_class", propagate=True)
def _lead_with_the_owner(mapper: Mapper[Any], cls: type[Any]) -> None:
    """Index (workspace_id, id), the keyset of a list, unless an index of the table's own leads so."""
    table = mapper.local_table
    if not isinstance(table, Table) or any(
        index.columns[0].name == "workspace_id" for index in table.indexes
    ):
        return
    Index(None, table.c.workspace_id, *table.primary_key.columns)
