"""The taxonomy of skills and occupations, and finding its concepts in text.

What ranks by likeness (``linking``, ``occupations``) loads numpy and is imported from its own module.
"""

from candidacy.domain.skills.concepts import Concept, ConceptKind, Relation, SkillMention
from candidacy.domain.skills.importers import load_taxonomy
from candidacy.domain.skills.matcher import find_skills
from candidacy.domain.skills.seed import load_seed
from candidacy.domain.skills.taxonomy import Taxonomy, merge
from candidacy.domain.skills.titles import Seniority, read_title

__all__ = [
    "Concept",
    "ConceptKind",
    "Relation",
    "Seniority",
    "SkillMention",
    "Taxonomy",
    "find_skills",
    "load_seed",
    "load_taxonomy",
    "merge",
    "read_title",
]
