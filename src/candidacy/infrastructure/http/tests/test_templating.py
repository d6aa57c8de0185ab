"""Pages are escaped, strict and never kept by a cache."""

from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, UndefinedError
from starlette.requests import Request

from candidacy.infrastructure.http.templating import Pages
from candidacy.infrastructure.http.tests.asgi import scope_of
from candidacy.infrastructure.languages import Languages, speaking


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    for folder, text in (("a", "a {{ word }} {{ twice(2) }}"), ("b", "b")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.html").write_text(text)
    (tmp_path / "b" / "other.html").write_text("{{ request.url.path }}")
    return Pages([tmp_path / "a", tmp_path / "b"], {"twice": lambda n: n * 2})


def test_the_first_folder_that_has_a_template_gives_it(pages: Pages) -> None:
    assert pages.render("page.html", word="x") == "a x 4"


def test_words_are_escaped(pages: Pages) -> None:
    assert pages.render("page.html", word="<script>") == "a &lt;script&gt; 4"


def test_a_word_that_was_forgotten_is_an_error(pages: Pages) -> None:
    with pytest.raises(UndefinedError):
        pages.render("page.html")


@pytest.mark.parametrize("name", ["nowhere.html", "../b/page.html", "/etc/passwd"])
def test_what_is_not_in_the_folders_is_not_found(pages: Pages, name: str) -> None:
    with pytest.raises(TemplateNotFound):
        pages.render(name)


def test_a_page_knows_its_request_and_is_not_kept(pages: Pages) -> None:
    answer = pages.respond("other.html", Request(scope_of("/cvs")), status=404)

    assert (answer.status_code, answer.body) == (404, b"/cvs")
    assert answer.headers["cache-control"] == "no-store"


def test_lang_005_what_a_catalog_said_is_not_translated_again_and_words_of_people_stay_escaped(
    tmp_path: Path,
) -> None:
    (tmp_path / "page.html").write_text(
        "{{ '<b>x</b>' | safe | translate }} {{ word | translate }} {{ 3 | translate }}"
    )
    (tmp_path / "de.po").write_text("")
    pages = Pages([tmp_path], {}, Languages([tmp_path]))

    with speaking("de"):
        page = pages.render("page.html", word="<b>x</b>")

    assert page == "<b>x</b> &lt;b&gt;x&lt;/b&gt; 3"


def test_lang_007_a_constant_is_said_in_the_language_of_each_reader(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ 12.3 | number(1) }} {{ 'Save' | translate }}")
    (tmp_path / "de.po").write_text('msgid "Save"\nmsgstr "Speichern"\n')
    pages = Pages([tmp_path], {}, Languages([tmp_path]))

    english = pages.render("page.html")
    with speaking("de"):
        german = pages.render("page.html")

    assert (english, german) == ("12.3 Save", "12,3 Speichern")
