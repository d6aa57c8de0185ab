"""The people of an installation."""

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed, Timestamped


class User(Keyed, Timestamped, Base):
    """A person. The local user needs no password, which is why the server then listens on loopback only."""

    __tablename__ = "users"
    __table_args__ = (Index("uq_users_is_local", "is_local", unique=True, postgresql_where=text("is_local")),)

    display_name: Mapped[str]
    is_local: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
