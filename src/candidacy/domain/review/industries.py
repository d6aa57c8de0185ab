"""What each field of work values in a CV; data in ``industries.yaml`` and ``evidence.yaml``."""

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from candidacy.domain.review.shipped import shipped
from candidacy.kernel.errors import Invalid


class UnknownIndustry(Invalid):
    """There is no such industry. Choose one of those listed, or leave it at general."""

    code = "unknown_industry"


class Industry(BaseModel):
    """A field of work: its words, the proof its readers look for, its usual length, its certificates."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    terms: tuple[str, ...] = Field(min_length=10)
    evidence: tuple[str, ...]
    pages: tuple[int, int]
    certificates: tuple[str, ...] = ()


@cache
def industries() -> dict[str, Industry]:
    """All industries by id, general first."""
    return {name: Industry(id=name, **data) for name, data in shipped("industries.yaml").items()}


def industry(name: str) -> Industry:
    """The industry of that id. Raises UnknownIndustry, which names those there are."""
    known = industries()
    if name not in known:
        raise UnknownIndustry(f"There is no industry {name!r}. Choose one of: {', '.join(known)}.")
    return known[name]


@dataclass(frozen=True)
class ProofKind:
    """A kind of proof that readers look for, and what shows it in a text."""

    title: str
    shown_by: re.Pattern[str]


@cache
def proof_kinds() -> dict[str, ProofKind]:
    """All kinds of proof by the names that industries use."""
    kinds = shipped("evidence.yaml").items()
    return {k: ProofKind(v["title"], re.compile(v["pattern"], re.IGNORECASE)) for k, v in kinds}
