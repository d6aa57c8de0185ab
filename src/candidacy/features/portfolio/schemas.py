"""What the API takes and says of portfolios."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from candidacy.domain.portfolio import Kind, Section, Visibility, is_slug, web_address
from candidacy.kernel.language import sentence

MAX_BODY = 100_000
MAX_TAGS = 20


def _web(value: str) -> str:
    if value.strip() and not web_address(value):
        raise ValueError(sentence("Give an address of the web, such as https://example.org/page."))
    return web_address(value)


def _slug(value: str) -> str:
    if not is_slug(value):
        raise ValueError(sentence("An address has small letters, digits and single hyphens between them."))
    return value


def _words(values: list[str]) -> list[str]:
    plain = (" ".join(value.split()) for value in values)
    return list(dict.fromkeys(filter(None, plain)))


WebAddress = Annotated[str, Field(max_length=2000), AfterValidator(_web)]
Slug = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_slug)]
Tags = Annotated[
    list[Annotated[str, Field(max_length=40)]], Field(max_length=MAX_TAGS), AfterValidator(_words)
]
Title = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class LinkIn(_Given):
    """A page of the person elsewhere."""

    label: str = Field(min_length=1, max_length=60, pattern=r"\S")
    url: WebAddress = Field(min_length=1, pattern=r"\S")


class ItemIn(_Given):
    """A new item; without ``slug`` one is made of the title."""

    kind: Kind
    title: Title
    slug: Slug | None = None
    summary: str = Field(default="", max_length=500)
    body: str = Field(default="", max_length=MAX_BODY, description="Markdown")
    tags: Tags = Field(default_factory=list)
    url: WebAddress = ""
    issuer: str = Field(default="", max_length=200)
    starts_on: date | None = Field(default=None, description="Of a certification: when it was issued")
    ends_on: date | None = Field(default=None, description="Of a certification: when it expires")
    as_evidence: bool = Field(default=False, description="Matching and tailoring may refer to it")


class ItemPatch(_Given):
    """What is to be changed of an item; what is left out stays."""

    title: Title | None = None
    slug: Slug | None = None
    summary: str | None = Field(default=None, max_length=500)
    body: str | None = Field(default=None, max_length=MAX_BODY)
    tags: Tags | None = None
    url: WebAddress | None = None
    issuer: str | None = Field(default=None, max_length=200)
    starts_on: date | None = None
    ends_on: date | None = None
    as_evidence: bool | None = None


class ImageOut(BaseModel):
    """A picture: the widths it can be had in, and its words."""

    id: UUID
    item_id: UUID
    alt: str
    width: int
    height: int
    widths: list[int]


class ItemOut(BaseModel):
    """An item as its owner sees it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: Kind
    slug: str
    title: str
    summary: str
    tags: list[str]
    url: str
    issuer: str
    starts_on: date | None
    ends_on: date | None
    position: int
    state: str = Field(description="draft or published")
    published_at: datetime | None = Field(description="From when on it is shown; it may lie ahead")
    as_evidence: bool
    taken_down_at: datetime | None
    taken_down_reason: str | None
    version: int
    created_at: datetime
    updated_at: datetime


class ItemDetail(ItemOut):
    """The same with its text and pictures."""

    body: str
    html: str = Field(description="The text as it is shown")
    images: list[ImageOut]


class PublishIn(_Given):
    """When to publish; without a moment at once."""

    at: AwareDatetime | None = None


class OrderIn(_Given):
    """All items of one kind in their new order."""

    kind: Kind
    item_ids: list[UUID] = Field(min_length=1, max_length=500)


class ImagePatch(_Given):
    """Other words for a picture."""

    alt: str = Field(max_length=300)


class ImportIn(_Given):
    """The CV whose projects and certificates become drafts."""

    cv_id: UUID


class Imported(BaseModel):
    """What became of a CV's projects and certificates."""

    items: list[ItemOut]
    skipped: int = Field(description="How many were there already, by title")


class PortfolioIn(_Given):
    """How the person presents themselves, as a whole."""

    handle: str | None = Field(default=None, max_length=40)
    name: str = Field(default="", max_length=100)
    headline: str = Field(default="", max_length=200)
    about: str = Field(default="", max_length=20_000, description="Markdown")
    links: list[LinkIn] = Field(default_factory=list, max_length=20)
    visibility: Visibility = Visibility.PRIVATE
    indexable: bool = Field(default=False, description="Whether search engines may list it")
    answers: bool = Field(default=False, description="Whether visitors may ask questions of it")
    language: Literal["en", "de", "es", "fr"] | None = Field(
        default=None,
        description="Of the words around yours; without it that of the CV that is shown, else English",
    )
    sections: dict[Section, Visibility] = Field(
        default_factory=dict, description="What is left out is private"
    )
    cv_id: UUID | None = Field(default=None, description="Where experience, education and skills come from")
    take_cv_again: bool = Field(default=False, description="Copy what is shown from the CV's newest version")


class PortfolioOut(BaseModel):
    """A portfolio as its owner sees it; one that was not begun is empty and has version 0."""

    handle: str | None
    name: str
    headline: str
    about: str
    links: list[dict[str, Any]]
    visibility: Visibility
    indexable: bool
    answers: bool = Field(description="Whether visitors may ask questions of what is published")
    language: str = Field(description="Of the words around theirs that visitors read")
    sections: dict[Section, Visibility]
    cv_id: UUID | None
    cv_number: int | None
    has_link: bool = Field(description="Whether there is an unlisted link")
    address: str | None = Field(description="Where it lies while it is public")
    taken_down_at: datetime | None
    taken_down_reason: str | None
    version: int


class LinkOut(BaseModel):
    """The unlisted link, which is shown this once."""

    url: str


class TakeDownIn(_Given):
    """What is taken down and why, which the owner is told; without ``slug`` the whole portfolio."""

    slug: Slug | None = None
    reason: str = Field(min_length=1, max_length=500, pattern=r"\S")


class BringBackIn(_Given):
    """What is shown again; without ``slug`` the whole portfolio."""

    slug: Slug | None = None


class Moderated(BaseModel):
    """What stands now."""

    handle: str
    slug: str | None
    taken_down: bool
