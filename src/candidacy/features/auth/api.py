"""/api/v1/auth, /api/v1/me, /api/v1/api-keys: accounts for programs, which carry tokens and no cookies."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from candidacy.features.auth.errors import (
    ApiKeyNotFound,
    BadCode,
    BadCredentials,
    BadRefreshToken,
    ConfirmationNeeded,
    LaptopMode,
    LinkExpired,
    NoPassword,
    RegistrationClosed,
    ScopeNotAllowed,
    SecondFactorOff,
    SecondFactorOn,
    SessionNotFound,
    TooManyAttempts,
    WeakPassword,
)
from candidacy.features.auth.models import UserSession
from candidacy.features.auth.policies.proofs import BadEmail, device_name
from candidacy.features.auth.schemas import (
    Accepted,
    ApiKeyIn,
    ApiKeyMade,
    ApiKeyOut,
    ChallengeOut,
    CodeIn,
    ConfirmIn,
    EmailIn,
    EnrolmentOut,
    FirstCodeIn,
    LoginIn,
    MeOut,
    PasswordIn,
    RecoveryCodesOut,
    RefreshIn,
    RegisterIn,
    ResetIn,
    SessionOut,
    TokenIn,
    TokensOut,
)
from candidacy.features.auth.service.accounts import AccountService, NewAccount
from candidacy.features.auth.service.addresses import AddressService
from candidacy.features.auth.service.api_keys import ApiKeyService
from candidacy.features.auth.service.context import AuthContext, Visitor
from candidacy.features.auth.service.mailing import LETTER
from candidacy.features.auth.service.proving import PasswordService
from candidacy.features.auth.service.second_factor import SecondFactorService
from candidacy.features.auth.service.sessions import SessionService, Tokens
from candidacy.features.auth.service.sign_in import SignInService
from candidacy.infrastructure.crypto import BadToken, TooManyPasswords
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    SessionMaker,
    public_route,
)
from candidacy.infrastructure.http.guards import signed_in, signed_in_detached
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problem_response, problems
from candidacy.kernel.errors import AppError
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import ApiKeyId, SessionId
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1", tags=["auth"], route_class=ApiRoute)
PUBLIC, PERSON, PERSON_DETACHED = public_route(), signed_in(), signed_in_detached()


async def get_auth(request: Request) -> AuthContext:
    auth: AuthContext = request.state.auth
    return auth


Auth = Annotated[AuthContext, Depends(get_auth)]


async def get_visitor(request: Request) -> Visitor:
    ip = request.client.host if request.client else "unknown"
    return Visitor(ip, device_name(request.headers.get("user-agent", "")))


Visit = Annotated[Visitor, Depends(get_visitor)]


def kept(request: Request, error: AppError) -> Response:
    """The answer to an error that is not raised, so that what was noted of the attempt is committed."""
    return problem_response(request, error)


def tokens_out(tokens: Tokens) -> TokensOut:
    return TokensOut(access_token=tokens.access, refresh_token=tokens.refresh, expires_in=tokens.expires_in)


@router.post(
    "/auth/register",
    status_code=202,
    dependencies=[PUBLIC],
    responses=problems(
        WeakPassword, BadEmail, RegistrationClosed, LaptopMode, TooManyAttempts, TooManyPasswords
    ),
)
async def register(given: RegisterIn, services: Services, auth: Auth, visitor: Visit) -> Accepted:
    """Ask for an account. Whether there is one already is told by letter alone."""
    await auth.mail_guard.check(given.email.lower(), visitor.ip)
    account = NewAccount(given.email, given.display_name, given.password)
    await PasswordService(services.sessionmaker, auth).register(account)
    return Accepted(detail=LETTER)


@router.post("/auth/verify", dependencies=[PUBLIC], responses=problems(LinkExpired))
async def verify(given: TokenIn, session: Session, auth: Auth, visitor: Visit) -> TokensOut:
    """Open the account of a letter's token, and sign in."""
    user = await AccountService(session, auth).verify(given.token)
    return tokens_out(await SessionService(session, auth).begin(user, visitor))


@router.post(
    "/auth/login",
    response_model=TokensOut | ChallengeOut,
    dependencies=[PUBLIC],
    responses=problems(BadCredentials, TooManyAttempts, TooManyPasswords),
)
async def login(given: LoginIn, services: Services, auth: Auth, visitor: Visit) -> TokensOut | ChallengeOut:
    """Sign in with a password; where a second factor is on, the answer is a challenge."""
    proving = PasswordService(services.sessionmaker, auth)
    made = await proving.sign_in(given.email, given.password, visitor)
    return tokens_out(made) if isinstance(made, Tokens) else ChallengeOut(challenge=made.token)


