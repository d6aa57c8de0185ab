"""What the services of accounts work with: one of each for the process."""

from dataclasses import dataclass

from candidacy.features.auth.policies.settings import AuthSettings
from candidacy.features.auth.service.guard import LoginGuard
from candidacy.infrastructure.crypto import Keyring, PasswordHasher, Sealer, Signer
from candidacy.infrastructure.mail import Mail
from candidacy.infrastructure.openid import OpenIdClient
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events


@dataclass(frozen=True, slots=True)
class AuthContext:
    """Settings, secrets and ports. ``code_guard`` counts codes, ``mail_guard`` asked-for letters."""

    settings: AuthSettings
    public_url: str
    keyring: Keyring
    access: Signer
    challenges: Signer
    sealer: Sealer
    passwords: PasswordHasher
    guard: LoginGuard
    code_guard: LoginGuard
    mail_guard: LoginGuard
    mail: Mail
    openid: OpenIdClient | None
    clock: Clock
    events: Events
    production: bool
    laptop: bool
    """Whether the local user needs no password as long as nobody has one."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a request comes from, as its person will recognise it."""

    ip: str
    device: str
