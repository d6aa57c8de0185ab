"""The account of who is signed in: password, sessions, second factor, keys."""

from typing import Annotated, Any
from uuid import UUID

import segno
from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.errors import ConfirmationNeeded
from candidacy.features.auth.pages.asking import Auth, Visit
from candidacy.features.auth.pages.entry import Field, NewAccountForm, go_in, sent, show
from candidacy.features.auth.policies.proofs import local_path
from candidacy.features.auth.service.accounts import AccountService
from candidacy.features.auth.service.addresses import AddressService
from candidacy.features.auth.service.api_keys import ApiKeyService
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.auth.service.openid import OpenIdService
from candidacy.features.auth.service.proving import PasswordService
from candidacy.features.auth.service.second_factor import SecondFactorService
from candidacy.features.auth.service.sessions import SessionService
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    SessionMaker,
)
from candidacy.infrastructure.http.guards import signed_in, signed_in_detached
from candidacy.infrastructure.http.services import SharedServices
from candidacy.kernel.errors import AppError
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import ApiKeyId, SessionId
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/account")
PERSON, PERSON_DETACHED = signed_in(), signed_in_detached()


def back(anchor: str = "") -> RedirectResponse:
    return RedirectResponse(f"/account{anchor}", status_code=303)


async def account(
    request: Request,
    session: AsyncSession,
    actor: Actor,
    services: SharedServices,
    auth: AuthContext,
    error: AppError | None = None,
    **shown: Any,
) -> Response:
    """The page; with what went wrong, or what is shown this once."""
    if isinstance(error, ConfirmationNeeded):
        return RedirectResponse("/account/confirm", status_code=303)
    if error is not None and error.status >= 500:
        raise error
    return show(
        "account",
        request,
        services,
        error,
        user=await AccountService(session, auth).get(actor.user),
        actor=actor,
        sessions=await SessionService(session, auth).list_live(actor.user),
        keys=await ApiKeyService(session, auth, actor).list_live(),
        codes_left=await SecondFactorService(session, auth).count_recovery_codes(actor.user),
        openid=auth.openid,
        linked=await OpenIdService(session, auth).is_linked(actor.user),
        scopes=[p for p in Permission if actor.may(p)],
        **{"new_key": None, "new_codes": None, **shown},
    )


@router.get("", dependencies=[PERSON])
async def page(
    request: Request, session: Session, actor: CurrentActor, services: Services, auth: Auth
) -> Response:
    return await account(request, session, actor, services, auth)


@router.post("/claim", dependencies=[PERSON])
async def claim(
    request: Request,
    session: Session,
    actor: CurrentActor,
    services: Services,
    auth: Auth,
    visitor: Visit,
    given: NewAccountForm,
) -> Response:
    """Give the local user of a laptop a password; from then on it is asked for."""
    try:
        async with session.begin_nested():
            owner = await AccountService(session, auth).claim(given)
    except AppError as error:
        return await account(request, session, actor, services, auth, error)
    return go_in(await SessionService(session, auth).begin(owner, visitor), "/account", auth)


@router.post("/password", dependencies=[PERSON_DETACHED])
async def change_password(
    request: Request,
    sessions: SessionMaker,
    actor: DetachedActor,
    services: Services,
    auth: Auth,
    visitor: Visit,
    current_password: Field = "",
    new_password: Field = "",
) -> Response:
    try:
        await PasswordService(sessions, auth).change(actor, current_password, new_password, visitor.ip)
    except AppError as error:
        async with sessions() as session:
            return await account(request, session, actor, services, auth, error)
    return back()


@router.post("/email", dependencies=[PERSON])
async def ask_for_address(
    request: Request,
    session: Session,
    actor: CurrentActor,
    services: Services,
    auth: Auth,
    visitor: Visit,
    email: Field = "",
) -> Response:
    try:
        await AddressService(session, auth).ask(actor, email, visitor.ip)
    except AppError as error:
        return await account(request, session, actor, services, auth, error)
    return sent(request, services, auth)


@router.get("/confirm", dependencies=[PERSON])
async def confirm_page(
    request: Request,
    session: Session,
    actor: CurrentActor,
    services: Services,
    auth: Auth,
    next: str = "/account",  # noqa: A002 - The name in the address.
) -> HTMLResponse:
    user = await AccountService(session, auth).get(actor.user)
    on = user.totp_since is not None
    return show("confirm", request, services, second_factor=on, then=local_path(next))


async def given_proof(password: Field = "", code: Field = "", then: Field = "/account") -> dict[str, str]:
    """What somebody proves with who they are, and where they go on."""
    return {"password": password, "code": code, "then": then}


