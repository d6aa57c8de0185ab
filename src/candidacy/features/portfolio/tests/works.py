"""Things of a portfolio for tests, made through the API."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from PIL import Image

if TYPE_CHECKING:
    from candidacy.testing.application import Client


EVERYTHING = dict.fromkeys(
    ("about", "links", "project", "post", "certification", "experience", "education", "skills"), "public"
)


def picture(size: tuple[int, int] = (60, 40), note: str = "") -> bytes:
    """A JPEG, with a note where a camera writes one."""
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x010E] = note
    Image.new("RGB", size, "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


async def make_item(client: Client, title: str = "Analytical Engine", **given: Any) -> dict[str, Any]:
    """A draft."""
    answer = await client.http.post(
        "/api/v1/portfolio/items", json={"kind": "project", "title": title, **given}
    )
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def published(client: Client, title: str = "Analytical Engine", **given: Any) -> dict[str, Any]:
    """An item that visitors may see."""
    item = await make_item(client, title, **given)
    answer = await client.http.post(f"/api/v1/portfolio/items/{item['id']}/publish", json={})
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def open_portfolio(client: Client, **given: Any) -> dict[str, Any]:
    """A public profile with the handle ``ada``."""
    profile = {
        "handle": "ada",
        "name": "Ada Lovelace",
        "visibility": "public",
        "sections": EVERYTHING,
        **given,
    }
    answer = await client.http.put("/api/v1/portfolio", json=profile)
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def add_picture(
    client: Client, item: str, data: bytes | None = None, alt: str = "A gear"
) -> dict[str, Any]:
    files = {"file": ("gear.jpg", data or picture())}
    answer = await client.http.post(f"/api/v1/portfolio/items/{item}/images", files=files, data={"alt": alt})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def unlisted_link(client: Client) -> str:
    """The path of a new unlisted link."""
    answer = await client.http.post("/api/v1/portfolio/link")
    return urlsplit(str(answer.json()["url"])).path


async def status_of(client: Client, path: str) -> int:
    return (await client.http.get(path)).status_code
