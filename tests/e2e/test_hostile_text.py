"""Text that tries to be more than text stays text, wherever a page shows it."""

from collections.abc import Iterator
from itertools import product

import pytest
from playwright.async_api import Page, expect

from tests.e2e.serving import Server

VECTORS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href=javascript:alert(1)>go</a>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<form action=https://elsewhere.example/><button>go</button></form>",
    "<link rel=stylesheet href=https://elsewhere.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>",
    "<base href=https://elsewhere.example/>",
    "<style>@import 'https://elsewhere.example/x.css'</style>",
    "<video><source onerror=alert(1)></video>",
    "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
    "<div hx-get=https://elsewhere.example/ hx-trigger=load></div>",
    "<div style=background:url(https://elsewhere.example/x)></div>",
    "{{ 7 * 7 }}{% raw %}",
    "${alert(1)}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
)
PREFIXES = ("", '">', "'>", "</p>", "</textarea>", "</title>", "</script>", "--><!-- ", "]]>", "\u2028")
CORPUS = [prefix + vector for prefix, vector in product(PREFIXES, VECTORS)]


def hostile() -> Iterator[str]:
    """The corpus again and again, so that each field gets another of it."""
    while True:
        yield from CORPUS


@pytest.fixture
def pages(empty: Server) -> list[str]:
    """The addresses of all pages that show the corpus: every field of a CV, of a posting, of a file."""
    text = hostile()
    resume = {
        "basics": {
            "name": next(text)[:100],
            "label": next(text),
            "email": "a@example.org",
            "summary": next(text),
            "location": {"city": next(text)},
            "profiles": [{"network": next(text), "username": next(text), "url": "https://example.org"}],
        },
        "work": [
            {"name": next(text), "position": next(text), "startDate": "2019", "highlights": CORPUS[n::4]}
            for n in range(4)
        ],
        "education": [{"institution": next(text), "area": next(text), "studyType": next(text)}],
        "skills": [{"name": next(text), "keywords": CORPUS[::7]}],
        "languages": [{"language": next(text), "fluency": next(text)}],
    }
    given = {
        "title": CORPUS[1],
        "candidate_name": CORPUS[0],
        "skills": CORPUS[:60],
        "experience_years": 3,
        "resume": resume,
    }
    typed = empty.post("/api/v1/cvs", given)["id"]
    markdown = f"# {CORPUS[2]}\n\n## Experience\n\n" + "\n".join(f"- Led {line} in Python" for line in CORPUS)
    read = empty.wait_until_read(empty.upload(f"{CORPUS[3]}.md", markdown.encode()))
    lines = "\n".join(f"- Experience with {line}" for line in CORPUS)
    asked = f"{CORPUS[4]}\n\nRequirements\n- Python\n{lines}"
    posting = empty.post("/api/v1/postings", {"text": asked, "title": CORPUS[5], "organization": CORPUS[6]})[
        "id"
    ]
    matches = [
        empty.post("/api/v1/matches", {"cv_id": cv, "posting_id": posting})["id"] for cv in (typed, read)
    ]
    empty.post(f"/api/v1/cvs/{typed}/reviews", {})
    return [
        "/",
        "/cvs",
        "/postings",
        f"/postings/{posting}",
        f"/postings/{posting}/ranking",
        *(f"/cvs/{cv}" for cv in (typed, read)),
        *(f"/cvs/{cv}/review" for cv in (typed, read)),
        *(f"/matches/{match}" for match in matches),
    ]


async def test_no_text_of_a_cv_or_a_posting_comes_alive(pages: list[str], page: Page) -> None:
    for path in pages:
        await page.goto(path)
        await expect(page.locator("h1")).to_be_visible()

        await expect(page.locator("main")).to_contain_text("alert(1)")
        assert page.url.endswith(path)
        assert (
            await page.locator(
                "main :is(iframe, video, style, script, base, meta, [onerror], [onload])"
            ).count()
            == 0
        )
        assert await page.locator("a[href^='javascript:']").count() == 0


async def test_the_name_of_a_broken_file_stays_text(empty: Server, page: Page) -> None:
    file = empty.upload(f"{CORPUS[1]}.pdf", b"%PDF-1.7 nothing")
    empty.wait_until(file, "failed")
    await page.goto(f"/start/{file}")

    await expect(page.get_by_role("heading", level=1)).to_contain_text("onerror=alert(1)")
