"""Many CVs of a small world, the same for the same seed."""

import random
from uuid import UUID

from candidacy.domain.matching import CandidateProfile
from candidacy.domain.matching.tests.samples import profile

SKILLS = ("Python", "SQL", "Docker", "PostgreSQL", "Angular", "Vue", "Django")
TITLES = ("Backend Engineer", "Software Engineer", "Senior Backend Engineer", "Cook", "Nurse", "Driver")
DEEDS = ("Tracked parcels with", "Mentored colleagues in", "Cooked soups beside", "Designed services in")
DEGREES = ("Bachelor of Science", "Master of Arts", "Apprenticeship")


def person(seed: int) -> CandidateProfile:
    """A made-up CV."""
    rng = random.Random(seed)
    known = rng.sample(SKILLS, rng.randint(0, 5))
    start = rng.randint(2008, 2022)
    return profile(
        {
            "basics": {"label": rng.choice(TITLES)},
            "work": [
                {
                    "position": rng.choice(TITLES),
                    "startDate": f"{start}-01",
                    "endDate": f"{start + rng.randint(1, 4)}-06",
                    "highlights": [f"{rng.choice(DEEDS)} {skill}" for skill in known],
                }
            ],
            "education": [{"studyType": rng.choice(DEGREES), "area": "Computer science"}],
            "skills": [{"name": skill} for skill in rng.sample(SKILLS, 2)],
            "languages": [
                {"language": rng.choice(("English", "German")), "fluency": rng.choice(("B1", "C1"))}
            ],
        }
    )


def people(count: int) -> dict[UUID, CandidateProfile]:
    """Made-up CVs by made-up ids."""
    return {UUID(int=(seed * 7_919) % 104_729): person(seed) for seed in range(1, count + 1)}
