"""Who somebody is changes no digit of a score: 200 generated pairs that differ in nothing else."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

import pytest

from candidacy.domain.matching import CandidateProfile, prepare_cv, prepare_posting, score
from candidacy.domain.postings import read_posting
from candidacy.domain.reading.reader import read
from candidacy.domain.resume import Resume, SourcedResume
from candidacy.domain.skills.seed import load_seed

TODAY = date(2026, 11, 1)
PAIRS = 200
NAMES = (
    "Emily Walsh", "Greg Baker", "Lakisha Washington", "Jamal Jones", "Mei-Ling Chen", "José García Núñez",
    "Ngozi Adeyemi", "Siobhán O'Neill", "Mohammed Al-Farsi", "Ayşe Yılmaz", "Олена Шевченко", "李 小龙",
    "Jörg Müller", "Priya Raghunathan", "Sam Taylor", "Rosa Schmidt", "Alex Kowalczyk", "Fatoumata Diallo",
)  # fmt: skip
PLACES = (
    "12 Elm Street, Boston, MA 02110", "Hauptstraße 5, 50667 Köln", "4 Rue de la Paix, 75002 Paris",
    "88 Nanjing Road, Shanghai", "Calle Mayor 3, Madrid", "Plot 7, Ikeja, Lagos", "Flat 2, Leeds LS1 4AP",
)  # fmt: skip
PERSONAL = (
    "Date of birth: 12.03.1961", "Date of birth: 1 May 1999", "Age: 27", "Age: 59", "Gender: female",
    "Gender: male", "Nationality: Nigerian", "Nationality: German", "Marital status: single",
    "Marital status: married, 3 children", "Religion: none", "Geburtsdatum: 03.05.1984", "Citizenship: US",
)  # fmt: skip
WORDS = ("Mark Stone", "Will Young", "Rosa Baker", "Rich Mason", "Grace Hope", "Jo Miller")
"""Names that are words of work too."""
UNKNOWN = str.maketrans("aeioubcdfghjklmnpqrstvwxyz", "eiouaknmrtgplhdbfsjvwcxzqy")
"""Turns English into a language that nothing here knows."""
TRADES = (
    ("Stone Mason", "Cut every stone to a mark, and old stone anew"),
    ("Baker", "Baked bread as a baker for young and old"),
    ("Field Engineer", "Measured field by field, page by page"),
    ("Miller", "Ran a mill as a miller in hope of rich years"),
)
MOTTO = "A stone, a mark: what a young baker, a rich miller and a mason will share, with grace and in hope."
ROLES = (
    (
        "Accountant",
        "Prepared monthly statements and reconciled bank accounts in SAP",
        ("Excel", "SAP", "IFRS"),
    ),
    ("Registered nurse", "Cared for 12 patients a shift on a surgical ward", ("Wound care", "Triage")),
    ("Software engineer", "Built REST services in Python and PostgreSQL", ("Python", "PostgreSQL", "Docker")),
    ("Sales manager", "Led a team of eight and raised revenue by 20 %", ("Salesforce", "Negotiation")),
    ("Teacher", "Taught mathematics to classes of thirty pupils", ("Curriculum planning", "Mathematics")),
    ("Chef", "Planned menus and kept food costs under 28 %", ("Food safety", "Menu planning")),
)
POSTINGS = (
    "Senior Accountant\n\nRequirements\n- 5 years of experience in accounting\n- SAP, Excel\n- German",
    "Ward Nurse\n\nRequirements\n- Registered nurse\n- Wound care\n- Night shifts",
    "Python Developer in Köln\n\nRequirements\n- Python and PostgreSQL\n- Docker is a plus\n- Fluent English",
    "Maths Teacher\n\nDuties\n- Teach mathematics\nRequirements\n- Teaching degree",
)


T = TypeVar("T")


class Dice:
    """The same throws every time."""

    def __init__(self, seed: str) -> None:
        self._seed, self._throws = seed, 0

    def number(self, below: int) -> int:
        self._throws += 1
        digest = hashlib.sha256(f"{self._seed} {self._throws}".encode()).digest()
        return int.from_bytes(digest[:8]) % below

    def choice(self, options: Sequence[T]) -> T:
        return options[self.number(len(options))]

    def sample(self, options: Sequence[T], k: int) -> list[T]:
        left = list(options)
        return [left.pop(self.number(len(left))) for _ in range(k)]


def person(dice: Dice) -> dict[str, str]:
    name = dice.choice(NAMES)
    number = str(1_000_000 + dice.number(9_000_000))
    return {
        "name": name,
        "place": dice.choice(PLACES),
        "email": f"{dice.choice('abcdef')}{number}@example.org",
        "phone": f"+49 170 {number}",
        "personal": dice.choice(PERSONAL),
        "more": dice.choice(PERSONAL),
        "photo": f"https://example.org/{number}.jpg",
    }


def work_of(dice: Dice) -> list[tuple[str, str, tuple[str, ...], int]]:
    roles = dice.sample(ROLES, k=1 + dice.number(3))
    return [(*role, 2024 - 3 * place) for place, role in enumerate(roles)]


def text_of(who: dict[str, str], work: list[tuple[str, str, tuple[str, ...], int]]) -> str:
    lines = [who["name"], who["place"], f"{who['email']}  {who['phone']}", who["personal"], who["more"], ""]
    lines += ["Experience"]
    for title, did, _, since in work:
        lines += ["", f"{title}", f"Example Ltd, {since - 2}-01 - {since}-12", f"- {did}"]
    lines += ["", "Education", "", "BSc Economics", "Example University, 2010 - 2013", "", "Skills", ""]
    return "\n".join([*lines, ", ".join(s for _, _, some, _ in work for s in some)]) + "\n"


def resume_of(who: dict[str, str], work: list[tuple[str, str, tuple[str, ...], int]]) -> Resume:
    value: dict[str, Any] = {
        "basics": {
            "name": who["name"],
            "email": who["email"],
            "phone": who["phone"],
            "image": who["photo"],
            "summary": f"{who['name']} likes clear numbers. Call {who['name'].split()[0]}: {who['phone']}.",
            "location": {"address": who["place"]},
        },
        "work": [
            {
                "name": "Example Ltd",
                "position": title,
                "highlights": [did, who["personal"]],
                "startDate": f"{since - 2}-01",
                "endDate": f"{since}-12",
            }
            for title, did, _, since in work
        ],
        "education": [{"institution": "Example University", "studyType": "BSc", "area": "Economics"}],
        "skills": [{"name": skill} for _, _, some, _ in work for skill in some],
        "interests": [{"name": who["more"]}],
    }
    return Resume.model_validate(value)


def pairs() -> Iterator[
    tuple[int, dict[str, str], dict[str, str], list[tuple[str, str, tuple[str, ...], int]]]
]:
    dice = Dice("fair")
    for number in range(PAIRS):
        yield number, person(dice), person(dice), work_of(dice)


@pytest.fixture(scope="module")
def postings() -> list[Any]:
    return [prepare_posting(read_posting(text, load_seed()), load_seed()) for text in POSTINGS]


def test_fair_001_two_hundred_resumes_that_differ_in_the_person_alone_match_alike(
    postings: list[Any],
) -> None:
    differences = []
    for number, one, other, work in pairs():
        posting = postings[number % len(postings)]
        profiles = [
            prepare_cv(SourcedResume(resume=resume_of(who, work)), load_seed(), TODAY) for who in (one, other)
        ]
        first, second = (score(profile, posting) for profile in profiles)
        differences.append(abs(first.score - second.score))
        assert first.components == second.components

    assert len(differences) == PAIRS
    assert max(differences) == 0.0


def test_fair_001_two_hundred_documents_that_differ_in_the_person_alone_match_alike(
    postings: list[Any],
) -> None:
    worst = 0.0
    for number, one, other, work in pairs():
        posting = postings[number % len(postings)]
        found = []
        for who in (one, other):
            reading = read(text_of(who, work).encode(), "cv.txt")
            found.append(score(prepare_cv(reading.resume, load_seed(), TODAY, reading.document), posting))
        worst = max(worst, abs(found[0].score - found[1].score))

    assert worst == 0.0


def test_fair_001_names_that_are_words_change_nothing_in_a_language_that_nothing_knows() -> None:
    dice = Dice("unknown")
    wanted = "\n".join(["Stone Mason", "", "Duties", *(f"- {did}" for _, did in TRADES), "- Mark Stone"])
    posting = prepare_posting(read_posting(unknown(wanted), load_seed()), load_seed())
    for _ in range(100):
        body, names = dice.sample(TRADES, k=3), dice.sample([*map(unknown, WORDS), *WORDS, *NAMES], k=6)
        headed = dice.number(2) == 1

        found = {score(profile_of(name, body, headed=headed), posting).score for name in names}

        assert len(found) == 1


def profile_of(name: str, body: Sequence[tuple[str, str]], *, headed: bool) -> CandidateProfile:
    """Of a CV whose title stands above the name or below it, and which a page header and a signature name."""
    title = unknown(body[0][0])
    head = [title.upper(), name] if headed else [name, title]
    lines = [*head, "Elm 5, 02110 Poltom", ""]
    for at, (role, did) in enumerate(body):
        lines += [
            "",
            unknown(f"{role} {2019 - 2 * at} to {2021 - 2 * at}"),
            unknown(f"{did}. All of it daily."),
        ]
    lines += ["", "2 / 2", name, "", unknown(MOTTO), "12.03.2024", name]
    reading = read("\n".join(lines).encode(), "cv.txt")
    return prepare_cv(reading.resume, load_seed(), TODAY, reading.document)


def unknown(text: str) -> str:
    return "".join(
        c.translate(UNKNOWN) if c.islower() else c.lower().translate(UNKNOWN).upper() for c in text
    )
