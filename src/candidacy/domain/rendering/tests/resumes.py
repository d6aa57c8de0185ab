"""Varied Resumes, the same for the same number."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

from candidacy.domain.resume import (
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

T = TypeVar("T")


class Dice:
    """Throws that are the same for the same number."""

    def __init__(self, number: int) -> None:
        self._number, self._throws = number, 0

    def randint(self, low: int, high: int) -> int:
        self._throws += 1
        digest = hashlib.sha256(f"{self._number} {self._throws}".encode()).digest()
        return low + int.from_bytes(digest[:4]) % (high - low + 1)

    def choice(self, values: Sequence[T]) -> T:
        return values[self.randint(0, len(values) - 1)]

    def sample(self, values: Sequence[T], count: int) -> list[T]:
        left = list(values)
        return [left.pop(self.randint(0, len(left) - 1)) for _ in range(count)]


PEOPLE = (
    ("Maya Lindqvist", "Stockholm", "SE", "+46 8 123 456 78"),
    ("Thomas O'Brien", "Dublin", "IE", "+353 1 555 0123"),
    ("Ana María Ferreira Souza", "Lisbon", "PT", "+351 21 123 4567"),
    ("Jean-Luc Moreau", "Lyon", "FR", "+33 4 72 00 00 00"),
    ("Katarzyna Wójcik", "Warsaw", "PL", "+48 22 123 45 67"),
    ("Priya Raghunathan", "Chicago", "US", "+1 312 555 0188"),
    ("Jürgen Groß", "Hamburg", "DE", "+49 40 1234567"),
    ("Siobhan Kelly", "Toronto", "CA", "+1 416 555 0142"),
    ("Mehmet Yılmaz", "Istanbul", "TR", "+90 212 555 01 23"),
    ("Grace Adebayo", "London", "GB", "+44 20 7946 0958"),
)
TITLES = (
    "Senior Software Engineer", "Product Manager", "Registered Nurse", "Marketing Director",
    "Data Analyst", "Operations Manager", "Financial Controller", "UX Designer",
    "Sales Representative", "Mechanical Engineer", "Project Coordinator",
    "Human Resources Specialist", "Research Assistant", "Warehouse Supervisor",
)  # fmt: skip
EMPLOYERS = (
    "Nordbank AB", "Acme Logistics Ltd", "Brightwater Hospital", "Helios Energy GmbH",
    "Kestrel Software Inc.", "Meridian Consulting Group", "Tallgrass Foods", "City of Springfield",
    "Vantage Media", "Orchard Retail Group", "Silverline Airways", "Quantum Devices Corp",
    "Lakeside School District", "Union Mutual Insurance",
)  # fmt: skip
CITIES = ("Berlin", "Paris", "Madrid", "Boston", "Seattle", "Vienna", "Amsterdam", "Oslo", "Milan", "Dublin")
LINES = tuple(
    """\
Led a team of {n} through the migration of the billing platform without a day of downtime
Reduced the cost of hosting by {n} % in one year by measuring what was used and turning off the rest
Introduced a weekly review with customers, which brought {n} improvements into the product
Trained {n} new colleagues and wrote the handbook that they still use
Negotiated contracts with {n} suppliers and saved 1.2 million euros over three years
Designed the reporting for {n} branches; managers see their figures every morning instead of once a month, \
and the central team no longer copies spreadsheets by hand
Cut the time from order to delivery from {n} days to two
Won a tender for {n} municipalities against four larger competitors
Answered about {n} inquiries a day by telephone and in writing, in two languages
Planned the shifts of {n} people on three wards
Wrote automated tests for the payment service; defects found by customers fell by {n} %""".splitlines()
)
SCHOOLS = (
    "University of Edinburgh", "Technical University of Munich", "Boston College", "Uppsala University",
    "Universidade de Lisboa", "McGill University", "Institute of Technology Tallaght",
    "Ohio State University",
)  # fmt: skip
DEGREES = (
    ("Bachelor of Science", "Computer Science"), ("Master of Arts", "Economics"), ("MBA", "Finance"),
    ("Bachelor of Engineering", "Mechanical Engineering"), ("Master of Science", "Statistics"),
    ("Bachelor of Arts", "English Literature"),
)  # fmt: skip
SKILLS = {
    "Programming": ("Python", "SQL", "TypeScript", "Go", "C++"),
    "Tools": ("Docker", "Git", "Excel", "Tableau", "Jira", "Salesforce"),
    "Methods": ("Scrum", "Lean", "Six Sigma", "A/B testing"),
    "Analysis": ("Regression", "Forecasting", "Budgeting", "Cost analysis"),
}
TONGUES = (("English", "Native"), ("German", "B2"), ("French", "C1"), ("Spanish", "Fluent"), ("Polish", "A2"))
CERTIFICATES = (
    ("AWS Certified Solutions Architect", "Amazon Web Services"),
    ("Project Management Professional", "Project Management Institute"),
    ("Certified Scrum Master", "Scrum Alliance"),
    ("Certified Public Accountant", "State Board of Accountancy"),
)
PROJECTS = (
    ("Parquet Doctor", "A command line tool that finds and mends broken data files"),
    ("Neighbourhood Library", "A web page on which 400 neighbours lend one another books"),
    ("Route Planner", "Plans delivery routes for cargo bikes from open street data"),
)
PUBLICATIONS = (
    ("Schema evolution without tears", "ACM Queue"),
    ("Counting events exactly once", "Data Engineering Bulletin"),
    ("Nurse staffing and patient outcomes in rural hospitals", "Journal of Nursing Care"),
)
AWARDS = (("Employee of the Year", "Chamber of Commerce"), ("Best Paper Award", "Open Data Institute"))
SUMMARIES = (
    """Experienced professional with a record of leading teams and delivering projects on time. I care about \
