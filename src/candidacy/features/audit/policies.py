"""Entries in words a person understands, and how long they are kept."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from candidacy.features.audit.errors import TooYoung
from candidacy.features.matching.public import VERDICTS

LEAST_KEPT = timedelta(days=184)
"""Six months, however long these are (AI Act, article 26, paragraph 6); the database holds the same."""

TITLES: Mapping[str, str] = {
    "access.refused": "Access refused",
    "api_key.created": "API key made",
    "api_key.revoked": "API key revoked",
    "audit.exported": "Audit log exported",
    "cv.noted": "CV read by a model beside its review",
    "cv.reviewed": "CV reviewed",
    "cv.reworded": "Another wording taken into a CV",
    "cv.tailored": "CV tailored to a job",
    "experiment.started": "Experiment with a prompt started",
    "experiment.stopped": "Experiment with a prompt stopped",
    "export.requested": "Copy of personal data requested",
    "job.cancelled": "Job cancelled by who runs this installation",
    "job.retried": "Job that failed done again",
    "match.decided": "A person decided about a CV",
    "match.undecided": "A person took a decision back",
    "match.scored": "CV held against a job",
    "member.changed": "Role or state of a member changed",
    "member.invited": "Somebody invited",
    "member.joined": "Member joined",
    "member.left": "Member left",
    "member.removed": "Member removed",
    "member.uninvited": "Invitation taken back",
    "model.configured": "Model set up",
    "model.removed": "Model and its key removed",
    "openid.linked": "Sign-in through another service linked",
    "openid.unlinked": "Sign-in through another service unlinked",
    "password.changed": "Password changed",
    "email.asked": "Another address asked for",
    "email.changed": "Address changed",
    "password.refused": "Wrong password given to confirm a change",
    "password.reset": "Password reset by a link in a letter",
    "prompt.activated": "Version of a prompt chosen",
    "portfolio.brought_back": "Portfolio or part of it brought back",
    "portfolio.link_made": "Unlisted link to the portfolio made",
    "portfolio.link_revoked": "Unlisted link to the portfolio revoked",
    "portfolio.shown": "Who may see the portfolio changed",
    "portfolio.taken_down": "Portfolio or part of it taken down",
    "recovery_code.renewed": "New recovery codes made",
    "recovery_code.used": "Recovery code used",
    "second_factor.failed": "Wrong code at the second factor",
    "second_factor.limited": "Too many wrong codes: stopped for five minutes",
    "second_factor.off": "Second factor switched off",
    "second_factor.on": "Second factor switched on",
    "session.all_ended": "Signed out on all other devices",
    "session.begun": "Signed in",
    "session.ended": "Signed out",
    "session.refresh_replayed": "A copied session was used and has been ended",
    "sign_in.failed": "Sign-in failed",
    "sign_in.limited": "Too many sign-ins: stopped for five minutes",
    "user.activated": "Account opened again",
    "user.claimed": "Account given a password",
    "user.deactivated": "Account shut",
    "user.erased": "Account deleted",
    "user.registered": "Account made",
    "workspace.changed": "Settings of the workspace changed",
    "workspace.created": "Workspace made",
    "workspace.deleted": "Workspace deleted",
    "workspace.resumed": "Workspace in use again",
    "workspace.retention_applied": "Deleted because it came in longer ago than is kept",
    "workspace.suspended": "Workspace suspended by who runs this installation",
    "workspace.switched": "Switched to a workspace",
    "workspace.transferred": "Workspace handed over",
}

_REASONS = {
    "signed_out": "signed out there",
    "revoked": "ended from the account",
    "password_changed": "because the password was changed",
    "password_reset": "because the password was reset",
    "deactivated": "because the account was shut",
}


def title_of(kind: str) -> str:
    """The kind in words; of one that this release does not know, its code as words."""
    return TITLES.get(kind) or kind.replace(".", ": ").replace("_", " ").capitalize()


def summary_of(category: str, detail: Mapping[str, Any]) -> str:
    """What else there is to say of an entry, in a line; empty where there is nothing."""
    return _decision(detail) if category == "decision" else _security(detail)


def require_old(before: datetime, now: datetime) -> None:
    """Raises TooYoung unless all that is before this moment is older than six months."""
    if before > now - LEAST_KEPT:
        raise TooYoung


def _decision(detail: Mapping[str, Any]) -> str:
    outcome = detail.get("outcome", {})
    said = [f"{outcome['score']} of 100" if "score" in outcome else "", str(outcome.get("band", ""))]
    verdict = outcome.get("verdict")
    if verdict:
        return " · ".join((VERDICTS.get(verdict, str(verdict)), str(outcome.get("reason", ""))))
    said.append(f"by {detail['by']}" if detail.get("by") else "")
    said.append("a person decided" if detail.get("decider") == "human" else "")
    return " · ".join(part for part in said if part)


def _security(detail: Mapping[str, Any]) -> str:
    because, fields = detail.get("because"), detail.get("fields")
    said = [
        _REASONS.get(str(because), str(because)) if because else "",
        f"by {detail['by']}" if detail.get("by") else "",
        f"role {detail['role']}" if detail.get("role") else "",
        str(detail["state"]) if detail.get("state") not in {None, "active"} else "",
        ", ".join(str(name).replace("_", " ") for name in fields) if isinstance(fields, list) else "",
        ", ".join(f"{detail[kind]} {kind}" for kind in ("cvs", "postings", "files") if detail.get(kind)),
        str(detail.get("route", "")),
        str(detail.get("device", "")),
        str(detail.get("ip", "")),
    ]
    return " · ".join(part for part in said if part)
