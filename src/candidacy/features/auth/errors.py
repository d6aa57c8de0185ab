"""What can go wrong with accounts and signing in."""

from candidacy.kernel.errors import Conflict, Forbidden, Gone, Invalid, NotFound, RateLimited, Unauthenticated


class BadCredentials(Unauthenticated):
    """This address and this password do not belong together. Try again, or reset your password."""

    code = "bad_credentials"


class BadCode(Unauthenticated):
    """This code is not right, or was used already. Wait for the next one, or use a recovery code."""

    code = "bad_code"


class BadRefreshToken(Unauthenticated):
    """This session has ended. Sign in again."""

    code = "bad_refresh_token"


class SessionEnded(Unauthenticated):
    """You are not signed in any more. Sign in again."""

    code = "session_ended"


class BadApiKey(Unauthenticated):
    """This API key is not valid, has expired, or was revoked. Create a new one in your account."""

    code = "bad_api_key"


class TooManyAttempts(RateLimited):
    """Too many attempts. Wait five minutes and try again."""

    code = "too_many_attempts"


class ConfirmationNeeded(Forbidden):
    """Confirm with your password or code first that it is you: this was last done over ten minutes ago."""

    code = "confirmation_needed"


class WeakPassword(Invalid):
    """Choose another password: 8 to 128 characters, not a common one, not made of your name or address."""

    code = "weak_password"


class EmailTaken(Conflict):
    """Another account has this address."""

    code = "email_taken"


class LinkExpired(Gone):
    """This link was used already or has expired. Ask for a new one."""

    code = "link_expired"


class RegistrationClosed(Forbidden):
    """Nobody can sign up here by themselves. Ask whoever runs this server for an account."""

    code = "registration_closed"


class LaptopMode(Conflict):
    """This installation has no accounts yet: give its local user a password first, in the account."""

    code = "laptop_mode"


class AlreadySetUp(Gone):
    """This installation has its owner already. Sign in."""

    code = "already_set_up"


class SessionNotFound(NotFound):
    """You have no such session."""

    code = "session_not_found"


class ApiKeyNotFound(NotFound):
    """You have no such API key."""

    code = "api_key_not_found"


class UserNotFound(NotFound):
    """There is no account with this address."""

    code = "user_not_found"


class ScopeNotAllowed(Forbidden):
    """An API key cannot do more than you can in this workspace."""

    code = "scope_not_allowed"


class SecondFactorOn(Conflict):
    """Your second factor is switched on already. Switch it off first to change it."""

    code = "second_factor_on"


class SecondFactorOff(Conflict):
    """There is no second factor to confirm. Begin by setting one up."""

    code = "second_factor_off"


class NoPassword(Conflict):
    """This account has no password yet. Give it one first."""

    code = "no_password"


class OpenIdOff(NotFound):
    """Sign-in through another service is not set up here."""

    code = "openid_off"


class OpenIdUnlinked(Conflict):
    """An account here has the same address. Sign in to it with your password, then link the other service."""

    code = "openid_unlinked"


class OpenIdTaken(Conflict):
    """That account is linked to somebody else here."""

    code = "openid_taken"
