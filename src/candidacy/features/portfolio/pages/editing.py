"""Writing one item: its form with a preview, its pictures, and whether visitors see it."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from candidacy.domain.pictures import NotAPicture, PictureTooLarge
from candidacy.domain.portfolio import Kind, Picture, Site, to_html
from candidacy.features.portfolio.errors import (
    AltNeeded,
    ItemChanged,
    SlugTaken,
    TakenDown,
    TooManyItems,
    TooManyPictures,
)
from candidacy.features.portfolio.pages.asking import Items, Pictures, Profile
from candidacy.features.portfolio.pages.forms import ItemForm, NotFilledIn, checked, item_form
from candidacy.features.portfolio.schemas import MAX_BODY, ItemIn, ItemPatch
from candidacy.features.portfolio.service import pictures
from candidacy.features.portfolio.service.items import ItemService
from candidacy.features.portfolio.service.pictures import PictureService
from candidacy.features.portfolio.service.showing import entry_of
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    SessionMaker,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.services import SharedServices
from candidacy.infrastructure.http.uploads import chunks
from candidacy.infrastructure.languages import SOURCE, speaking
from candidacy.infrastructure.storage import ObjectTooLarge
from candidacy.kernel.errors import AppError
from candidacy.kernel.ids import ImageId, ItemId
from candidacy.kernel.pagination import MAX_NUMBER
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.PORTFOLIO_READ), requires(Permission.PORTFOLIO_WRITE)
WRITE_DETACHED = requires_detached(Permission.PORTFOLIO_WRITE)
Filled = Annotated[ItemForm, Depends(item_form)]
BasedOn = Annotated[int, Form(ge=0, le=MAX_NUMBER)]


class Editor:
    """The page of an item, with what was filled in and what was wrong with it."""

    def __init__(self, request: Request, actor: CurrentActor, items: Items, services: Services) -> None:
        self._request, self._actor, self._items, self._services = request, actor, items, services

    async def show(
        self,
        item: ItemId,
        *,
        form: ItemForm | None = None,
        error: AppError | None = None,
        done: str = "",
        based_on: int | None = None,
    ) -> HTMLResponse:
        row, images = await self._items.get(item)
        seen, address = await self._items.seen(row)
        return self._page(
            Kind(row.kind),
            form or ItemForm.of(row),
            error,
            row=row,
            images=images,
            seen=seen,
            address=address,
            done=done,
            version=row.version if based_on is None else based_on,
        )

    def blank(self, kind: Kind, form: ItemForm, error: AppError | None = None) -> HTMLResponse:
        return self._page(kind, form, error, row=None, images=[], seen=None, done="", version=0)

    def _page(self, kind: Kind, form: ItemForm, error: AppError | None, **more: Any) -> HTMLResponse:
        return self._services.pages.respond(
            "portfolio/edit.html",
            self._request,
            status=error.status if error else 200,
            section="portfolio",
            kind=kind,
            form=form,
            error=error,
            preview=to_html(form.body[:MAX_BODY]),
            now=self._services.clock.now(),
            may_edit=self._actor.may(Permission.PORTFOLIO_WRITE),
            **more,
        )


Editing = Annotated[Editor, Depends(Editor)]


@router.get("/portfolio/new", dependencies=[WRITE])
async def new(editor: Editing, kind: Kind = Kind.PROJECT) -> HTMLResponse:
    return editor.blank(kind, ItemForm())


@router.post("/portfolio/items", dependencies=[WRITE])
async def create(
    items: Items, session: Session, editor: Editing, form: Filled, kind: Annotated[Kind, Form()]
) -> Response:
    try:
        async with session.begin_nested():
            row = await items.create(checked(ItemIn, {**form.values(), "kind": kind}))
    except (NotFilledIn, SlugTaken, TooManyItems) as error:
        return editor.blank(kind, form, error)
    return RedirectResponse(f"/portfolio/items/{row.id}?done=created", status_code=303)


@router.get("/portfolio/items/{item_id}", dependencies=[READ])
async def edit(
    item_id: UUID, editor: Editing, done: Annotated[str, Query(max_length=20)] = ""
) -> HTMLResponse:
    return await editor.show(ItemId(item_id), done=done)


@router.post("/portfolio/items/{item_id}", dependencies=[WRITE])
async def save(
    item_id: UUID, items: Items, session: Session, editor: Editing, form: Filled, version: BasedOn
) -> Response:
    """Save the form; what cannot be saved is shown as it was filled in, and nothing of it is lost."""
    values = form.values()
    patch = {name: value for name, value in values.items() if name != "slug" or value}
    try:
        async with session.begin_nested():
            await items.change(ItemId(item_id), checked(ItemPatch, patch), based_on=version)
    except ItemChanged as error:
        return await editor.show(ItemId(item_id), form=form, error=error)
    except (NotFilledIn, SlugTaken) as error:
        return await editor.show(ItemId(item_id), form=form, error=error, based_on=version)
    return RedirectResponse(f"/portfolio/items/{item_id}?done=saved", status_code=303)


@router.post("/portfolio/preview", dependencies=[READ])
async def preview(body: Annotated[str, Form(max_length=2 * MAX_BODY)] = "") -> HTMLResponse:
    """A text as it will be shown."""
    return HTMLResponse(to_html(body[:MAX_BODY]))


@router.post("/portfolio/items/{item_id}/publish", dependencies=[WRITE])
async def publish(
    item_id: UUID,
    items: Items,
    session: Session,
    editor: Editing,
    at: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Publish at once, or at a moment in UTC."""
    try:
        async with session.begin_nested():
            await items.publish(ItemId(item_id), moment_of(at))
    except (AltNeeded, TakenDown, NotFilledIn) as error:
        return await editor.show(ItemId(item_id), error=error)
    return RedirectResponse(f"/portfolio/items/{item_id}?done=published", status_code=303)


