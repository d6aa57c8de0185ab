"""Rubrics: versioned lists of criteria in ``rubrics/*.yaml``, checked when they are loaded."""

import inspect
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, model_validator

from candidacy.domain.review.checks import CHECKS
from candidacy.domain.review.shipped import parse
from candidacy.kernel.errors import Invalid

DEFAULT = "general-1"


class UnknownRubric(Invalid):
    """There is no such rubric. Leave it out to use the default one."""

    code = "unknown_rubric"


class Criterion(BaseModel):
    """One thing a CV is held against, worth ``max`` points."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z][a-z_]*$")
    group: str
    title: str
    max: float = Field(gt=0)
    check: str = Field(description="Name of the function in checks that decides it")
    params: dict[str, int | float] = Field(default_factory=dict)
    fix: str = Field(description="What to do, with the facts of the check in braces")
    strength: str | None = Field(default=None, description="Said of a CV that meets it")

    @model_validator(mode="after")
    def _has_its_check(self) -> "Criterion":
        if self.check not in CHECKS:
            raise ValueError(f"criterion {self.id}: there is no check {self.check!r}")
        try:
            inspect.signature(CHECKS[self.check]).bind(None, **self.params)
        except TypeError as exc:
            raise ValueError(f"criterion {self.id}: check {self.check}: {exc}") from exc
        return self


class Rubric(BaseModel):
    """Criteria in groups; the overall score is the points earned of ``total``, times 100."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: int = Field(ge=1)
    groups: dict[str, str] = Field(description="Titles of the groups, in order")
    criteria: tuple[Criterion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_consistent(self) -> "Rubric":
        ids = [c.id for c in self.criteria]
        if len(set(ids)) < len(ids):
            raise ValueError("two criteria have the same id")
        if {c.group for c in self.criteria} != self.groups.keys():
            raise ValueError("the groups are not exactly those of the criteria")
        return self

    @property
    def id(self) -> str:
        return f"{self.name}-{self.version}"

    @property
    def total(self) -> float:
        """All of the points."""
        return sum(c.max for c in self.criteria)


def parse_rubric(text: str) -> Rubric:
    """A rubric from YAML. Raises pydantic's ValidationError, which names the criterion that is wrong."""
    return Rubric.model_validate(parse(text))


@cache
def rubric(name: str = DEFAULT) -> Rubric:
    """A shipped rubric by its name and version, ``general-1``. Raises UnknownRubric."""
    path = files("candidacy.domain.review").joinpath("rubrics", f"{name}.yaml")
    if not name.replace("-", "").isalnum() or not path.is_file():
        raise UnknownRubric(f"There is no rubric {name!r}. Leave it out to use {DEFAULT}.")
    return parse_rubric(path.read_text(encoding="utf-8"))
