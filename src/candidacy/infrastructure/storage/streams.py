"""Content on its way."""

from collections.abc import AsyncIterator


async def begun(content: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same bytes, fetched as far as the first piece: what is missing is known before an answer begins."""
    first = await anext(content, b"")

    async def all_of_it() -> AsyncIterator[bytes]:
        yield first
        async for piece in content:
            yield piece

    return all_of_it()
