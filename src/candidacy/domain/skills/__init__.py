"""The taxonomy of skills and occupations, and finding its concepts in text."""

from candidacy.domain.skills.concepts import Concept, ConceptKind, Relation, SkillMention
from candidacy.domain.skills.importers import load_taxonomy
from candidacy.domain.skills.matcher import find_skills
from candidacy.domain.skills.seed import load_seed
from candidacy.domain.skills.taxonomy import Taxonomy, merge

__all__ = [
    "Concept",
    "ConceptKind",
    "Relation",
    "SkillMention",
    "Taxonomy",
    "find_skills",
    "load_seed",
    "load_taxonomy",
    "merge",
]
