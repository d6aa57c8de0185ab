"""What the pages ask for besides what every route can: the context of accounts, and who visits."""

from typing import Annotated

from fastapi import Depends, Request

from candidacy.features.auth.policies.proofs import device_name
from candidacy.features.auth.service.context import AuthContext, Visitor


async def get_auth(request: Request) -> AuthContext:
    auth: AuthContext = request.state.auth
    return auth


Auth = Annotated[AuthContext, Depends(get_auth)]


async def get_visitor(request: Request) -> Visitor:
    ip = request.client.host if request.client else "unknown"
    return Visitor(ip, device_name(request.headers.get("user-agent", "")))


Visit = Annotated[Visitor, Depends(get_visitor)]
