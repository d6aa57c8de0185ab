"""What makes two requests the same: a digest of what they ask for."""

import hashlib

from starlette.datastructures import UploadFile
from starlette.requests import Request

CHUNK = 256 * 1024


async def fingerprint(request: Request) -> bytes:
    """SHA-256 of address and payload. A form is taken by its parts, as its boundary differs in a retry."""
    digest = hashlib.sha256()
    _add(digest, request.url.path.encode())
    _add(digest, request.url.query.encode())
    if request.headers.get("content-type", "").startswith(
        ("multipart/", "application/x-www-form-urlencoded")
    ):
        for name, value in (await request.form()).multi_items():
            _add(digest, name.encode())
            _add(digest, await _file(value) if isinstance(value, UploadFile) else value.encode())
    else:
        _add(digest, await request.body())
    return digest.digest()


def _add(digest: "hashlib._Hash", part: bytes) -> None:
    """With its length in front, so that no two lists of parts look the same."""
    digest.update(len(part).to_bytes(8) + part)


async def _file(upload: UploadFile) -> bytes:
    """A digest of name and content; the upload is left at its beginning."""
    digest = hashlib.sha256((upload.filename or "").encode() + b"\0")
    await upload.seek(0)
    while chunk := await upload.read(CHUNK):
        digest.update(chunk)
    await upload.seek(0)
    return digest.digest()
