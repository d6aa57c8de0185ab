"""/api/v1/portfolio: the profile, items, pictures, import and export; /api/v1/moderation: taking down."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Query, Response, UploadFile
from fastapi.responses import StreamingResponse

from candidacy.domain.pictures import NotAPicture, PictureTooLarge
from candidacy.domain.portfolio import Kind, to_html
from candidacy.features.cvs.public import CvNotFound
from candidacy.features.portfolio.errors import (
    AltNeeded,
    BadHandle,
    HandleNeeded,
    HandleTaken,
    ImageNotFound,
    ItemChanged,
    ItemNotFound,
    NothingPublished,
    PortfolioChanged,
    SlugTaken,
    SuperuserNeeded,
    TakenDown,
    TooManyHandles,
    TooManyItems,
    TooManyPictures,
)
from candidacy.features.portfolio.models import Portfolio, PortfolioItem
from candidacy.features.portfolio.repository import Illustrated
from candidacy.features.portfolio.schemas import (
    BringBackIn,
    ImageOut,
    ImagePatch,
    Imported,
    ImportIn,
    ItemDetail,
    ItemIn,
    ItemOut,
    ItemPatch,
    LinkOut,
    Moderated,
    OrderIn,
    PortfolioIn,
    PortfolioOut,
    PublishIn,
    TakeDownIn,
)
from candidacy.features.portfolio.service import pictures
from candidacy.features.portfolio.service.archive import Shelf
from candidacy.features.portfolio.service.items import ItemService
from candidacy.features.portfolio.service.moderation import Moderation
from candidacy.features.portfolio.service.pictures import PictureService
from candidacy.features.portfolio.service.profile import ProfileService
from candidacy.infrastructure.antivirus import InfectedFile, ScannerUnavailable, TooLargeForScanner
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    SessionMaker,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.etags import BadEtag, etag, expected_version
from candidacy.infrastructure.http.guards import signed_in
from candidacy.infrastructure.http.idempotency import ApiRoute, shown_once
from candidacy.infrastructure.http.problems import problems
from candidacy.infrastructure.http.uploads import chunks
from candidacy.infrastructure.quotas import QuotaUsedUp
from candidacy.infrastructure.storage import ObjectMissing, ObjectTooLarge, StorageUnavailable
from candidacy.kernel.ids import CvId, ImageId, ItemId
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_LIMIT, BadCursor, Page
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1", tags=["portfolio"], route_class=ApiRoute)
READ, WRITE = requires(Permission.PORTFOLIO_READ), requires(Permission.PORTFOLIO_WRITE)
WRITE_DETACHED = requires_detached(Permission.PORTFOLIO_WRITE)
PERSON = signed_in(shown_once=False)
Expected = Annotated[int | None, Depends(expected_version)]


async def get_items(session: Session, actor: CurrentActor, services: Services) -> ItemService:
    return ItemService(session, actor, services.clock, services.events)


async def get_profile(session: Session, actor: CurrentActor, services: Services) -> ProfileService:
    return ProfileService(session, actor, services.events)


async def get_pictures(session: Session, actor: CurrentActor, services: Services) -> PictureService:
    return PictureService(session, actor, services.storage)


async def get_moderation(session: Session, actor: CurrentActor, services: Services) -> Moderation:
    return Moderation(session, actor, services.clock, services.events)


Items = Annotated[ItemService, Depends(get_items)]
Profile = Annotated[ProfileService, Depends(get_profile)]
Pictures = Annotated[PictureService, Depends(get_pictures)]
Moderating = Annotated[Moderation, Depends(get_moderation)]


def profile_out(row: Portfolio | None, public_url: str) -> PortfolioOut:
    """What is said of a portfolio; of one that was not begun, that it is empty."""
    row = row or Portfolio(
        handle=None,
        name="",
        headline="",
        about="",
        links=[],
        visibility="private",
        indexable=False,
        answers=False,
        language="en",
        sections={},
    )
    is_public = row.visibility == "public" and row.taken_down_at is None
    known = {name: getattr(row, name) for name in PortfolioOut.model_fields if hasattr(row, name)}
    known |= {"has_link": row.link_hash is not None, "version": row.version or 0}
    return PortfolioOut(**known, address=f"{public_url}/p/{row.handle}" if is_public else None)


def image_out(one: Illustrated) -> ImageOut:
    image = one.image
    widths = [file.width for file in one.files]
    return ImageOut(
        id=image.id,
        item_id=image.item_id,
        alt=image.alt,
        width=image.width,
        height=image.height,
        widths=widths,
    )


def detail(row: PortfolioItem, images: list[Illustrated]) -> ItemDetail:
    known: dict[str, Any] = ItemOut.model_validate(row).model_dump()
    return ItemDetail(**known, body=row.body, html=to_html(row.body), images=list(map(image_out, images)))


@router.get("/portfolio", dependencies=[READ])
async def get_portfolio(service: Profile, services: Services, response: Response) -> PortfolioOut:
    """The portfolio of this workspace."""
    found = profile_out(await service.find(), services.public_url)
    response.headers["ETag"] = etag(found.version)
    return found


@router.put(
    "/portfolio",
    dependencies=[WRITE],
    responses=problems(
        BadHandle, HandleNeeded, HandleTaken, TooManyHandles, PortfolioChanged, BadEtag, CvNotFound
    ),
)
async def change_portfolio(
    given: PortfolioIn, service: Profile, services: Services, response: Response, expected: Expected
) -> PortfolioOut:
    """Set name, handle, and who may see which section; a handle that is given up leads to the new one."""
    found = profile_out(await service.change(given, based_on=expected), services.public_url)
    response.headers["ETag"] = etag(found.version)
    return found


@router.post("/portfolio/link", dependencies=[shown_once(), WRITE])
async def make_link(service: Profile, services: Services) -> LinkOut:
    """Make the unlisted link, or another in its place; it is shown this once."""
    return LinkOut(url=f"{services.public_url}/u/{await service.make_link()}")


@router.delete("/portfolio/link", status_code=204, dependencies=[WRITE])
async def revoke_link(service: Profile) -> None:
    """Let the unlisted link open nothing any more."""
    await service.revoke_link()


@router.get("/portfolio/items", dependencies=[READ], responses=problems(BadCursor))
async def list_items(
    service: Items,
    kind: Kind | None = None,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[ItemOut]:
    """Items by kind, in the order that was given them."""
    page = await service.list_page(kind, cursor, limit)
    return Page(items=[ItemOut.model_validate(row) for row in page.items], next_cursor=page.next_cursor)


@router.post(
    "/portfolio/items", status_code=201, dependencies=[WRITE], responses=problems(SlugTaken, TooManyItems)
)
async def create_item(given: ItemIn, service: Items, response: Response) -> ItemDetail:
    """Write a new draft. A slug that is taken is refused with one that is free."""
    row = await service.create(given)
    response.headers["Location"] = f"/api/v1/portfolio/items/{row.id}"
    response.headers["ETag"] = etag(row.version)
    return detail(row, [])


@router.get("/portfolio/items/{item_id}", dependencies=[READ], responses=problems(ItemNotFound))
async def get_item(item_id: UUID, service: Items, response: Response) -> ItemDetail:
    """An item with its text, as Markdown and as it is shown, and its pictures."""
    row, images = await service.get(ItemId(item_id))
    response.headers["ETag"] = etag(row.version)
    return detail(row, images)


@router.patch(
    "/portfolio/items/{item_id}",
    dependencies=[WRITE],
    responses=problems(ItemNotFound, ItemChanged, SlugTaken, BadEtag),
)
async def change_item(
    item_id: UUID, given: ItemPatch, service: Items, response: Response, expected: Expected
) -> ItemDetail:
    """Change an item. With If-Match the change is refused when somebody changed it meanwhile."""
    row, images = await service.change(ItemId(item_id), given, based_on=expected)
    response.headers["ETag"] = etag(row.version)
    return detail(row, images)


@router.delete(
    "/portfolio/items/{item_id}", status_code=204, dependencies=[WRITE], responses=problems(ItemNotFound)
)
async def delete_item(item_id: UUID, service: Items) -> None:
    """Delete an item; for a week it can be brought back."""
    await service.delete(ItemId(item_id))


@router.post("/portfolio/items/{item_id}/restore", dependencies=[WRITE], responses=problems(ItemNotFound))
async def restore_item(item_id: UUID, service: Items, response: Response) -> ItemOut:
    """Bring back what was deleted."""
    row = await service.restore(ItemId(item_id))
    response.headers["ETag"] = etag(row.version)
    return ItemOut.model_validate(row)


@router.post(
    "/portfolio/items/{item_id}/publish",
    dependencies=[WRITE],
    responses=problems(ItemNotFound, ItemChanged, AltNeeded, TakenDown, BadEtag),
)
async def publish_item(
    item_id: UUID, given: PublishIn, service: Items, response: Response, expected: Expected
) -> ItemOut:
    """Show an item to visitors, at once or from a moment on."""
    row = await service.publish(ItemId(item_id), given.at, based_on=expected)
    response.headers["ETag"] = etag(row.version)
    return ItemOut.model_validate(row)


@router.post(
    "/portfolio/items/{item_id}/unpublish",
    dependencies=[WRITE],
    responses=problems(ItemNotFound, ItemChanged, BadEtag),
)
async def unpublish_item(item_id: UUID, service: Items, response: Response, expected: Expected) -> ItemOut:
    """Make an item a draft again, which no visitor sees."""
    row = await service.unpublish(ItemId(item_id), based_on=expected)
    response.headers["ETag"] = etag(row.version)
    return ItemOut.model_validate(row)


@router.put("/portfolio/order", status_code=204, dependencies=[WRITE], responses=problems(ItemNotFound))
async def put_in_order(given: OrderIn, service: Items) -> None:
    """Put the items of a kind into another order."""
    await service.put_in_order(given.kind, given.item_ids)


@router.post(
    "/portfolio/items/{item_id}/images",
    status_code=201,
    dependencies=[WRITE_DETACHED],
    responses=problems(
        ItemNotFound,
        NotAPicture,
        PictureTooLarge,
        AltNeeded,
        TooManyPictures,
        ObjectTooLarge,
        QuotaUsedUp,
        InfectedFile,
        TooLargeForScanner,
        ScannerUnavailable,
        StorageUnavailable,
    ),
)
async def add_image(
    item_id: UUID,
    file: Annotated[UploadFile, File(description="JPEG, PNG, WebP or GIF, up to 10 MB")],
    actor: DetachedActor,
    sessions: SessionMaker,
    services: Services,
    alt: Annotated[str, Form(max_length=300)] = "",
) -> ImageOut:
    """Give an item a picture. It is made anew, so that nothing a camera wrote into it is kept."""
    async with sessions() as session:
        await ItemService(session, actor, services.clock, services.events).get(ItemId(item_id))
    stored = await pictures.receive(chunks(file), services.storage, services.reader, services.antivirus)
    try:
        async with sessions.begin() as session:
            service = PictureService(session, actor, services.storage)
            return image_out(await service.add(ItemId(item_id), alt, stored, services.quotas))
    except BaseException:
        await pictures.discard(services.storage, stored)
        raise


@router.get(
    "/portfolio/images/{image_id}",
    response_class=StreamingResponse,
    dependencies=[READ],
    responses=problems(ImageNotFound, ObjectMissing, StorageUnavailable)
    | {200: {"content": {"image/webp": {}}}},
)
async def get_image(
    image_id: UUID, service: Pictures, width: Annotated[int | None, Query(ge=1, le=10_000)] = None
) -> StreamingResponse:
    """A picture, in the widest form or in the one that is asked for."""
    file, content = await service.open(ImageId(image_id), width)
    headers = {"Content-Length": str(file.size), "Cache-Control": "private, no-store"}
    return StreamingResponse(content, headers=headers, media_type="image/webp")


@router.patch(
    "/portfolio/images/{image_id}", dependencies=[WRITE], responses=problems(ImageNotFound, AltNeeded)
)
async def describe_image(image_id: UUID, given: ImagePatch, service: Pictures) -> ImageOut:
    """Say in words what is to be seen on a picture."""
    return image_out(await service.describe(ImageId(image_id), given.alt))


@router.delete(
    "/portfolio/images/{image_id}",
    status_code=204,
    dependencies=[WRITE_DETACHED],
    responses=problems(ImageNotFound, StorageUnavailable),
)
async def delete_image(
    image_id: UUID, actor: DetachedActor, sessions: SessionMaker, services: Services
) -> None:
    """Delete a picture."""
    async with sessions.begin() as session:
        _, keys = await PictureService(session, actor, services.storage).delete(ImageId(image_id))
    for key in keys:
        await services.storage.delete(key)


@router.post("/portfolio/import", status_code=201, dependencies=[WRITE], responses=problems(CvNotFound))
async def import_cv(given: ImportIn, service: Items) -> Imported:
    """Make drafts of the projects and certificates of a CV; what is there already is left alone."""
    made, skipped = await service.import_cv(CvId(given.cv_id))
    return Imported(items=[ItemOut.model_validate(row) for row in made], skipped=skipped)


@router.get(
    "/portfolio/export",
    response_class=Response,
    dependencies=[requires_detached(Permission.PORTFOLIO_READ)],
    responses={200: {"content": {"application/zip": {}}}},
)
async def export(actor: DetachedActor, sessions: SessionMaker, services: Services) -> Response:
    """Everything as Markdown files with front matter, and the pictures, in a ZIP archive."""
    async with sessions() as session:
        shelf = await Shelf.of(session, actor.workspace)
    name = {"Content-Disposition": 'attachment; filename="portfolio.zip"'}
    return Response(await shelf.pack(services.storage), media_type="application/zip", headers=name)


@router.post(
    "/moderation/portfolios/{handle}/take-down",
    dependencies=[PERSON],
    responses=problems(SuperuserNeeded, NothingPublished, ItemNotFound),
)
async def take_down(handle: str, given: TakeDownIn, moderation: Moderating) -> Moderated:
    """Take a portfolio or one of its items out of sight; its owner is told why."""
    await moderation.take_down(handle, given.slug, given.reason)
    return Moderated(handle=handle, slug=given.slug, taken_down=True)


@router.post(
    "/moderation/portfolios/{handle}/bring-back",
    dependencies=[PERSON],
    responses=problems(SuperuserNeeded, NothingPublished, ItemNotFound),
)
async def bring_back(handle: str, given: BringBackIn, moderation: Moderating) -> Moderated:
    """Let it be shown again."""
    await moderation.bring_back(handle, given.slug)
    return Moderated(handle=handle, slug=given.slug, taken_down=False)