clear writing, honest numbers and people who enjoy their work.""",
    """Specialist in turning scattered data into decisions. Worked in finance, retail and public service; \
looking for a place where careful work is valued.""",
)


def resume_number(number: int) -> Resume:
    """A Resume with most of what there is; what it has differs by number."""
    dice = Dice(number)
    name, city, country, phone = PEOPLE[number % len(PEOPLE)]
    local = "".join(c for c in name.lower() if c.isascii() and (c.isalpha() or c == " ")).replace(" ", ".")
    employers = dice.sample(EMPLOYERS, 4)
    return Resume(
        basics=Basics(
            name=name,
            label=dice.choice(TITLES),
            email=f"{local}@example.org",
            phone=phone,
            url=f"https://{local.replace('.', '')}.example.com" if number % 3 == 0 else None,
            summary=SUMMARIES[number % 2] if number % 4 else None,
            location=Location(city=city, country_code=country),
            profiles=(
                Profile(
                    network="LinkedIn",
                    username=local.replace(".", "-"),
                    url=f"https://www.linkedin.com/in/{local.replace('.', '-')}",
                ),
            )
            if number % 2
            else (),
        ),
        work=_work(dice, employers, number),
        volunteer=(
            Volunteer(
                organization="Red Cross",
                position="Volunteer Coordinator",
                start_date="2014-03",
                end_date="2016-08",
                highlights=(_line(dice),),
            ),
        )
        if number % 3 == 1
        else (),
        education=_education(dice, number),
        awards=tuple(
            Award(title=t, awarder=a, date=f"20{dice.randint(10, 23)}-{dice.randint(1, 12):02}")
            for t, a in AWARDS[: number % 3]
        ),
        certificates=tuple(
            Certificate(name=n, issuer=i, date=f"20{dice.randint(12, 24)}-{dice.randint(1, 12):02}")
            for n, i in dice.sample(CERTIFICATES, number % 4)
        ),
        publications=tuple(
            Publication(
                name=n, publisher=p, release_date=f"20{dice.randint(12, 24)}-{dice.randint(1, 12):02}"
            )
            for n, p in dice.sample(PUBLICATIONS, (number + 1) % 3)
        ),
        skills=tuple(
            Skill(name=g, keywords=tuple(dice.sample(SKILLS[g], 3)))
            for g in dice.sample(sorted(SKILLS), 2 + number % 3)
        ),
        languages=tuple(Language(language=n, fluency=f) for n, f in dice.sample(TONGUES, 1 + number % 3)),
        interests=tuple(Interest(name=n) for n in ("Chess", "Hiking", "Choir singing")[: number % 4]),
        references=(Reference(name="Erik Berg", reference="The colleague I would hire first."),)
        if number % 5 == 2
        else (),
        projects=_projects(dice, number),
    )


def _line(dice: Dice) -> str:
    return dice.choice(LINES).format(n=dice.randint(3, 90)) + dice.choice((".", ""))


def _work(dice: Dice, employers: list[str], number: int) -> tuple[Work, ...]:
    """Roles that follow one another, newest first; at some employers two of them."""
    roles, year = [], 2024
    for index, employer in enumerate(employers[: 2 + number % 3]):
        city = dice.choice(CITIES) if number % 5 else None
        for step in range(2 if index == 0 and number % 3 == 2 else 1):
            start = year - dice.randint(1, 3)
            roles.append(
                Work(
                    name=employer,
                    position=dice.choice(TITLES),
                    location=city,
                    start_date=f"{start}-{dice.randint(1, 12):02}",
                    end_date=None if index == step == 0 else f"{year}-{dice.randint(1, 12):02}",
                    highlights=tuple(dict.fromkeys(_line(dice) for _ in range(2 + number % 4))),
                )
            )
            year = start
    return tuple(roles)


def _education(dice: Dice, number: int) -> tuple[Education, ...]:
    studies, year = [], 2012
    for school in dice.sample(SCHOOLS, 1 + number % 2):
        degree, subject = dice.choice(DEGREES)
        studies.append(
            Education(
                institution=school,
                study_type=degree,
                area=subject,
                start_date=str(year - 3),
                end_date=str(year),
                score="3.8" if number % 4 == 1 else None,
            )
        )
        year -= 3
    return tuple(studies)


def _projects(dice: Dice, number: int) -> tuple[Project, ...]:
    return tuple(
        Project(
            name=name,
            description=description,
            start_date="2019-02",
            end_date="2021-05",
            highlights=tuple(dict.fromkeys(_line(dice) for _ in range(2))),
        )
        for name, description in dice.sample(PROJECTS, number % 3)
    )
