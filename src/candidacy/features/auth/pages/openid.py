"""Signing in through another service, and linking it to the account."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from candidacy.features.auth.errors import BadCredentials, ConfirmationNeeded
from candidacy.features.auth.pages.asking import Auth, Visit
from candidacy.features.auth.pages.cookies import drop, keep
from candidacy.features.auth.pages.entry import go_in
from candidacy.features.auth.policies.cookies import OPENID_COOKIE
from candidacy.features.auth.policies.proofs import local_path
from candidacy.features.auth.service import openid
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.auth.service.openid import OpenIdService
from candidacy.features.auth.service.sessions import SessionService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, public_route
from candidacy.infrastructure.http.guards import signed_in
from candidacy.infrastructure.http.problems import problem_response
from candidacy.infrastructure.openid import OpenIdRefused
from candidacy.kernel.ids import UserId

router = APIRouter()
PUBLIC, PERSON = public_route(), signed_in()


async def send_off(auth: AuthContext, then: str, linking: UserId | None = None) -> Response:
    address, token = await openid.begin(auth, then=then, linking=linking)
    response = RedirectResponse(address, status_code=303)
    keep(response, OPENID_COOKIE, token, age=openid.KEPT)
    return response


@router.get("/sign-in/openid", dependencies=[PUBLIC])
async def begin(auth: Auth, next: str = "/") -> Response:  # noqa: A002 - The name in the address.
    return await send_off(auth, local_path(next))


@router.get("/account/openid", dependencies=[PERSON])
async def begin_linking(actor: CurrentActor, session: Session, auth: Auth) -> Response:
    try:
        await SessionService(session, auth).require_confirmed(actor)
    except ConfirmationNeeded:
        return RedirectResponse("/account/confirm?next=/account/openid", status_code=303)
    return await send_off(auth, "/account", actor.user)


@router.get("/sign-in/openid/callback", dependencies=[PUBLIC])
async def come_back(request: Request, services: Services, auth: Auth, visitor: Visit) -> Response:
    """The browser comes back with a code; no transaction is held while the other service is asked."""
    begun, then, linking = openid.kept(auth, request.cookies.get(OPENID_COOKIE, ""))
    claims = await openid.vouched(auth, begun, dict(request.query_params))
    async with services.sessionmaker.begin() as session:
        if linking is None:
            try:
                response = go_in(await OpenIdService(session, auth).sign_in(claims, visitor), then, auth)
            except BadCredentials as error:
                return problem_response(request, error)
        else:
            actor = await services.authenticate(session, dict(request.headers))
            if str(actor.user) != linking:
                raise OpenIdRefused
            await OpenIdService(session, auth).link(actor, claims)
            response = RedirectResponse(then, status_code=303)
    drop(response, OPENID_COOKIE)
    return response


@router.post("/account/openid/unlink", dependencies=[PERSON])
async def unlink(actor: CurrentActor, session: Session, auth: Auth) -> Response:
    try:
        await OpenIdService(session, auth).unlink(actor)
    except ConfirmationNeeded:
        return RedirectResponse("/account/confirm", status_code=303)
    return RedirectResponse("/account", status_code=303)