Proof = Annotated[dict[str, str], Depends(given_proof)]


@router.post("/confirm", dependencies=[PERSON_DETACHED])
async def confirm(
    request: Request,
    sessions: SessionMaker,
    actor: DetachedActor,
    services: Services,
    auth: Auth,
    visitor: Visit,
    proof: Proof,
) -> Response:
    then = local_path(proof["then"])
    try:
        await PasswordService(sessions, auth).confirm(
            actor, password=proof["password"], code=proof["code"], ip=visitor.ip
        )
    except AppError as error:
        if error.status >= 500:
            raise
        async with sessions() as session:
            user = await AccountService(session, auth).get(actor.user)
        return show("confirm", request, services, error, second_factor=user.totp_since is not None, then=then)
    return RedirectResponse(then, status_code=303)


@router.post("/sessions/end", dependencies=[PERSON])
async def end_other_sessions(session: Session, actor: CurrentActor, auth: Auth) -> Response:
    await SessionService(session, auth).revoke_all(actor.user, "revoked", but=actor.session)
    return back("#sessions")


@router.post("/sessions/{session_id}/end", dependencies=[PERSON])
async def end_session(session_id: UUID, session: Session, actor: CurrentActor, auth: Auth) -> Response:
    await SessionService(session, auth).revoke(SessionId(session_id), user=actor.user)
    return back("#sessions")


@router.post("/second-factor", dependencies=[PERSON])
async def begin_second_factor(
    request: Request, session: Session, actor: CurrentActor, services: Services, auth: Auth
) -> Response:
    try:
        await SessionService(session, auth).require_confirmed(actor)
        await SecondFactorService(session, auth).begin(actor.user)
    except AppError as error:
        return await account(request, session, actor, services, auth, error)
    return RedirectResponse("/account/second-factor", status_code=303)


async def enrolment(
    request: Request,
    session: AsyncSession,
    actor: Actor,
    services: SharedServices,
    auth: AuthContext,
    error: AppError | None = None,
) -> HTMLResponse:
    pending = await SecondFactorService(session, auth).pending(actor.user)
    picture = segno.make(pending.uri, error="m").svg_data_uri(scale=5, border=4, light="white")
    return show("second_factor", request, services, error, secret=pending.secret, picture=picture)


@router.get("/second-factor", dependencies=[PERSON])
async def second_factor_page(
    request: Request, session: Session, actor: CurrentActor, services: Services, auth: Auth
) -> HTMLResponse:
    return await enrolment(request, session, actor, services, auth)


@router.post("/second-factor/confirm", dependencies=[PERSON])
async def confirm_second_factor(
    request: Request,
    session: Session,
    actor: CurrentActor,
    services: Services,
    auth: Auth,
    visitor: Visit,
    code: Field = "",
) -> Response:
    try:
        codes = await SecondFactorService(session, auth).confirm(actor.user, code, visitor.ip)
    except AppError as error:
        if error.status >= 500:
            raise
        return await enrolment(request, session, actor, services, auth, error)
    return await account(request, session, actor, services, auth, new_codes=codes)


@router.post("/second-factor/off", dependencies=[PERSON])
async def end_second_factor(
    request: Request, session: Session, actor: CurrentActor, services: Services, auth: Auth
) -> Response:
    try:
        await SessionService(session, auth).require_confirmed(actor)
    except AppError as error:
        return await account(request, session, actor, services, auth, error)
    await SecondFactorService(session, auth).switch_off(actor.user)
    return back("#second-factor")


@router.post("/keys", dependencies=[PERSON])
async def create_key(
    request: Request,
    session: Session,
    actor: CurrentActor,
    services: Services,
    auth: Auth,
    name: Annotated[str, Form(max_length=100)] = "",
    scopes: Annotated[list[Permission] | None, Form()] = None,
    days: Annotated[int, Form(ge=1, le=365)] = 90,
) -> Response:
    try:
        keys = ApiKeyService(session, auth, actor)
        made = await keys.create(name.strip() or "API key", scopes or [], days)
    except AppError as error:
        return await account(request, session, actor, services, auth, error)
    return await account(request, session, actor, services, auth, new_key=made.secret)


@router.post("/keys/{key_id}/revoke", dependencies=[PERSON])
async def revoke_key(key_id: UUID, session: Session, actor: CurrentActor, auth: Auth) -> Response:
    await ApiKeyService(session, auth, actor).revoke(ApiKeyId(key_id))
    return back("#keys")
