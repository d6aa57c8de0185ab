"""What the pages of an owner ask for."""

from typing import Annotated

from fastapi import Depends

from candidacy.features.portfolio.service.items import ItemService
from candidacy.features.portfolio.service.pictures import PictureService
from candidacy.features.portfolio.service.profile import ProfileService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session


async def get_items(session: Session, actor: CurrentActor, services: Services) -> ItemService:
    return ItemService(session, actor, services.clock, services.events)


async def get_profile(session: Session, actor: CurrentActor, services: Services) -> ProfileService:
    return ProfileService(session, actor, services.events)


async def get_pictures(session: Session, actor: CurrentActor, services: Services) -> PictureService:
    return PictureService(session, actor, services.storage)


Items = Annotated[ItemService, Depends(get_items)]
Profile = Annotated[ProfileService, Depends(get_profile)]
Pictures = Annotated[PictureService, Depends(get_pictures)]
