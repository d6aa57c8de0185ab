"""The Resume: a JSON Resume value, and where each of its values stands in the document."""

from candidacy.domain.resume.provenance import ReadField, SourcedResume
from candidacy.domain.resume.schema import (
    Award,
    Basics,
    Certificate,
    Education,
    Interest,
    Language,
    Location,
    Profile,
    Project,
    Publication,
    Reference,
    Resume,
    Skill,
    Volunteer,
    Work,
)
from candidacy.domain.resume.spans import Box, Span

__all__ = [
    "Award",
    "Basics",
    "Box",
    "Certificate",
    "Education",
    "Interest",
    "Language",
    "Location",
    "Profile",
    "Project",
    "Publication",
    "ReadField",
    "Reference",
    "Resume",
    "Skill",
    "SourcedResume",
    "Span",
    "Volunteer",
    "Work",
]
