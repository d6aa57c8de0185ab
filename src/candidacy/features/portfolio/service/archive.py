"""A portfolio as a ZIP archive of Markdown files and pictures."""

import io
import zipfile

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.portfolio import Link
from candidacy.domain.portfolio.files import markdown_file, profile_file
from candidacy.features.portfolio.models import Portfolio, PortfolioItem
from candidacy.features.portfolio.repository import Illustrated, PortfolioRepository
from candidacy.features.portfolio.service.showing import entry_of
from candidacy.infrastructure.storage import ObjectMissing, Storage
from candidacy.kernel.ids import WorkspaceId


class Shelf:
    """What there is to pack, read before the bytes of pictures are fetched."""

    def __init__(
        self, portfolio: Portfolio | None, items: list[PortfolioItem], images: list[Illustrated]
    ) -> None:
        self._portfolio, self._items, self._images = portfolio, items, images

    @classmethod
    async def of(cls, session: AsyncSession, workspace: WorkspaceId) -> "Shelf":
        rows = PortfolioRepository(session, workspace)
        items = await rows.list_all()
        return cls(await rows.find(), items, await rows.list_images([item.id for item in items]))

    async def pack(self, storage: Storage) -> bytes:
        """The archive: each item as Markdown with front matter, each picture in its widest form."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            if self._portfolio is not None:
                archive.writestr("about.md", _profile(self._portfolio))
            for item in self._items:
                await self._add(archive, item, storage)
        return out.getvalue()

    async def _add(self, archive: zipfile.ZipFile, item: PortfolioItem, storage: Storage) -> None:
        mine = [one for one in self._images if one.image.item_id == item.id and one.files]
        names = []
        for one in mine:
            widest = one.files[-1]
            names.append(f"pictures/{widest.name}")
            try:
                data = b"".join([chunk async for chunk in storage.get(widest.storage_key)])
            except ObjectMissing:
                continue
            archive.writestr(f"pictures/{widest.name}", data)
        pictures = [f"../{name}" for name in names]
        text = markdown_file(entry_of(item, mine), draft=item.state == "draft", pictures=pictures)
        archive.writestr(f"{item.kind}s/{item.slug}.md", text)


def _profile(row: Portfolio) -> str:
    return profile_file(row.name, row.headline, row.about, [Link(**link) for link in row.links])
