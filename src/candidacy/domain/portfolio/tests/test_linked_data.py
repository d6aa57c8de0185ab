import json

from candidacy.domain.portfolio.linked_data import as_script, entry, person
from candidacy.domain.portfolio.tests.payloads import payloads
from candidacy.domain.portfolio.tests.sites import CERTIFICATE, POST, PROJECT, site


def test_folio_012_a_person_is_described_with_works_and_credentials() -> None:
    found = person(site())

    assert (found["@type"], found["name"], found["jobTitle"]) == ("Person", "Ada Lovelace", "Analyst")
    assert found["sameAs"] == ["https://code.example/ada"]
    assert [work["@type"] for work in found["subjectOf"]] == ["CreativeWork", "BlogPosting"]
    assert [one["@type"] for one in found["hasCredential"]] == ["EducationalOccupationalCredential"]


def test_folio_012_each_kind_is_described_as_what_it_is() -> None:
    work, post, credential = (entry(site(), one) for one in (PROJECT, POST, CERTIFICATE))

    assert (work["@type"], work["author"]["name"]) == ("CreativeWork", "Ada Lovelace")
    assert (post["@type"], post["datePublished"]) == ("BlogPosting", "2026-01-12T09:30:00+00:00")
    assert (credential["recognizedBy"]["name"], credential["expires"]) == (
        "University of London",
        "2026-05-01",
    )


def test_what_is_not_known_is_left_out() -> None:
    assert "sameAs" not in entry(site(), POST)
    assert "knowsAbout" not in person(site(history=site(entries=()).history.__class__()))


def test_folio_012_no_words_end_the_element_that_holds_them() -> None:
    for payload in payloads():
        written = as_script({"name": payload})

        assert not {"<", ">", "&", "\u2028", "\u2029"} & set(written)
        assert json.loads(written) == {"name": payload}
