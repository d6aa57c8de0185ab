"""Entries in words a person understands, and how long they are kept."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from candidacy.features.audit.errors import TooYoung
from candidacy.features.matching.public import VERDICTS
from candidacy.infrastructure.languages.current import say_number
from candidacy.kernel.language import sentence

LEAST_KEPT = timedelta(days=184)
"""Six months, however long these are (AI Act, article 26, paragraph 6); the database holds the same."""

TITLES: Mapping[str, str] = {
    "access.refused": sentence("Access refused"),
    "api_key.created": sentence("API key made"),
    "api_key.revoked": sentence("API key revoked"),
    "audit.exported": sentence("Audit log exported"),
    "cv.noted": sentence("CV read by a model beside its review"),
    "cv.reviewed": sentence("CV reviewed"),
    "cv.reworded": sentence("Another wording taken into a CV"),
    "cv.tailored": sentence("CV tailored to a job"),
    "experiment.started": sentence("Experiment with a prompt started"),
    "experiment.stopped": sentence("Experiment with a prompt stopped"),
    "export.requested": sentence("Copy of personal data requested"),
    "job.retried": sentence("Job that failed done again"),
    "letter.confirmed": sentence("Own statement put into a letter"),
    "match.decided": sentence("A person decided about a CV"),
    "match.undecided": sentence("A person took a decision back"),
    "match.scored": sentence("CV held against a job"),
    "member.changed": sentence("Role or state of a member changed"),
    "member.invited": sentence("Somebody invited"),
    "member.joined": sentence("Member joined"),
    "member.left": sentence("Member left"),
    "member.removed": sentence("Member removed"),
    "member.uninvited": sentence("Invitation taken back"),
    "model.configured": sentence("Model set up"),
    "model.removed": sentence("Model and its key removed"),
    "openid.linked": sentence("Sign-in through another service linked"),
    "openid.unlinked": sentence("Sign-in through another service unlinked"),
    "password.changed": sentence("Password changed"),
    "email.asked": sentence("Another address asked for"),
    "email.changed": sentence("Address changed"),
    "password.refused": sentence("Wrong password given to confirm a change"),
    "password.reset": sentence("Password reset by a link in a letter"),
    "prompt.activated": sentence("Version of a prompt chosen"),
    "portfolio.brought_back": sentence("Portfolio or part of it brought back"),
    "portfolio.link_made": sentence("Unlisted link to the portfolio made"),
    "portfolio.link_revoked": sentence("Unlisted link to the portfolio revoked"),
    "portfolio.shown": sentence("Who may see the portfolio changed"),
    "portfolio.taken_down": sentence("Portfolio or part of it taken down"),
    "recovery_code.renewed": sentence("New recovery codes made"),
    "recovery_code.used": sentence("Recovery code used"),
    "second_factor.failed": sentence("Wrong code at the second factor"),
    "second_factor.limited": sentence("Too many wrong codes: stopped for five minutes"),
    "second_factor.off": sentence("Second factor switched off"),
    "second_factor.on": sentence("Second factor switched on"),
    "session.all_ended": sentence("Signed out on all other devices"),
    "session.begun": sentence("Signed in"),
    "session.ended": sentence("Signed out"),
    "session.refresh_replayed": sentence("A copied session was used and has been ended"),
    "sign_in.failed": sentence("Sign-in failed"),
    "sign_in.limited": sentence("Too many sign-ins: stopped for five minutes"),
    "user.activated": sentence("Account opened again"),
    "user.claimed": sentence("Account given a password"),
    "user.deactivated": sentence("Account shut"),
    "user.erased": sentence("Account deleted"),
    "user.registered": sentence("Account made"),
    "workspace.changed": sentence("Settings of the workspace changed"),
    "workspace.created": sentence("Workspace made"),
    "workspace.deleted": sentence("Workspace deleted"),
    "workspace.retention_applied": sentence("Deleted because it came in longer ago than is kept"),
    "workspace.switched": sentence("Switched to a workspace"),
    "workspace.transferred": sentence("Workspace handed over"),
    "job.cancelled": sentence("Job cancelled by who runs this installation"),
    "workspace.resumed": sentence("Workspace in use again"),
    "workspace.suspended": sentence("Workspace suspended by who runs this installation"),
}

_REASONS = {
    "signed_out": sentence("signed out there"),
    "revoked": sentence("ended from the account"),
    "password_changed": sentence("because the password was changed"),
    "password_reset": sentence("because the password was reset"),
    "deactivated": sentence("because the account was shut"),
}
_ROLES = {
    "viewer": sentence("role viewer"),
    "editor": sentence("role editor"),
    "admin": sentence("role admin"),
    "owner": sentence("role owner"),
}
_STATES = {"suspended": sentence("suspended")}
_BY = {"whoever runs this server": sentence("by whoever runs this server")}
_FIELDS = {
    "name": sentence("name"),
    "mask_candidates": sentence("hidden names"),
    "retention_days": sentence("retention days"),
    "base_url": sentence("address"),
    "key_hint": sentence("key"),
    "model": sentence("model"),
}


def title_of(kind: str) -> str:
    """The kind in words; of one that this release does not know, its code as words."""
    return TITLES.get(kind) or kind.replace(".", ": ").replace("_", " ").capitalize()


def summary_of(category: str, detail: Mapping[str, Any]) -> tuple[str, ...]:
    """What else there is to say of an entry, in a few sentences; empty where there is nothing."""
    said = _decision(detail) if category == "decision" else _security(detail)
    return tuple(part for part in said if part)


def require_old(before: datetime, now: datetime) -> None:
    """Raises TooYoung unless all that is before this moment is older than six months."""
    if before > now - LEAST_KEPT:
        raise TooYoung


def _decision(detail: Mapping[str, Any]) -> Iterator[str]:
    outcome = detail.get("outcome", {})
    if verdict := outcome.get("verdict"):
        yield VERDICTS.get(verdict, str(verdict))
        yield str(outcome.get("reason", ""))
        return
    yield sentence(f"{say_number(outcome['score'])} of 100") if "score" in outcome else ""
    yield str(outcome.get("band", ""))
    yield sentence(f"by {detail['by']}") if detail.get("by") else ""
    yield sentence("a person decided") if detail.get("decider") == "human" else ""


def _security(detail: Mapping[str, Any]) -> Iterator[str]:
    because, by, fields = str(detail.get("because") or ""), detail.get("by"), detail.get("fields")
    yield _REASONS.get(because, because)
    yield (_BY.get(by) or sentence(f"by {by}")) if by else ""
    yield _ROLES.get(str(detail.get("role")), "")
    yield _STATES.get(str(detail.get("state")), "")
    for name in fields if isinstance(fields, list) else ():
        yield _FIELDS.get(name, str(name).replace("_", " "))
    yield from _counted(detail)
    yield str(detail.get("route", ""))
    yield str(detail.get("device", ""))
    yield str(detail.get("ip", ""))


def _counted(detail: Mapping[str, Any]) -> Iterator[str]:
    """How many of what were deleted."""
    cvs, postings, files = (detail.get(kind) or 0 for kind in ("cvs", "postings", "files"))
    yield (sentence("1 CV") if cvs == 1 else sentence(f"{cvs} CVs")) if cvs else ""
    yield (sentence("1 job") if postings == 1 else sentence(f"{postings} jobs")) if postings else ""
    yield (sentence("1 file") if files == 1 else sentence(f"{files} files")) if files else ""
