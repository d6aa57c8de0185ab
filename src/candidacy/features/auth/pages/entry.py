"""Pages for who is not signed in: sign in, sign up, second factor, forgotten password, set-up."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.features.auth.errors import BadCode, TooManyAttempts
from candidacy.features.auth.pages.asking import Auth, Visit
from candidacy.features.auth.pages.cookies import drop, drop_tokens, keep, keep_tokens
from candidacy.features.auth.policies.cookies import CHALLENGE_COOKIE
from candidacy.features.auth.policies.proofs import is_proxied, local_path
from candidacy.features.auth.policies.settings import CHALLENGE_LIFETIME
from candidacy.features.auth.service.accounts import AccountService, NewAccount
from candidacy.features.auth.service.addresses import AddressService
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.auth.service.mailing import LETTER
from candidacy.features.auth.service.proving import PasswordService
from candidacy.features.auth.service.sessions import SessionService, Tokens
from candidacy.features.auth.service.set_up import set_up
from candidacy.features.auth.service.sign_in import Challenge, SignInService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, public_route
from candidacy.infrastructure.http.guards import signed_in
from candidacy.infrastructure.http.services import SharedServices
from candidacy.infrastructure.mail import OutboxMail
from candidacy.kernel.errors import AppError, NotFound

router = APIRouter()
developers_router = APIRouter()
"""What is not there at all in production."""
PUBLIC, PERSON = public_route(), signed_in()
Field = Annotated[str, Form(max_length=1_000)]
Long = Annotated[str, Form(max_length=4_000)]


async def new_account(email: Field = "", display_name: Field = "", password: Field = "") -> NewAccount:
    return NewAccount(email, display_name, password)


NewAccountForm = Annotated[NewAccount, Depends(new_account)]


def show(
    name: str, request: Request, services: SharedServices, error: AppError | None = None, **context: Any
) -> HTMLResponse:
    """A page of this slice; with what went wrong on top, where something did."""
    status = error.status if error else 200
    return services.pages.respond(f"auth/{name}.html", request, status=status, error=error, **context)


def go_in(made: Tokens | Challenge, then: str, auth: AuthContext) -> Response:
    """In, or to the question for the second factor."""
    if isinstance(made, Challenge):
        response = RedirectResponse(f"/sign-in/code?next={quote(then, safe='/')}", status_code=303)
        keep(response, CHALLENGE_COOKIE, made.token, age=CHALLENGE_LIFETIME, strict=False)
        return response
    response = RedirectResponse(then, status_code=303)
    keep_tokens(response, made, auth)
    drop(response, CHALLENGE_COOKIE)
    return response


@router.get("/sign-in", dependencies=[PUBLIC])
async def sign_in_page(
    request: Request,
    services: Services,
    auth: Auth,
    next: str = "/",  # noqa: A002 - The name in the address.
    email: Annotated[str, Query(max_length=254)] = "",
) -> HTMLResponse:
    return show("sign_in", request, services, auth=auth, then=local_path(next), email=email)


@router.post("/sign-in", dependencies=[PUBLIC])
async def sign_in(
    request: Request,
    services: Services,
    auth: Auth,
    visitor: Visit,
    email: Field = "",
    password: Field = "",
    then: Field = "/",
) -> Response:
    try:
        made = await PasswordService(services.sessionmaker, auth).sign_in(email, password, visitor)
    except AppError as error:
        if error.status >= 500:
            raise
        return show("sign_in", request, services, error, auth=auth, then=local_path(then), email=email)
    return go_in(made, local_path(then), auth)


@router.get("/sign-in/code", dependencies=[PUBLIC])
async def code_page(request: Request, services: Services, next: str = "/") -> HTMLResponse:  # noqa: A002 - The name in the address.
    return show("code", request, services, then=local_path(next))


@router.post("/sign-in/code", dependencies=[PUBLIC])
async def code(
    request: Request,
    session: Session,
    services: Services,
    auth: Auth,
    visitor: Visit,
    code: Field = "",
    then: Field = "/",
) -> Response:
    challenge = request.cookies.get(CHALLENGE_COOKIE, "")
    try:
        made = await SignInService(session, auth).with_code(challenge, code, visitor)
    except (BadCode, TooManyAttempts) as error:
        return show("code", request, services, error, then=local_path(then))
    return go_in(made, local_path(then), auth)


@router.post("/sign-out", dependencies=[PERSON])
async def sign_out(actor: CurrentActor, session: Session, auth: Auth, then: Field = "/") -> Response:
    if actor.session is not None:
        await SessionService(session, auth).revoke(actor.session, user=actor.user, because="signed_out")
    then = local_path(then)
    response = RedirectResponse("/sign-in" if then == "/" else then, status_code=303)
    drop_tokens(response)
    return response


@router.get("/sign-up", dependencies=[PUBLIC])
async def sign_up_page(
    request: Request,
    services: Services,
    auth: Auth,
    next: str = "/",  # noqa: A002 - The name in the address.
    email: Annotated[str, Query(max_length=254)] = "",
) -> HTMLResponse:
    return show("sign_up", request, services, auth=auth, then=local_path(next), email=email, display_name="")


@router.post("/sign-up", dependencies=[PUBLIC])
async def sign_up(
    request: Request,
    services: Services,
    auth: Auth,
    visitor: Visit,
    given: NewAccountForm,
    then: Field = "/",
) -> Response:
    then = local_path(then)
    try:
        await auth.mail_guard.check(given.email.lower(), visitor.ip)
        await PasswordService(services.sessionmaker, auth).register(given, then)
    except AppError as error:
        if error.status >= 500:
            raise
        kept = {"then": then, "email": given.email, "display_name": given.display_name}
        return show("sign_up", request, services, error, auth=auth, **kept)
    return sent(request, services, auth)


def sent(request: Request, services: SharedServices, auth: AuthContext) -> HTMLResponse:
    return show("sent", request, services, letter=LETTER, outbox=isinstance(auth.mail, OutboxMail))


@router.get("/verify", dependencies=[PUBLIC])
async def verify_page(
    request: Request,
    services: Services,
    token: str = "",
    next: str = "/",  # noqa: A002 - The name in the address.
) -> HTMLResponse:
    """A button, so that a mail server that looks behind links does not use the token up."""
    return show("verify", request, services, token=token[:200], then=local_path(next))


@router.post("/verify", dependencies=[PUBLIC])
async def verify(
    session: Session, auth: Auth, visitor: Visit, token: Long = "", then: Field = "/"
) -> Response:
    user = await AccountService(session, auth).verify(token)
    return go_in(await SessionService(session, auth).begin(user, visitor), local_path(then), auth)


@router.get("/forgot-password", dependencies=[PUBLIC])
async def forgot_page(request: Request, services: Services) -> HTMLResponse:
    return show("forgot", request, services, email="")


@router.post("/forgot-password", dependencies=[PUBLIC])
async def forgot(
    request: Request, session: Session, services: Services, auth: Auth, visitor: Visit, email: Field = ""
) -> Response:
    try:
        await auth.mail_guard.check(email.lower(), visitor.ip)
        await AccountService(session, auth).forgot(email)
    except AppError as error:
        if error.status >= 500:
            raise
        return show("forgot", request, services, error, email=email)
    return sent(request, services, auth)


@router.get("/reset-password", dependencies=[PUBLIC])
async def reset_page(request: Request, services: Services, token: str = "") -> HTMLResponse:
    return show("reset", request, services, token=token[:200])


@router.post("/reset-password", dependencies=[PUBLIC])
async def reset(
    request: Request, services: Services, auth: Auth, token: Long = "", password: Field = ""
) -> Response:
    try:
        await PasswordService(services.sessionmaker, auth).reset(token, password)
    except AppError as error:
        if error.status >= 500:
            raise
        return show("reset", request, services, error, token=token)
    response = RedirectResponse("/sign-in", status_code=303)
    drop_tokens(response)
    return response


@router.get("/change-email", dependencies=[PUBLIC])
async def change_address_page(request: Request, services: Services, token: str = "") -> HTMLResponse:
    """A button, for the same reason as at the first address; it works on any device."""
    return show("change_email", request, services, token=token[:200], done=False)


@router.post("/change-email", dependencies=[PUBLIC])
async def change_address(
    request: Request, session: Session, services: Services, auth: Auth, token: Long = ""
) -> Response:
    try:
        async with session.begin_nested():
            await AddressService(session, auth).change(token)
    except AppError as error:
        if error.status >= 500:
            raise
        return show("change_email", request, services, error, token=token[:200], done=False)
    return show("change_email", request, services, token="", done=True)


@router.get("/set-up", dependencies=[PUBLIC])
async def set_up_page(request: Request, services: Services, token: str = "") -> HTMLResponse:
    return show("set_up", request, services, token=token[:200], email="", display_name="")


@router.post("/set-up", dependencies=[PUBLIC])
async def do_set_up(
    request: Request,
    session: Session,
    services: Services,
    auth: Auth,
    visitor: Visit,
    given: NewAccountForm,
    token: Long = "",
) -> Response:
    try:
        owner = await set_up(session, auth, token, given)
    except AppError as error:
        if error.status >= 500:
            raise
        kept = {"token": token, "email": given.email, "display_name": given.display_name}
        return show("set_up", request, services, error, **kept)
    return go_in(await SessionService(session, auth).begin(owner, visitor), "/", auth)


@developers_router.get("/dev/outbox", dependencies=[PUBLIC])
async def outbox(request: Request, services: Services, auth: Auth) -> HTMLResponse:
    """The letters of development, for whoever sits at this machine."""
    host = request.client.host if request.client else ""
    here = host in {"127.0.0.1", "::1"} and not is_proxied(request.headers.keys())
    if not isinstance(auth.mail, OutboxMail) or not here:
        raise NotFound
    return show("outbox", request, services, letters=auth.mail.letters)
