"""Values that requests about applications are made of."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from candidacy.domain.applications.cells import BadCell, web_link
from candidacy.kernel.language import sentence

MAX_NOTES = 50_000
MAX_LETTER = 20_000
MAX_PAGE = 800_000


def _link(value: str) -> str:
    try:
        return web_link(value)
    except BadCell as exc:
        raise ValueError(sentence("This is not an address of the web: https://...")) from exc


def _upper(value: str) -> str:
    return value.upper()


def line_of(limit: int, least: int = 0) -> Any:
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=limit)


Line = Annotated[str, line_of(300)]
Named = Annotated[str, line_of(300, 1)]
Short = Annotated[str, line_of(100)]
Tag = Annotated[str, line_of(40, 1)]
Link = Annotated[str, line_of(2_000), AfterValidator(_link)]
Zone = Annotated[str, line_of(64, 1)]
Notes = Annotated[str, StringConstraints(max_length=MAX_NOTES)]
Said = Annotated[str, line_of(2_000)]
Address = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^$|^[^@\s]+@[^@\s]+$")
]
Currency = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern="^[A-Za-z]{3}$"), AfterValidator(_upper)
]


class Given(BaseModel):
    """What a request says, and nothing besides."""

    model_config = ConfigDict(extra="forbid")


class Row(BaseModel):
    """What is read from a row."""

    model_config = ConfigDict(from_attributes=True)