@router.post(
    "/auth/login/code",
    response_model=TokensOut,
    dependencies=[PUBLIC],
    responses=problems(BadCode, BadToken, TooManyAttempts),
)
async def login_code(
    given: CodeIn, request: Request, session: Session, auth: Auth, visitor: Visit
) -> TokensOut | Response:
    """Answer the challenge with a code of the authenticator, or a recovery code."""
    try:
        return tokens_out(await SignInService(session, auth).with_code(given.challenge, given.code, visitor))
    except (BadCode, TooManyAttempts) as error:
        return kept(request, error)


@router.post(
    "/auth/refresh", response_model=TokensOut, dependencies=[PUBLIC], responses=problems(BadRefreshToken)
)
async def refresh(given: RefreshIn, request: Request, session: Session, auth: Auth) -> TokensOut | Response:
    """The next tokens. A token that was used before ends its session: somebody has copied it."""
    try:
        return tokens_out(await SessionService(session, auth).refresh(given.refresh_token))
    except BadRefreshToken as error:
        return kept(request, error)


@router.post("/auth/logout", status_code=204, dependencies=[PERSON])
async def logout(actor: CurrentActor, session: Session, auth: Auth) -> None:
    """End this session."""
    if actor.session is not None:
        await SessionService(session, auth).revoke(actor.session, user=actor.user, because="signed_out")


@router.post(
    "/auth/forgot-password",
    status_code=202,
    dependencies=[PUBLIC],
    responses=problems(BadEmail, TooManyAttempts),
)
async def forgot_password(given: EmailIn, session: Session, auth: Auth, visitor: Visit) -> Accepted:
    """Send a link to choose a new password, if there is such an account."""
    await auth.mail_guard.check(given.email.lower(), visitor.ip)
    await AccountService(session, auth).forgot(given.email)
    return Accepted(detail=LETTER)


@router.post(
    "/auth/reset-password",
    status_code=204,
    dependencies=[PUBLIC],
    responses=problems(LinkExpired, WeakPassword, TooManyPasswords),
)
async def reset_password(given: ResetIn, services: Services, auth: Auth) -> None:
    """Choose a new password. All sessions end; a second factor stays on."""
    await PasswordService(services.sessionmaker, auth).reset(given.token, given.password)


@router.post(
    "/auth/confirm",
    status_code=204,
    dependencies=[PERSON_DETACHED],
    responses=problems(BadCredentials, BadCode, NoPassword, TooManyAttempts, TooManyPasswords),
)
async def confirm(
    given: ConfirmIn, actor: DetachedActor, sessions: SessionMaker, auth: Auth, visitor: Visit
) -> None:
    """Prove again who you are, which changes to the account ask for every ten minutes."""
    proving = PasswordService(sessions, auth)
    await proving.confirm(actor, password=given.password, code=given.code, ip=visitor.ip)


@router.post(
    "/me/email",
    status_code=202,
    dependencies=[PERSON],
    responses=problems(BadEmail, ConfirmationNeeded, NoPassword, TooManyAttempts),
)
async def ask_for_address(
    given: EmailIn, actor: CurrentActor, session: Session, auth: Auth, visitor: Visit
) -> Accepted:
    """Ask for another address. A letter goes there; the present one is told of it."""
    await AddressService(session, auth).ask(actor, given.email, visitor.ip)
    return Accepted(detail=LETTER)


@router.post("/auth/change-email", status_code=204, dependencies=[PUBLIC], responses=problems(LinkExpired))
async def change_address(given: TokenIn, session: Session, auth: Auth) -> None:
    """Prove the new address with the letter's token, within an hour. Sessions stay."""
    await AddressService(session, auth).change(given.token)


@router.get("/me", dependencies=[PERSON])
async def me(actor: CurrentActor, session: Session, auth: Auth) -> MeOut:
    """Who you are, and what you may do where you act."""
    user = await AccountService(session, auth).get(actor.user)
    return MeOut(
        id=user.id,
        email=user.email,
        display_name=user.display_name,
        second_factor=user.totp_since is not None,
        superuser=user.is_superuser,
        workspace_id=actor.workspace,
        role=actor.role,
        permissions=[p for p in Permission if actor.may(p)],
    )


