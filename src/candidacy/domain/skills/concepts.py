"""Concepts of the taxonomy and their mentions in a text."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class ConceptKind(StrEnum):
    """What a concept is."""

    SKILL = "skill"
    """Something one can do: negotiating."""
    KNOWLEDGE = "knowledge"
    """Something one knows or uses: Python, tax law."""
    LANGUAGE = "language"
    OCCUPATION = "occupation"
    QUALIFICATION = "qualification"
    """A licence or certificate: PMP, registered nurse."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A node of the taxonomy. Relations are URIs of other concepts."""

    uri: str
    """``candidacy:python`` for the seed; an ESCO or O*NET URI for imported concepts."""
    label: str
    kind: ConceptKind
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    """The same concept in other taxonomies (ESCO URI, O*NET code)."""
    ambiguous: tuple[str, ...] = ()
    """The labels or aliases that are also common words or names (``Go``, ``R``, ``Excel``, ``Lean``):
    they count only where the context supports them."""


class SkillMention(BaseModel):
    """A concept found in a text: ``text[start:end]`` is the wording."""

    model_config = ConfigDict(frozen=True)

    text: str
    start: int
    end: int
    uri: str
    label: str
    confidence: float = Field(ge=0, le=1)


class Relation(StrEnum):
    """How one concept stands to another, closest first."""

    EXACT = "exact"
    NARROWER = "narrower"
    """The candidate's concept is a special case of what is asked: it satisfies it."""
    BROADER = "broader"
    """The candidate's concept is the general case: it partly satisfies it."""
    RELATED = "related"
    NONE = "none"
