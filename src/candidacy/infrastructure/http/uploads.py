"""An uploaded file as a stream."""

from collections.abc import AsyncIterator

from fastapi import UploadFile

CHUNK = 256 * 1024


async def chunks(upload: UploadFile) -> AsyncIterator[bytes]:
    """The bytes of an upload in pieces, never all at once."""
    while chunk := await upload.read(CHUNK):
        yield chunk
