"""Types of extensions that SQLAlchemy does not know."""

from typing import Any

from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.types import UserDefinedType


class Halfvec(UserDefinedType[str]):
    """pgvector's ``halfvec`` of any dimension, as text: ``[0.5,-0.25]``."""

    cache_ok = True

    def __init__(self, *_: Any) -> None:
        super().__init__()

    def get_col_spec(self, **_: Any) -> str:
        return "HALFVEC"


def know_types() -> None:
    """Have SQLAlchemy know these types in a database that it looks at."""
    ischema_names["halfvec"] = Halfvec
