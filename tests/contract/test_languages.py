"""Every page, whole, in another language: no word that a person reads is outside the catalogs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from candidacy.domain.matching.formula import FORMULA
from candidacy.features.auth.tests.people import Person, add_user, login
from candidacy.features.privacy.tests.life import Life
from candidacy.infrastructure.languages import PSEUDO
from tests.crawling.crawler import pages_of
from tests.crawling.words import Known, untranslated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from candidacy.testing.application import Client

pytestmark = pytest.mark.deep
COOKIES = {"language": PSEUDO}
ENGLISH = ("/help", "/docs", "/dev/")
"""The manual and what is for developers speak English, and say so."""
OF_VISITORS = ("/preview",)
"""A portfolio speaks one language to all of its visitors, and its preview too."""
MADE_BY_CODE = {"audit_entries", "jobs", "matches", "notifications", "reviews", "tailorings", "exports"}
"""Tables with sentences of ours in them: what is theirs is in other tables too."""
PLAIN = {FORMULA, "Me", "My workspace", "UTF-8", "YAML", "XML", "JSON Resume", "Reactive Resume"}
"""Names that are the same in every language, and those of the user and workspace of a laptop."""


@pytest.fixture
async def life(client: Client) -> Life:
    """Somebody who runs the installation and has loaded both samples."""
    email = "ada@example.org"
    user, made = await add_user(client, email, superuser=True), await login(client, email)
    life = Life(client, Person(user, email, made["access_token"], made["refresh_token"]))
    for kind in ("seeker", "recruiter"):
        await life.made("POST", "/samples", json={"kind": kind})
    await client.run_jobs()
    return life


def strings_of(value: object) -> Iterator[str]:
    """Every text in a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_of(inner)


async def known_to(life: Life) -> Known:
    """All that is theirs, by their own export, and what things are called."""
    # What skills and occupations are called is in the taxonomy, which an installation can replace.
    concepts = life.client.application.services.taxonomy
    texts = [*PLAIN, life.person.email, *(concept.label for concept in concepts)]
    for name, data in (await life.export()).items():
        texts += name.split("/")
        if name.endswith(".json") and name.rpartition("/")[2].removesuffix(".json") not in MADE_BY_CODE:
            texts += strings_of(json.loads(data))
        elif "/files/" in name:
            texts.append(data.decode("utf-8", "ignore"))
    return Known(texts)


def told(pages: Mapping[str, str], known: Known) -> str:
    """What each page says in English alone, each text on the first page that says it."""
    seen: set[str] = set()
    lines = []
    for address in sorted(pages, key=lambda one: (len(one), one)):
        if not address.startswith(ENGLISH) and not address.endswith(OF_VISITORS):
            missing = [text for text in untranslated(pages[address], known) if text not in seen]
            seen.update(missing)
            lines += [address, *(f"    {text}" for text in missing)] if missing else []
    return "\n".join(lines)


async def test_lang_011_every_page_of_the_samples_is_translated_whole(life: Life) -> None:
    pages = await pages_of(
        life.client, headers=life.person.bearer, cookies=COOKIES, starts=("/", "/admin", "/account")
    )

    missing = told(pages, await known_to(life))

    assert len(pages) > 60
    assert not missing, f"\n{missing}"


async def test_lang_011_an_empty_workspace_is_translated_whole(client: Client) -> None:
    email = "ada@example.org"
    user, made = await add_user(client, email), await login(client, email)
    life = Life(client, Person(user, email, made["access_token"], made["refresh_token"]))
    pages = await pages_of(client, headers=life.person.bearer, cookies=COOKIES)

    missing = told(pages, await known_to(life))

    assert not missing, f"\n{missing}"


async def test_lang_011_what_a_visitor_sees_is_translated_whole(client: Client) -> None:
    await add_user(client)
    starts = ("/sign-in", "/sign-up", "/forgot-password", "/verify", "/change-email", "/set-up")
    pages = await pages_of(client, cookies=COOKIES, starts=(*starts, "/reset-password", "/invitations/none"))

    missing = told(pages, Known(PLAIN))

    assert not missing, f"\n{missing}"