def moment_of(text: str) -> datetime | None:
    """The moment in a field of date and time, in UTC. Raises NotFilledIn."""
    if not text.strip():
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as exc:
        raise NotFilledIn("Publish at: give a date and a time, as 2026-03-01T09:00.") from exc
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@router.post("/portfolio/items/{item_id}/unpublish", dependencies=[WRITE])
async def unpublish(item_id: UUID, items: Items) -> RedirectResponse:
    await items.unpublish(ItemId(item_id))
    return RedirectResponse(f"/portfolio/items/{item_id}?done=unpublished", status_code=303)


@router.get("/portfolio/items/{item_id}/preview", dependencies=[READ])
async def show_as_visitor(
    item_id: UUID, request: Request, items: Items, profile: Profile, services: Services
) -> HTMLResponse:
    """The item as a visitor will see it."""
    row, images = await items.get(ItemId(item_id))
    entry, mine = entry_of(row, images), await profile.find()
    site = Site(
        id=entry.id,
        address="/portfolio",
        path="/portfolio",
        name=(mine.name if mine else "") or "You",
        headline=mine.headline if mine else "",
        updated_at=row.updated_at,
        entries=(entry,),
        language=mine.language if mine else SOURCE,
    )

    def address_of(picture: Picture, width: int) -> str:
        return f"/api/v1/portfolio/images/{picture.id}?width={width}"

    with speaking(site.language):
        return services.pages.respond(
            "portfolio/public/item.html",
            request,
            site=site,
            entry=entry,
            html=to_html,
            picture_address=address_of,
            back=f"/portfolio/items/{row.id}",
            linked_data="",
            card="",
            robots="noindex",
        )


@router.post("/portfolio/items/{item_id}/images", dependencies=[WRITE_DETACHED])
async def add_image(
    item_id: UUID,
    file: Annotated[UploadFile, File()],
    request: Request,
    actor: DetachedActor,
    sessions: SessionMaker,
    services: Services,
    alt: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    try:
        async with sessions() as session:
            await ItemService(session, actor, services.clock, services.events).get(ItemId(item_id))
        stored = await pictures.receive(chunks(file), services.storage, services.reader, services.antivirus)
        await _keep(ItemId(item_id), alt, stored, actor, sessions, services)
    except (NotAPicture, PictureTooLarge, AltNeeded, TooManyPictures, ObjectTooLarge) as error:
        async with sessions() as session:
            items = ItemService(session, actor, services.clock, services.events)
            return await Editor(request, actor, items, services).show(ItemId(item_id), error=error)
    return RedirectResponse(f"/portfolio/items/{item_id}?done=pictured#pictures", status_code=303)


async def _keep(
    item: ItemId,
    alt: str,
    stored: list[pictures.Stored],
    actor: DetachedActor,
    sessions: SessionMaker,
    services: SharedServices,
) -> None:
    try:
        async with sessions.begin() as session:
            await PictureService(session, actor, services.storage).add(item, alt, stored, services.quotas)
    except BaseException:
        await pictures.discard(services.storage, stored)
        raise


@router.post("/portfolio/images/{image_id}", dependencies=[WRITE])
async def describe_image(
    image_id: UUID,
    session: Session,
    editor: Editing,
    images: Pictures,
    alt: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    try:
        async with session.begin_nested():
            found = await images.describe(ImageId(image_id), alt)
    except AltNeeded as error:
        return await editor.show(await images.item_of(ImageId(image_id)), error=error)
    return RedirectResponse(f"/portfolio/items/{found.image.item_id}?done=saved#pictures", status_code=303)


@router.post("/portfolio/images/{image_id}/delete", dependencies=[WRITE_DETACHED])
async def delete_image(
    image_id: UUID, actor: DetachedActor, sessions: SessionMaker, services: Services
) -> RedirectResponse:
    async with sessions.begin() as session:
        item, keys = await PictureService(session, actor, services.storage).delete(ImageId(image_id))
    for key in keys:
        await services.storage.delete(key)
    return RedirectResponse(f"/portfolio/items/{item}?done=saved#pictures", status_code=303)
