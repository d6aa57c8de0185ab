"""What letters say. Names that people gave themselves are cut short and lead nowhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from candidacy.features.auth.models import User
from candidacy.infrastructure.mail import Letter

END = "\n\nIf this was not you, you need not do anything.\n"
ALARM = (
    "\n\nIf this was not you, reset your password at once: {url}/forgot-password\n"
    "Then end all sessions in your account.\n"
)
NOTICES = {
    "password_changed": ("Your password was changed", "The password of your Candidacy account was changed."),
    "second_factor_on": ("Second factor on", "A second factor was switched on for your Candidacy account."),
    "second_factor_off": ("Second factor off", "The second factor of your account was switched off."),
    "api_key_created": ("New API key", "An API key was created for your Candidacy account."),
    "openid_linked": ("Account linked", "Another service can now sign you in to Candidacy."),
    "email_asked": (
        "A new address was asked for",
        "Somebody who is signed in to your account wants it to have another address than this one.",
    ),
    "email_changed": (
        "Your address was changed",
        "Your Candidacy account has another e-mail address now. This one does not sign you in any more.",
    ),
}
OF_THEIRS = {
    "certification_expires": (
        "A certification expires soon",
        "“{what}” expires on {when}. Renew it, or set its dates right:\n\n{url}/portfolio\n",
    ),
    "work_taken_down": (
        "Something of yours was taken down",
        "Who runs this installation took “{what}” out of sight:\n\n{reason}\n\n{url}/portfolio\n",
    ),
    "work_brought_back": (
        "Something of yours is shown again",
        "Whoever runs this installation lets “{what}” be shown again: {url}/portfolio\n",
    ),
}
"""Notices that raise no alarm: about what somebody has, and not about their account."""
_NAME = 60


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a letter is written from: to whom, who has that address now, its token and what it is about."""

    name: str
    to: str
    user: User | None
    url: str
    token: str
    topic: str
    details: Mapping[str, str]

    def letter(self, subject: str, text: str) -> Letter:
        return Letter(self.name, self.to, subject, text)


def write(kind: str, occasion: Occasion) -> Letter | None:
    """The letter of this kind; None for nothing, as when there is no such account."""
    return _WRITERS[kind](occasion)


def _notice(to: Occasion) -> Letter:
    if to.topic in OF_THEIRS:
        subject, text = OF_THEIRS[to.topic]
        return to.letter(subject, text.format(**_harmless(to.details), url=to.url))
    if to.topic == "reminder":
        return _reminder(to)
    subject, text = NOTICES[to.topic]
    return to.letter(subject, text + ALARM.format(url=to.url))


def _reminder(to: Occasion) -> Letter:
    what, about = _named(to.details["what"]), _named(to.details["about"])
    when = f"\n\nIt is due {to.details['when']}." if to.details["when"] else ""
    text = f"{what}\n{about}{when}\n\n{to.url}{to.details['path']}\n"
    return to.letter(f"Reminder: {what}", text)


def _register(to: Occasion) -> Letter | None:
    if to.user is None:
        then = f"&next={to.details['then']}" if to.details.get("then", "/") != "/" else ""
        link = f"{to.url}/verify?token={to.token}{then}"
        text = f"Confirm your address to open your Candidacy account:\n\n{link}{END}"
        return to.letter("Confirm your address", text)
    return _known(to)


def _known(to: Occasion) -> Letter | None:
    if to.user is None or to.user.deactivated_at is not None:
        return None
    text = f"You have an account already. Sign in: {to.url}/sign-in\nForgot it? {to.url}/forgot-password{END}"
    return to.letter("You have an account already", text)


def _reset(to: Occasion) -> Letter | None:
    if to.user is None or to.user.deactivated_at is not None:
        return None
    text = f"Choose a new password within an hour:\n\n{to.url}/reset-password?token={to.token}{END}"
    return to.letter("Reset your password", text)


def _email(to: Occasion) -> Letter | None:
    if to.user is not None:
        return _known(to)
    text = (
        f"Confirm within an hour that your Candidacy account is to have this address:\n\n"
        f"{to.url}/change-email?token={to.token}{END}"
    )
    return to.letter("Confirm your new address", text)


def _invitation(to: Occasion) -> Letter:
    who, where = _named(to.details["inviter"]), _named(to.details["workspace"])
    need = (
        "Sign in with your account of this address."
        if to.user is not None
        else "You need an account with this address; the page leads you there."
    )
    text = (
        f'{who} invites you to work in "{where}" on Candidacy, as {to.details["role"]}.\n\n'
        f"Join within seven days:\n\n{to.url}/invitations/{to.details['token']}\n\n{need}\n\n"
        "If you do not know them, you need not do anything.\n"
    )
    return to.letter(f'{who} invites you to "{where}"', text)


def _harmless(details: Mapping[str, str]) -> dict[str, str]:
    return {name: value if name == "reason" else _named(value) for name, value in details.items()}


def _named(text: str) -> str:
    """A name as it may stand in a letter to somebody who has not asked for one."""
    plain = " ".join(text.replace("://", " ").split())
    return plain if len(plain) <= _NAME else plain[: _NAME - 1] + "…"


_WRITERS: dict[str, Callable[[Occasion], Letter | None]] = {
    "notice": _notice,
    "register": _register,
    "reset": _reset,
    "email": _email,
    "invitation": _invitation,
}
