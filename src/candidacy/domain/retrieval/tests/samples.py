"""Many CVs of a small world, the same for the same seed."""

import zlib
from uuid import UUID

from candidacy.domain.matching import CandidateProfile
from candidacy.domain.matching.tests.samples import profile

SKILLS = ("Python", "SQL", "Docker", "PostgreSQL", "Angular", "Vue", "Django")
TITLES = ("Backend Engineer", "Software Engineer", "Senior Backend Engineer", "Cook", "Nurse", "Driver")
DEEDS = ("Tracked parcels with", "Mentored colleagues in", "Cooked soups beside", "Designed services in")
DEGREES = ("Bachelor of Science", "Master of Arts", "Apprenticeship")


def person(seed: int) -> CandidateProfile:
    """A made-up CV; ``chosen`` spreads the seeds over all there is."""
    known = [skill for i, skill in enumerate(SKILLS) if chosen(seed, i, 3) == 0]
    start = 2008 + chosen(seed, 11, 14)
    return profile(
        {
            "basics": {"label": TITLES[chosen(seed, 12, len(TITLES))]},
            "work": [
                {
                    "position": TITLES[chosen(seed, 13, len(TITLES))],
                    "startDate": f"{start}-01",
                    "endDate": f"{start + 1 + chosen(seed, 14, 4)}-06",
                    "highlights": [f"{DEEDS[chosen(seed, 15 + i, 4)]} {s}" for i, s in enumerate(known)],
                }
            ],
            "education": [{"studyType": DEGREES[chosen(seed, 31, 3)], "area": "Computer science"}],
            "skills": [{"name": SKILLS[chosen(seed, i, len(SKILLS))]} for i in (32, 33)],
            "languages": [
                {"language": ("English", "German")[chosen(seed, 34, 2)], "fluency": ("B1", "C1")[seed % 2]}
            ],
        }
    )


def chosen(seed: int, question: int, count: int) -> int:
    """A number under ``count`` that looks thrown and is the same each time."""
    return zlib.crc32(f"{seed}/{question}".encode()) % count


def people(count: int) -> dict[UUID, CandidateProfile]:
    """Made-up CVs by made-up ids."""
    return {UUID(int=(seed * 7_919) % 104_729): person(seed) for seed in range(1, count + 1)}
