"""Pictures of items: checked, made anew in the sandbox, kept in some widths."""

from collections.abc import AsyncIterator
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.pictures import MadePicture, NotAPicture, is_picture
from candidacy.features.portfolio.errors import AltNeeded, ImageNotFound, TooManyPictures
from candidacy.features.portfolio.models import PortfolioImage, PortfolioImageFile
from candidacy.features.portfolio.repository import Illustrated, PortfolioRepository
from candidacy.infrastructure.antivirus import Antivirus
from candidacy.infrastructure.quotas import Quota, Quotas
from candidacy.infrastructure.sandbox import DocumentReader
from candidacy.infrastructure.storage import ObjectTooLarge, Storage, StoredObject, begun
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import ImageId, ItemId, uuid7

MAX_BYTES = 10_000_000
MAX_PICTURES = 20


class Stored(NamedTuple):
    """A picture in one width, and where its bytes lie."""

    made: MadePicture
    object: StoredObject


async def receive(
    chunks: AsyncIterator[bytes], storage: Storage, reader: DocumentReader, antivirus: Antivirus
) -> list[Stored]:
    """Make a picture anew and store it, before any row names it and without a transaction.

    Raises ObjectTooLarge, NotAPicture, PictureTooLarge, or what the scanner and the storage do.
    """
    data = await _bytes(chunks)
    if not is_picture(data[:32]):
        raise NotAPicture
    await antivirus.check(one_piece(data))
    stored: list[Stored] = []
    try:
        for made in await reader.remade_pictures(data):
            kept = await storage.put(one_piece(made.data), limit=MAX_BYTES)
            stored.append(Stored(made, kept))
    except BaseException:
        await discard(storage, stored)
        raise
    return stored


async def discard(storage: Storage, stored: list[Stored]) -> None:
    """Delete what no row came to name."""
    for one in stored:
        await storage.delete(one.object.key)


async def _bytes(chunks: AsyncIterator[bytes]) -> bytes:
    data = bytearray()
    async for chunk in chunks:
        data += chunk
        if len(data) > MAX_BYTES:
            raise ObjectTooLarge("This picture is larger than the limit of 10 MB.")
    return bytes(data)


async def one_piece(data: bytes) -> AsyncIterator[bytes]:
    yield data


class PictureService:
    """The pictures of an actor's workspace."""

    def __init__(self, session: AsyncSession, actor: Actor, storage: Storage) -> None:
        self._session, self._actor, self._storage = session, actor, storage
        self._rows = PortfolioRepository(session, actor.workspace)

    async def add(self, item: ItemId, alt: str, stored: list[Stored], quotas: Quotas) -> Illustrated:
        """Keep a stored picture. Raises ItemNotFound, AltNeeded, TooManyPictures, or QuotaUsedUp."""
        row = await self._rows.get(item, lock=True)
        if row.state == "published" and not alt.strip():
            raise AltNeeded
        if len(await self._rows.list_images([row.id])) >= MAX_PICTURES:
            raise TooManyPictures
        size = sum(one.object.size for one in stored)
        await quotas.spend(self._session, self._actor.user, Quota.FILES)
        await quotas.spend(self._session, self._actor.user, Quota.UPLOAD_BYTES, size)
        widest = stored[-1].made
        image = PortfolioImage(
            id=uuid7(),
            workspace_id=self._actor.workspace,
            item_id=row.id,
            alt=" ".join(alt.split()),
            width=widest.width,
            height=widest.height,
        )
        self._rows.add(image)
        await self._session.flush()
        files = [self._file(image, one, row.slug) for one in stored]
        for file in files:
            self._rows.add(file)
        await self._session.flush()
        return Illustrated(image, files)

    async def describe(self, image: ImageId, alt: str) -> Illustrated:
        """Raises ImageNotFound, or AltNeeded where the item is published."""
        row = await self._rows.get_image(image)
        item = await self._rows.get(ItemId(row.item_id))
        if item.state == "published" and not alt.strip():
            raise AltNeeded
        row.alt = " ".join(alt.split())
        await self._session.flush()
        found = await self._rows.list_images([row.item_id])
        return next(one for one in found if one.image.id == row.id)

    async def item_of(self, image: ImageId) -> ItemId:
        """The item that a picture belongs to. Raises ImageNotFound."""
        return ItemId((await self._rows.get_image(image)).item_id)

    async def delete(self, image: ImageId) -> tuple[ItemId, list[str]]:
        """Remove a picture; the keys of its bytes, which go after the commit. Raises ImageNotFound."""
        row = await self._rows.get_image(image)
        item = (await self._rows.get(ItemId(row.item_id))).id
        return ItemId(item), await self._rows.delete_image(image)

    async def open(
        self, image: ImageId, width: int | None
    ) -> tuple[PortfolioImageFile, AsyncIterator[bytes]]:
        """The bytes in a width, else in the widest. Raises ImageNotFound or ObjectMissing."""
        row = await self._rows.get_image(image)
        files = next(
            one.files for one in await self._rows.list_images([row.item_id]) if one.image.id == row.id
        )
        file = next((f for f in files if f.width == width), files[-1] if files and width is None else None)
        if file is None:
            raise ImageNotFound
        return file, await begun(self._storage.get(file.storage_key))

    def _file(self, image: PortfolioImage, one: Stored, slug: str) -> PortfolioImageFile:
        return PortfolioImageFile(
            id=uuid7(),
            workspace_id=self._actor.workspace,
            image_id=image.id,
            name=f"{slug}-{image.id.hex[-6:]}-{one.made.width}.webp",
            width=one.made.width,
            size=one.object.size,
            sha256=one.object.sha256,
            storage_key=one.object.key,
        )
