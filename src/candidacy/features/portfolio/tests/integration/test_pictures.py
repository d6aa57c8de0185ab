"""Pictures through the API: sniffed, made anew, shown with the item and gone with it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from candidacy.features.portfolio.tests.works import (
    add_picture,
    make_item,
    open_portfolio,
    picture,
    published,
    status_of,
)

if TYPE_CHECKING:
    from candidacy.testing.application import Client

IMAGES = "/api/v1/portfolio/images"


async def stored(client: Client) -> int:
    return len([one async for one in client.application.services.storage.list()])


async def test_folio_005_a_picture_is_kept_in_widths_and_without_what_the_camera_wrote(
    client: Client,
) -> None:
    item, given = await make_item(client), picture((1000, 500), note="canary of a camera")
    image = await add_picture(client, item["id"], given)

    data = [(await client.http.get(f"{IMAGES}/{image['id']}?width={w}")).content for w in image["widths"]]

    assert (image["width"], image["height"], image["widths"]) == (1000, 500, [480, 960, 1000])
    assert [Image.open(io.BytesIO(one)).width for one in data] == image["widths"]
    assert b"canary" in given
    assert all(b"canary" not in one for one in data)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x89PNG\r\n\x1a\nx"]
)
async def test_folio_005_what_is_no_picture_is_refused_and_nothing_of_it_kept(
    client: Client, data: bytes
) -> None:
    item, before = await make_item(client), await stored(client)

    answer = await client.http.post(
        f"/api/v1/portfolio/items/{item['id']}/images", files={"file": ("a.png", data)}
    )

    assert (answer.status_code, answer.json()["code"]) == (415, "not_a_picture")
    assert await stored(client) == before


async def test_folio_005_a_picture_that_is_too_large_is_refused(client: Client) -> None:
    item = await make_item(client)
    files = {"file": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(10_000_001))}

    answer = await client.http.post(f"/api/v1/portfolio/items/{item['id']}/images", files=files)

    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")


async def test_visitors_see_the_pictures_of_what_is_published_alone(client: Client) -> None:
    await open_portfolio(client)
    item = await published(client)
    image = await add_picture(client, item["id"])
    path = f"/p/ada/media/{image['id']}-60.webp"
    shown = await client.http.get(path)

    await client.http.post(f"/api/v1/portfolio/items/{item['id']}/unpublish")

    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    assert await status_of(client, path) == 404
    assert await status_of(client, f"/p/ada/media/{image['id']}-61.webp") == 404


async def test_a_picture_that_is_deleted_leaves_nothing(client: Client) -> None:
    item, before = await make_item(client), await stored(client)
    image = await add_picture(client, item["id"])
    with_picture = await stored(client)

    answer = await client.http.delete(f"{IMAGES}/{image['id']}")

    assert (answer.status_code, with_picture - before, await stored(client)) == (204, 1, before)
    assert await status_of(client, f"{IMAGES}/{image['id']}") == 404


async def test_a_published_item_takes_no_picture_without_words(client: Client) -> None:
    item, before = await published(client), await stored(client)

    answer = await client.http.post(
        f"/api/v1/portfolio/items/{item['id']}/images", files={"file": ("a.jpg", picture())}
    )

    assert answer.json()["code"] == "alt_needed"
    assert await stored(client) == before
