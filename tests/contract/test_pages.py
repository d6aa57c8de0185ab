"""Pages survive addresses that are mistyped and forms that are made up, and answer people with pages."""

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import candidacy
from candidacy.infrastructure.http.form_words import LABELS
from candidacy.testing.application import Client
from tests.contract.conftest import Stocked
from tests.contract.routes import NOBODYS, ROUTES, Route, request_for

PAGES = [r for r in ROUTES if not r.in_schema and not r.path.startswith(("/docs", "/openapi", "/dev"))]
BROWSER = {"accept": "text/html,application/xhtml+xml"}
STRANGE = [
    "",
    "\0",
    "x" * 5_000,
    "-1",
    "NaN",
    "<script>",
    "\U0001f600",
    "00000000-0000-0000-0000-000000000000",
]


def shown(page: str) -> str:
    """The text of the page's main part."""
    main = LexborHTMLParser(page).css_first("main")
    return " ".join(main.text().split()) if main is not None else ""


def test_there_are_pages() -> None:
    assert len(PAGES) > 10


async def test_a_mistyped_address_is_a_page_that_says_so(client: Client) -> None:
    wrong = []
    for route in (route for route in PAGES if "{" in route.path):
        path = route.path.replace("{number}", "1").replace("_id}", "}")
        mistyped = "/".join("no-such-id" if part.startswith("{") else part for part in path.split("/"))
        answer = await client.http.request(route.method, mistyped, headers=BROWSER)
        if answer.status_code not in {404, 422} or not answer.headers["content-type"].startswith("text/html"):
            wrong.append((str(route), answer.status_code))

    assert wrong == []


def leaks(page: str) -> list[str]:
    """What a library says to programmers, on a page for people."""
    return re.findall(r"Field required|Input should|String should|Value error|/[a-z_]+:|[a-z]_[a-z]+: ", page)


async def test_ui_024_an_empty_form_is_refused_in_words_that_people_understand(client: Client) -> None:
    crude, refused = [], 0
    ids = {
        **NOBODYS,
        **dict.fromkeys(("cv_id", "posting_id", "file_id", "job_id", "item_id"), NOBODYS["user_id"]),
    }
    for route in (route for route in PAGES if route.method == "POST"):
        path = re.sub(r"\{(\w+)\}", lambda name: str(ids.get(name[1], NOBODYS["user_id"])), route.path)
        answer = await client.http.post(path.replace("{number}", "1"), data={}, headers=BROWSER)
        if answer.status_code < 400 or path == "/mcp":
            continue
        refused += 1
        said = shown(answer.text)
        if (
            not answer.headers["content-type"].startswith("text/html")
            or leaks(said)
            or "<main" not in answer.text
        ):
            crude.append((str(route), answer.status_code, said[:200]))

    assert crude == []
    assert refused > 40


async def test_ui_024_what_was_typed_is_kept_and_what_is_wrong_named(client: Client) -> None:
    form = {"name": "", "category": "interview", "note": 'So "far"'}
    headers = {
        **BROWSER,
        "referer": f"{str(client.http.base_url).rstrip('/')}/tracker/stages",
        "cookie": "language=de",
    }

    answer = await client.http.post("/tracker/stages", data=form, headers=headers)

    page = LexborHTMLParser(answer.text)
    assert answer.status_code == 422
    assert "„Name“ ist leer." in shown(answer.text)
    assert page.css_first("form[action='/tracker/stages'] input[name=name]:not([type=hidden])") is not None
    assert 'name="note" value="So &#34;far&#34;"' in answer.text
    assert page.css_first("main a[href='/tracker/stages']") is not None


async def test_ui_024_a_password_is_never_sent_back(client: Client) -> None:
    form = {"display_name": "A" * 1_001, "email": "ada@example.org", "password": "correct horse battery"}

    answer = await client.http.post("/sign-up", data=form, headers=BROWSER)

    assert answer.status_code == 422
    assert "correct horse battery" not in answer.text
    assert 'type="password"' in answer.text


async def test_ui_024_a_choice_that_was_not_made_leads_back_to_its_list(client: Client) -> None:
    answer = await client.http.post("/portfolio/import", data={}, headers=BROWSER)

    assert answer.status_code == 422
    assert "Choose something for “CV”." in shown(answer.text)
    assert "Send again" not in answer.text


def test_ui_024_every_field_that_must_be_filled_in_has_a_name_for_people() -> None:
    fields = {
        found[1]
        for file in Path(candidacy.__file__).parent.rglob("templates/**/*.html")
        for tag in re.findall(r"<(?:input|select|textarea)\b[^>]*\brequired\b[^>]*>", file.read_text("utf-8"))
        if (found := re.search(r'\bname="(\w+)"', tag)) and 'type="checkbox"' not in tag
    }

    assert len(fields) > 10
    assert fields - set(LABELS) == {"q"}


@pytest.mark.deep
@pytest.mark.parametrize("route", [r for r in PAGES if r.method == "POST"], ids=str)
async def test_a_form_that_is_made_up_is_no_crash(stocked: Stocked, route: Route) -> None:
    client, valid = stocked.client, request_for(route, stocked.ids)

    for name in valid.get("data", {"anything": ""}):
        for value in STRANGE:
            form = {**valid.get("data", {}), name: value}
            answer = await client.http.post(valid["url"], data=form, headers=BROWSER)
            assert answer.status_code < 500, (name, value)
            assert not leaks(shown(answer.text)), (name, value, leaks(shown(answer.text)))


@pytest.mark.parametrize("path", ["/", "/cvs", "/postings"])
@pytest.mark.parametrize("query", ["cursor=x", "cv=x", "posting=x", "job=x", "unknown=%00", "cursor=%ff"])
async def test_a_made_up_query_is_no_crash(client: Client, path: str, query: str) -> None:
    answer = await client.http.get(f"{path}?{query}", headers=BROWSER)

    assert answer.status_code < 500
