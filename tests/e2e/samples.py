"""A CV and postings made up for these tests."""

import io

from PIL import Image
from playwright.async_api import FilePayload

from candidacy.domain.reading.tests.making import at, column, pdf

TWO_COLUMNS = pdf(
    at(50, 60, "Noor Haddad", size=20, font="F2")
    + at(50, 82, "Data Engineer")
    + at(50, 98, "noor.haddad@example.org   +31 20 555 0123   Utrecht, Netherlands")
    + at(50, 140, "Skills", size=13, font="F2")
    + column(50, 160, ["Python", "SQL", "PostgreSQL", "Apache Airflow", "dbt", "Docker", "Git"])
    + at(50, 280, "Languages", size=13, font="F2")
    + column(50, 300, ["Dutch (native)", "English (C1)"])
    + at(50, 350, "Education", size=13, font="F2")
    + column(50, 370, ["BSc Mathematics", "Utrecht University", "2013 - 2016"])
    + at(230, 140, "Experience", size=13, font="F2")
    + at(230, 162, "Data Engineer, Polder Freight", font="F2")
    + at(230, 176, "Jan 2020 - Present")
    + column(
        230,
        192,
        [
            "- Built 30 pipelines in Apache Airflow that load 4 TB a day",
            "- Moved reports from spreadsheets to PostgreSQL and dbt",
            "- Cut the cost of nightly loads by 35 percent",
        ],
    )
    + at(230, 252, "Analyst, Grachten Bank", font="F2")
    + at(230, 266, "Sep 2016 - Dec 2019")
    + column(
        230,
        282,
        ["- Wrote SQL for 120 monthly reports", "- Automated checks in Python, saving 2 days a month"],
    )
)

HARD_TO_READ = pdf(
    at(50, 60, "Noor Haddad", size=20, font="F2")
    + at(50, 100, "noor.haddad@example.org")
    + at(50, 140, "Experience", size=13, font="F2")
    + column(50, 160, ["Grachten, Amsterdam", "2016 - 2019", "Numbers and reports for the board"])
    + column(50, 210, ["Polder", "2019 - now", "- Moved everything"])
)
"""Which of its lines are employers and which are positions is not certain."""

CV_FILE = FilePayload(name="noor-haddad.pdf", mimeType="application/pdf", buffer=TWO_COLUMNS)

POSTING = """Data Engineer

About the job
You build the pipelines that our planners rely on.

Requirements
- 3+ years of experience as a data engineer
- Python and SQL
- Apache Airflow
- PostgreSQL
- Kubernetes

Nice to have
- dbt
- Terraform
- Dutch
"""

EMPTY_POSTING = "We are nice people. Come and see us."

NOT_A_PDF = b"%PDF-1.7\nthis is the beginning of something that never came"

TYPED = {
    "title": "Typed in",
    "candidate_name": "Ada Example",
    "skills": ["Python", "SQL"],
    "experience_years": 7,
}

SUMMARY = "Forty pipelines for two million parcels a day, from polling to events."
MARKDOWN = """# What it does

It follows each **parcel** with events, [as written down](https://example.org/events).

- No polling
- `psql` alone

> It just runs.

| Before | After |
| --- | --- |
| 9 minutes | 4 seconds |

```
select count(*) from parcels
```
"""


def picture(size: tuple[int, int] = (1200, 800)) -> bytes:
    """A PNG with a gradient in it."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, "PNG")
    return out.getvalue()
