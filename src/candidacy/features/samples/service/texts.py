"""The words and files of the samples. All people and employers in them are invented."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import resources

from candidacy.domain.applications.stages import Category
from candidacy.features.samples.schemas import SampleKind

MARK = " (sample)"
"""Stands behind the name of each employer, so that every list shows what is a sample."""


@dataclass(frozen=True, slots=True)
class SamplePosting:
    """A posting, the name of its employer, and where its text lies."""

    name: str
    employer: str
    file: str


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A file that is uploaded as a CV, and the posting that it is held against."""

    name: str
    called: str
    file: str
    match_with: str


@dataclass(frozen=True, slots=True)
class SampleApplication:
    """An application, the posting it is for if there is one, and how long ago its steps were."""

    name: str
    stage: Category
    posting: str | None = None
    title: str = ""
    employer: str = ""
    since: dict[Category, timedelta] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SampleProject:
    """A draft of the portfolio."""

    name: str
    title: str
    summary: str
    body: str
    tags: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sample:
    """Everything that one sample makes."""

    postings: Sequence[SamplePosting]
    files: Sequence[SampleFile]
    applications: Sequence[SampleApplication] = ()
    projects: Sequence[SampleProject] = ()


_SEEKER = Sample(
    postings=(
        SamplePosting("tidemark", "Tidemark Grid", "web/posting.txt"),
        SamplePosting("northlight", "Northlight Mobility", "northlight.txt"),
    ),
    files=(SampleFile("cv", "Sample CV of Maya Lindqvist.pdf", "web/cv.pdf", "tidemark"),),
    applications=(
        SampleApplication("saved", Category.SAVED, posting="tidemark"),
        SampleApplication(
            "applied",
            Category.APPLIED,
            posting="northlight",
            since={Category.SAVED: timedelta(days=12), Category.APPLIED: timedelta(days=9)},
        ),
        SampleApplication(
            "interview",
            Category.INTERVIEW,
            title="Platform Engineer",
            employer="Brightwater Rail",
            since={Category.APPLIED: timedelta(days=20), Category.INTERVIEW: timedelta(days=3)},
        ),
    ),
    projects=(
        SampleProject(
            "spotwatch",
            "Sample: Spotwatch, a library for electricity prices",
            "An open-source Python library that reads day-ahead prices and keeps them tidy.",
            "## Why\n\nPrices of electricity are published in a dozen shapes.\n\n## What it does\n\n"
            "- reads them with one call\n- fills gaps and says so\n- has 420 stars and three maintainers\n",
            ("python", "open source", "energy"),
        ),
    ),
)
_PEOPLE = (
    "Amara Okafor", "Bence Farkas", "Chiara Donati", "Dmitri Volkov", "Elif Kaya",
    "Finn Carstensen", "Grace Whitcombe", "Hiro Tanabe", "Ines Marchetti", "Jonas Aaltonen",
)  # fmt: skip
_RECRUITER = Sample(
    postings=(SamplePosting("role", "Copper Lantern Analytics", "role.txt"),),
    files=tuple(
        SampleFile(
            person.lower().replace(" ", "-"),
            f"Sample CV of {person}.md",
            f"cvs/{person.lower().replace(' ', '-')}.md",
            "role",
        )
        for person in _PEOPLE
    ),
)
SAMPLES = {SampleKind.SEEKER: _SEEKER, SampleKind.RECRUITER: _RECRUITER}


def content(file: str) -> bytes:
    """The bytes of a sample's file; those under ``web/`` are also offered on the first page."""
    if file.startswith("web/"):
        place = resources.files("candidacy.web").joinpath("static", "samples", file.removeprefix("web/"))
    else:
        place = resources.files("candidacy.features.samples").joinpath("data", *file.split("/"))
    return place.read_bytes()
