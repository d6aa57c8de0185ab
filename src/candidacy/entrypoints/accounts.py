"""Puts together what accounts need: secrets, guards, mail, the other service."""

import sys

from candidacy.entrypoints.settings import LOOPBACK, Settings
from candidacy.features.auth.service.accounts import AccountService
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.auth.service.guard import LimitedGuard
from candidacy.features.auth.service.set_up import set_up_token
from candidacy.infrastructure.crypto import PasswordHasher, Sealer, Signer, open_keyring
from candidacy.infrastructure.mail import Mail, NoMail, OutboxMail, SmtpMail
from candidacy.infrastructure.openid import OpenIdClient
from candidacy.infrastructure.postgres import Sessions
from candidacy.infrastructure.redis import RateLimiter
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events


def build_auth(settings: Settings, *, limiter: RateLimiter, clock: Clock, events: Events) -> AuthContext:
    """Raises BadSecret."""
    keyring = open_keyring(settings.home, settings.crypto)
    url = settings.auth.public_url or f"http://{settings.http.host}:{settings.http.port}"
    mail = choose_mail(settings)
    closed = {"registration": "closed"} if isinstance(mail, NoMail) else {}
    openid = settings.openid
    return AuthContext(
        settings=settings.auth.model_copy(update=closed),
        public_url=url,
        keyring=keyring,
        access=Signer(keyring, "access"),
        challenges=Signer(keyring, "challenge"),
        sealer=Sealer(keyring, "auth"),
        passwords=PasswordHasher(settings.crypto.password_threads),
        guard=LimitedGuard(limiter, "login", by_account=10),
        code_guard=LimitedGuard(limiter, "code", by_account=5),
        mail_guard=LimitedGuard(limiter, "mail", by_account=5, by_address=20),
        mail=mail,
        openid=OpenIdClient(openid, f"{url}/sign-in/openid/callback") if openid.issuer else None,
        clock=clock,
        events=events,
        production=settings.production,
        laptop=is_laptop(settings),
    )


def is_laptop(settings: Settings) -> bool:
    """Whether the local user needs no password as long as nobody has one."""
    return settings.auth.laptop and not settings.production and settings.http.host in LOOPBACK


def choose_mail(settings: Settings) -> Mail:
    if settings.mail.host is not None:
        return SmtpMail(settings.mail)
    return NoMail() if settings.production else OutboxMail(production=False)


async def announce_access(sessions: Sessions, auth: AuthContext) -> None:
    """Say on standard error who is let in, and how the first one gets in."""
    async with sessions() as session:
        claimed = await AccountService(session, auth).is_claimed()
    if claimed:
        return
    if auth.laptop:
        line = f"No password is needed: whoever reaches {auth.public_url} is the local user."
    else:
        line = f"Make yourself the owner, once, at {auth.public_url}/set-up?token={set_up_token(auth)}"
    sys.stderr.write(line + "\n")
