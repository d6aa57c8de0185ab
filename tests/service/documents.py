"""Small and long CVs made by hand."""

from candidacy.domain.reading.tests.making import column, pdf

LINES = [
    "Ada Lovelace",
    "ada@example.org",
    "Experience",
    "Programmer, Analytical Engines Ltd, 2019 - 2023",
    "Wrote services in Python and PostgreSQL for 40 customers",
    "Skills",
    "Python, PostgreSQL",
]
SHORT_CV = pdf(column(50, 60, LINES))


def long_cv(pages: int = 40) -> bytes:
    """A CV whose reading takes a moment: long enough to be cut off in."""
    role = "Built part {} of the engine, with Python and SQL, for customers in several countries"
    filled = [
        column(50, 60, LINES if page == 0 else [role.format(page * 50 + n) for n in range(50)])
        for page in range(pages)
    ]
    return pdf(*filled)
