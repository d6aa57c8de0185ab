"""Pages survive addresses that are mistyped and forms that are made up, and answer people with pages."""

import pytest

from candidacy.testing.application import Client
from tests.contract.people import one_of_everything
from tests.contract.routes import ROUTES, Route, request_for

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


@pytest.mark.deep
@pytest.mark.parametrize("route", [r for r in PAGES if r.method == "POST"], ids=str)
async def test_a_form_that_is_made_up_is_no_crash(client: Client, route: Route) -> None:
    ids = await one_of_everything(client)
    valid = request_for(route, ids)

    for name in valid.get("data", {"anything": ""}):
        for value in STRANGE:
            form = {**valid.get("data", {}), name: value}
            answer = await client.http.post(valid["url"], data=form, headers=BROWSER)
            assert answer.status_code < 500, (name, value)


@pytest.mark.parametrize("path", ["/", "/cvs", "/postings"])
@pytest.mark.parametrize("query", ["cursor=x", "cv=x", "posting=x", "job=x", "unknown=%00", "cursor=%ff"])
async def test_a_made_up_query_is_no_crash(client: Client, path: str, query: str) -> None:
    answer = await client.http.get(f"{path}?{query}", headers=BROWSER)

    assert answer.status_code < 500
