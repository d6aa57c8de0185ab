"""Resumes of every kind, for what must hold of all of them."""

from typing import Any

from hypothesis import strategies as st

from candidacy.domain.resume import Resume
from candidacy.domain.resume.json_resume import load_resume

_WORDS = st.text("abcdeXYZäßéΩЖ漢07*_[]<>&:#-\"'\\`.,;(){}%@/|!?= ", min_size=1, max_size=24)
texts = _WORDS.map(lambda t: " ".join(t.split())).filter(
    lambda t: any(c.isalpha() for c in t) and _is_plain(t)
)
urls = st.from_regex(r"https://[a-z]{1,9}\.example/[a-z0-9]{0,6}", fullmatch=True)
years = st.integers(1950, 2060).map(str)
months = st.builds("{}-{:02}".format, years, st.integers(1, 12))
days = st.builds("{}-{:02}".format, months, st.integers(1, 28))
dates = years | months | days
lists = st.lists(texts, max_size=3, unique=True)


def _is_plain(text: str) -> bool:
    return text.lower() not in {"null", "true", "false"} and not text.startswith(("•", "●"))


def filled(objects: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """The objects without members that say nothing."""
    return objects.map(lambda e: {k: v for k, v in e.items() if v})


def entry(**members: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An object with any of the members, and none that is empty."""
    return filled(st.fixed_dictionaries({}, optional=members)).filter(bool)


def entries(**members: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(entry(**members), max_size=2)


def period() -> dict[str, st.SearchStrategy[Any]]:
    return {"startDate": dates, "endDate": dates}


EVERYTHING: dict[str, st.SearchStrategy[Any]] = {
    "basics": entry(
        name=texts,
        label=texts,
        image=urls,
        email=st.just("ada@example.org"),
        phone=st.just("+44 20 7946 0000"),
        url=urls,
        summary=texts,
        location=entry(address=texts, postalCode=texts, city=texts, region=texts, countryCode=st.just("NO")),
        profiles=entries(network=texts, username=texts, url=urls),
    ),
    "work": entries(
        name=texts,
        position=texts,
        location=texts,
        description=texts,
        url=urls,
        summary=texts,
        highlights=lists,
        **period(),
    ),
    "volunteer": entries(
        organization=texts, position=texts, url=urls, summary=texts, highlights=lists, **period()
    ),
    "education": entries(
        institution=texts, area=texts, studyType=texts, score=texts, url=urls, courses=lists, **period()
    ),
    "awards": entries(title=texts, date=dates, awarder=texts, summary=texts),
    "certificates": entries(name=texts, date=dates, issuer=texts, url=urls),
    "publications": entries(name=texts, publisher=texts, releaseDate=dates, url=urls, summary=texts),
    "skills": entries(name=texts, level=texts, keywords=lists),
    "languages": entries(language=texts, fluency=texts),
    "interests": entries(name=texts, keywords=lists),
    "references": entries(name=texts, reference=texts),
    "projects": entries(
        name=texts,
        description=texts,
        highlights=lists,
        keywords=lists,
        url=urls,
        roles=lists,
        entity=texts,
        type=texts,
        **period(),
    ),
    "sections": st.lists(
        st.fixed_dictionaries({"name": texts, "items": st.lists(texts, min_size=1, max_size=2)}), max_size=2
    ),
}


def resumes(**members: st.SearchStrategy[Any]) -> st.SearchStrategy[Resume]:
    """Resumes with any of the members; of every kind when none is named."""
    known = members or EVERYTHING
    return st.fixed_dictionaries({}, optional=known).map(
        lambda v: load_resume({k: m for k, m in v.items() if m})
    )
