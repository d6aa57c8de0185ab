"""What letters say. Names that people gave themselves are cut short and lead nowhere.

Each sentence is found in the catalog by its English, and what it names is put in afterwards.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from candidacy.features.auth.models import User
from candidacy.infrastructure.languages.current import say_date
from candidacy.infrastructure.mail import Letter
from candidacy.kernel.language import sentence

END = sentence("If this was not you, you need not do anything.")
ALARM = sentence(
    "If this was not you, reset your password at once: {link}\nThen end all sessions in your account."
)
NOTICES = {
    "password_changed": (
        sentence("Your password was changed"),
        sentence("The password of your Candidacy account was changed."),
    ),
    "second_factor_on": (
        sentence("Second factor on"),
        sentence("A second factor was switched on for your Candidacy account."),
    ),
    "second_factor_off": (
        sentence("Second factor off"),
        sentence("The second factor of your account was switched off."),
    ),
    "api_key_created": (
        sentence("New API key"),
        sentence("An API key was created for your Candidacy account."),
    ),
    "openid_linked": (
        sentence("Account linked"),
        sentence("Another service can now sign you in to Candidacy."),
    ),
    "email_asked": (
        sentence("A new address was asked for"),
        sentence("Somebody who is signed in to your account wants it to have another address than this one."),
    ),
    "email_changed": (
        sentence("Your address was changed"),
        sentence(
            "Your Candidacy account has another e-mail address now. This one does not sign you in any more."
        ),
    ),
}
OF_THEIRS = {
    "certification_expires": (
        sentence("A certification expires soon"),
        sentence("“{what}” expires on {when}. Renew it, or set its dates right:"),
        "{said}\n\n{link}\n",
    ),
    "work_taken_down": (
        sentence("Something of yours was taken down"),
        sentence("Who runs this installation took “{what}” out of sight:"),
        "{said}\n\n{reason}\n\n{link}\n",
    ),
    "work_brought_back": (
        sentence("Something of yours is shown again"),
        sentence("Whoever runs this installation lets “{what}” be shown again: {link}"),
        "{said}\n",
    ),
}
"""Notices that raise no alarm: about what somebody has, and not about their account. The last is the form."""
INVITES = {
    "viewer": sentence('{who} invites you to work in "{where}" on Candidacy, as viewer.'),
    "editor": sentence('{who} invites you to work in "{where}" on Candidacy, as editor.'),
    "admin": sentence('{who} invites you to work in "{where}" on Candidacy, as admin.'),
}
_NAME = 60

Say = Callable[[str], str]
"""Says an English sentence in the language of the letter."""


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
    say: Say

    def letter(self, subject: str, text: str) -> Letter:
        return Letter(self.name, self.to, subject, text)

    def with_end(self, text: str) -> str:
        return f"{text}\n\n{self.say(END)}\n"


def write(kind: str, occasion: Occasion) -> Letter | None:
    """The letter of this kind; None for nothing, as when there is no such account."""
    return _WRITERS[kind](occasion)


def _notice(to: Occasion) -> Letter:
    if to.topic in OF_THEIRS:
        return _of_theirs(to)
    if to.topic == "reminder":
        return _reminder(to)
    subject, text = NOTICES[to.topic]
    alarm = to.say(ALARM).format(link=f"{to.url}/forgot-password")
    return to.letter(to.say(subject), f"{to.say(text)}\n\n{alarm}\n")


def _of_theirs(to: Occasion) -> Letter:
    subject, text, form = OF_THEIRS[to.topic]
    named = {**_harmless(to.details), "link": f"{to.url}/portfolio"}
    return to.letter(to.say(subject), form.format(said=to.say(text).format(**named), **named))


def _reminder(to: Occasion) -> Letter:
    what, about = _named(to.details["what"]), _named(to.details["about"])
    due = to.say(sentence("It is due {when}.")).format(when=to.details["when"])
    when = f"\n\n{due}" if to.details["when"] else ""
    text = f"{what}\n{about}{when}\n\n{to.url}{to.details['path']}\n"
    return to.letter(to.say(sentence("Reminder: {what}")).format(what=what), text)


def _register(to: Occasion) -> Letter | None:
    if to.user is None:
        then = f"&next={to.details['then']}" if to.details.get("then", "/") != "/" else ""
        link = f"{to.url}/verify?token={to.token}{then}"
        asked = to.say(sentence("Confirm your address to open your Candidacy account:"))
        return to.letter(to.say(sentence("Confirm your address")), to.with_end(f"{asked}\n\n{link}"))
    return _known(to)


def _known(to: Occasion) -> Letter | None:
    if to.user is None or to.user.deactivated_at is not None:
        return None
    told = to.say(sentence("You have an account already. Sign in: {link}\nForgot it? {forgotten}"))
    text = told.format(link=f"{to.url}/sign-in", forgotten=f"{to.url}/forgot-password")
    return to.letter(to.say(sentence("You have an account already")), to.with_end(text))


def _reset(to: Occasion) -> Letter | None:
    if to.user is None or to.user.deactivated_at is not None:
        return None
    asked = to.say(sentence("Choose a new password within an hour:"))
    text = f"{asked}\n\n{to.url}/reset-password?token={to.token}"
    return to.letter(to.say(sentence("Reset your password")), to.with_end(text))


def _email(to: Occasion) -> Letter | None:
    if to.user is not None:
        return _known(to)
    asked = to.say(sentence("Confirm within an hour that your Candidacy account is to have this address:"))
    text = f"{asked}\n\n{to.url}/change-email?token={to.token}"
    return to.letter(to.say(sentence("Confirm your new address")), to.with_end(text))


def _invitation(to: Occasion) -> Letter:
    who, where = _named(to.details["inviter"]), _named(to.details["workspace"])
    need = (
        sentence("Sign in with your account of this address.")
        if to.user is not None
        else sentence("You need an account with this address; the page leads you there.")
    )
    parts = (
        to.say(INVITES[to.details["role"]]).format(who=who, where=where),
        to.say(sentence("Join within seven days:")),
        f"{to.url}/invitations/{to.details['token']}",
        to.say(need),
        to.say(sentence("If you do not know them, you need not do anything.")),
    )
    subject = to.say(sentence('{who} invites you to "{where}"')).format(who=who, where=where)
    return to.letter(subject, "\n\n".join(parts) + "\n")


def _harmless(details: Mapping[str, str]) -> dict[str, str]:
    said = {name: value if name == "reason" else _named(value) for name, value in details.items()}
    return {**said, "when": say_date(date.fromisoformat(said["when"]))} if "when" in said else said


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
