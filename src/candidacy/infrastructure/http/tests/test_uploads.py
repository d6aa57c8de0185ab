"""Uploads come in pieces."""

import io

from fastapi import UploadFile

from candidacy.infrastructure.http.uploads import CHUNK, chunks


async def test_an_upload_is_read_in_pieces() -> None:
    data = bytes(range(256)) * (CHUNK // 256) * 2 + b"rest"

    pieces = [piece async for piece in chunks(UploadFile(io.BytesIO(data)))]

    assert b"".join(pieces) == data
    assert [len(piece) for piece in pieces] == [CHUNK, CHUNK, 4]


async def test_an_empty_upload_has_no_pieces() -> None:
    assert [piece async for piece in chunks(UploadFile(io.BytesIO()))] == []