@router.post(
    "/me/password",
    status_code=204,
    dependencies=[PERSON_DETACHED],
    responses=problems(BadCredentials, WeakPassword, TooManyAttempts, TooManyPasswords),
)
async def change_password(
    given: PasswordIn, actor: DetachedActor, sessions: SessionMaker, auth: Auth, visitor: Visit
) -> None:
    """Change the password. All other sessions end."""
    proving = PasswordService(sessions, auth)
    await proving.change(actor, given.current_password, given.new_password, visitor.ip)


def session_out(row: UserSession, actor: Actor) -> SessionOut:
    return SessionOut(
        id=row.id,
        device=row.device,
        ip=row.ip,
        started_at=row.started_at,
        last_used_at=row.last_used_at,
        expires_at=row.expires_at,
        current=row.id == actor.session,
    )


@router.get("/me/sessions", dependencies=[PERSON])
async def list_sessions(actor: CurrentActor, session: Session, auth: Auth) -> list[SessionOut]:
    """Where you are signed in, latest use first."""
    rows = await SessionService(session, auth).list_live(actor.user)
    return [session_out(row, actor) for row in rows]


@router.delete("/me/sessions", status_code=204, dependencies=[PERSON])
async def end_other_sessions(actor: CurrentActor, session: Session, auth: Auth) -> None:
    """Sign out everywhere but here."""
    await SessionService(session, auth).revoke_all(actor.user, "revoked", but=actor.session)


@router.delete(
    "/me/sessions/{session_id}",
    status_code=204,
    dependencies=[PERSON],
    responses=problems(SessionNotFound),
)
async def end_session(session_id: UUID, actor: CurrentActor, session: Session, auth: Auth) -> None:
    """Sign out on one device."""
    await SessionService(session, auth).revoke(SessionId(session_id), user=actor.user)


@router.post(
    "/me/second-factor",
    dependencies=[PERSON],
    responses=problems(SecondFactorOn, NoPassword, ConfirmationNeeded),
)
async def begin_second_factor(actor: CurrentActor, session: Session, auth: Auth) -> EnrolmentOut:
    """Get a secret for an authenticator; it counts once a code of it has come back."""
    await SessionService(session, auth).require_confirmed(actor)
    made = await SecondFactorService(session, auth).begin(actor.user)
    return EnrolmentOut(secret=made.secret, uri=made.uri)


@router.post(
    "/me/second-factor/confirm",
    response_model=RecoveryCodesOut,
    dependencies=[PERSON],
    responses=problems(BadCode, SecondFactorOff, TooManyAttempts),
)
async def confirm_second_factor(
    given: FirstCodeIn, request: Request, actor: CurrentActor, session: Session, auth: Auth, visitor: Visit
) -> RecoveryCodesOut | Response:
    """Switch the second factor on; the recovery codes are shown this once."""
    try:
        codes = await SecondFactorService(session, auth).confirm(actor.user, given.code, visitor.ip)
    except (BadCode, TooManyAttempts) as error:
        return kept(request, error)
    return RecoveryCodesOut(recovery_codes=codes)


@router.delete(
    "/me/second-factor",
    status_code=204,
    dependencies=[PERSON],
    responses=problems(ConfirmationNeeded),
)
async def end_second_factor(actor: CurrentActor, session: Session, auth: Auth) -> None:
    """Switch the second factor off."""
    await SessionService(session, auth).require_confirmed(actor)
    await SecondFactorService(session, auth).switch_off(actor.user)


@router.post(
    "/api-keys",
    status_code=201,
    dependencies=[PERSON],
    responses=problems(ConfirmationNeeded, ScopeNotAllowed),
)
async def create_api_key(given: ApiKeyIn, actor: CurrentActor, session: Session, auth: Auth) -> ApiKeyMade:
    """Make a key for the workspace you act in. It is shown this once."""
    made = await ApiKeyService(session, auth, actor).create(given.name, given.scopes, given.expires_in_days)
    return ApiKeyMade(**ApiKeyOut.model_validate(made.row).model_dump(by_alias=False), key=made.secret)


@router.get("/api-keys", dependencies=[PERSON])
async def list_api_keys(actor: CurrentActor, session: Session, auth: Auth) -> list[ApiKeyOut]:
    """Your keys, newest first, without their secrets."""
    return [ApiKeyOut.model_validate(row) for row in await ApiKeyService(session, auth, actor).list_live()]


@router.delete(
    "/api-keys/{key_id}",
    status_code=204,
    dependencies=[PERSON],
    responses=problems(ApiKeyNotFound),
)
async def revoke_api_key(key_id: UUID, actor: CurrentActor, session: Session, auth: Auth) -> None:
    """Revoke a key; it stops working at once."""
    await ApiKeyService(session, auth, actor).revoke(ApiKeyId(key_id))
