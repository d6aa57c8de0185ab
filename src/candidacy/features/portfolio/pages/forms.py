"""Forms as people fill them in: texts, of which values are made, or what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Form
from pydantic import BaseModel, ValidationError

from candidacy.domain.portfolio import FROM_CV, Section
from candidacy.features.portfolio.models import Portfolio, PortfolioItem
from candidacy.features.portfolio.schemas import MAX_BODY
from candidacy.infrastructure.http.form_words import words_for
from candidacy.kernel.errors import Invalid

_M = TypeVar("_M", bound=BaseModel)
AT_FIRST: Mapping[str, str] = {
    section.value: "private" if section in FROM_CV else "public" for section in Section
}
"""What the form proposes before anybody said who sees what: one's own words are shown once the portfolio is
opened, what stands in a CV is not."""


class NotFilledIn(Invalid):
    """Something in the form cannot be kept as it is."""

    code = "not_filled_in"

    def __init__(self, message: str | None = None, wrong: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.wrong = wrong
        """A sentence for each field with which something is wrong."""


Text = Annotated[str, Form(max_length=2000)]


@dataclass(frozen=True, slots=True)
class ItemForm:
    """The form of an item; what is filled in stays in it when it cannot be saved."""

    title: str = ""
    slug: str = ""
    summary: str = ""
    body: str = ""
    tags: str = ""
    url: str = ""
    issuer: str = ""
    starts_on: str = ""
    ends_on: str = ""
    as_evidence: bool = False

    @classmethod
    def of(cls, row: PortfolioItem) -> "ItemForm":
        return cls(
            title=row.title,
            slug=row.slug,
            summary=row.summary,
            body=row.body,
            tags=", ".join(row.tags),
            url=row.url,
            issuer=row.issuer,
            starts_on=row.starts_on.isoformat() if row.starts_on else "",
            ends_on=row.ends_on.isoformat() if row.ends_on else "",
            as_evidence=row.as_evidence,
        )

    def values(self) -> dict[str, Any]:
        """What it says, as the API takes it."""
        given = asdict(self)
        given["tags"] = [tag.strip() for tag in self.tags.split(",") if tag.strip()]
        given["slug"] = self.slug.strip() or None
        given["starts_on"], given["ends_on"] = self.starts_on or None, self.ends_on or None
        given["title"] = self.title.strip()
        return given


async def item_form(  # noqa: PLR0913, PLR0917 - One for each field of the form.
    title: Text = "",
    slug: Text = "",
    summary: Text = "",
    body: Annotated[str, Form(max_length=2 * MAX_BODY)] = "",
    tags: Text = "",
    url: Text = "",
    issuer: Text = "",
    starts_on: Text = "",
    ends_on: Text = "",
    as_evidence: Annotated[str, Form(max_length=10)] = "",
) -> ItemForm:
    """The form as it was sent."""
    newlines = body.replace("\r\n", "\n")
    return ItemForm(
        title,
        slug,
        summary,
        newlines,
        tags,
        url,
        issuer,
        starts_on,
        ends_on,
        as_evidence=as_evidence == "yes",
    )


@dataclass(frozen=True, slots=True)
class ProfileForm:
    """The form of the profile; ``links`` has one on each line, as a name and an address."""

    handle: str = ""
    name: str = ""
    headline: str = ""
    about: str = ""
    links: str = ""
    visibility: str = "private"
    indexable: bool = False
    answers: bool = False
    language: str = ""
    cv: str = ""
    again: bool = False
    sections: Mapping[str, str] | None = None

    @classmethod
    def of(cls, row: Portfolio | None) -> "ProfileForm":
        if row is None:
            return cls(sections=AT_FIRST)
        return cls(
            handle=row.handle or "",
            name=row.name,
            headline=row.headline,
            about=row.about,
            links="\n".join(f"{link['label']} {link['url']}" for link in row.links),
            visibility=row.visibility,
            indexable=row.indexable,
            answers=row.answers,
            language=row.language,
            cv=str(row.cv_id or ""),
            sections=row.sections or AT_FIRST,
        )

    def values(self) -> dict[str, Any]:
        """What it says, as the API takes it."""
        return {
            "handle": self.handle.strip().lower() or None,
            "name": self.name,
            "headline": self.headline,
            "about": self.about,
            "links": [_link_of(line) for line in self.links.splitlines() if line.strip()],
            "visibility": self.visibility,
            "indexable": self.indexable,
            "answers": self.answers,
            "language": self.language or None,
            "sections": dict(self.sections or {}),
            "cv_id": self.cv or None,
            "take_cv_again": self.again,
        }


async def profile_form(  # noqa: PLR0913, PLR0917 - One for each field of the form.
    handle: Text = "",
    name: Text = "",
    headline: Text = "",
    about: Annotated[str, Form(max_length=40_000)] = "",
    links: Annotated[str, Form(max_length=50_000)] = "",
    visibility: Text = "private",
    indexable: Annotated[str, Form(max_length=10)] = "",
    answers: Annotated[str, Form(max_length=10)] = "",
    language: Annotated[str, Form(max_length=10)] = "",
    cv: Annotated[str, Form(max_length=40)] = "",
    again: Annotated[str, Form(max_length=10)] = "",
) -> ProfileForm:
    """The form as it was sent, but for its sections."""
    return ProfileForm(
        handle,
        name,
        headline,
        about.replace("\r\n", "\n"),
        links.replace("\r\n", "\n"),
        visibility,
        indexable=indexable == "yes",
        answers=answers == "yes",
        language=language,
        cv=cv,
        again=again == "yes",
    )


def sections_of(form: Mapping[str, Any]) -> dict[str, str]:
    """Who may see each section, from fields named ``show-about`` and so on."""
    return {s.value: str(form.get(f"show-{s.value}", "private")) for s in Section}


def _link_of(line: str) -> dict[str, str]:
    label, _, url = line.strip().rpartition(" ")
    return {"label": label.strip() or url.partition("://")[2].partition("/")[0] or url, "url": url}


def checked(model: type[_M], values: Mapping[str, Any]) -> _M:
    """The values as ``model``. Raises NotFilledIn, which says what to set right."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        found = tuple(dict.fromkeys(map(words_for, error.errors())))
        raise NotFilledIn(" ".join(found), found) from error
