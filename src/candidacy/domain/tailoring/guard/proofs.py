"""Refusals in words: what is not supported, and how the person could prove it."""

from candidacy.domain.tailoring.schema import ClaimKind, Refusal, Severity
from candidacy.kernel.language import sentence

_REASONS: dict[ClaimKind, tuple[str, str]] = {
    ClaimKind.NUMBER: (
        sentence("The number “{0}” does not stand like this in the line that it is about."),
        sentence("Add the number, with what it counts, to that line of your CV."),
    ),
    ClaimKind.EMPLOYER: (
        sentence("“{0}” is not who this entry was for."),
        sentence("Add the organisation to your CV as an entry of its own, or name it in the line."),
    ),
    ClaimKind.TITLE: (
        sentence("The title “{0}” is not one that you hold in this entry."),
        sentence("If you held it, correct the position of the entry, or add a role."),
    ),
    ClaimKind.DATE: (
        sentence("“{0}” is not a time that the entry states."),
        sentence("Correct the dates of the entry, or add the time to the line."),
    ),
    ClaimKind.DEGREE: (
        sentence("The CV states no “{0}” where this rests."),
        sentence("Add the course of study, with its degree, under education."),
    ),
    ClaimKind.SKILL: (
        sentence("Nothing in this entry shows “{0}”."),
        sentence("Add a line that says what you did with it, or a project that shows it."),
    ),
    ClaimKind.CERTIFICATE: (
        sentence("The CV states no “{0}”."),
        sentence("Add the certificate or licence, with who issued it and when, under certificates."),
    ),
    ClaimKind.SCOPE: (
        sentence("“{0}” says more than the line that it rests on."),
        sentence("If it is so, say in that line how far it went and what was your own part."),
    ),
    ClaimKind.TENSE: (
        sentence(
            "“{0}” tells of another time than the CV does: over is not going on, and planned is not done."
        ),
        sentence("Correct the dates of the entry, or say in the line that it is done."),
    ),
    ClaimKind.LANGUAGE_LEVEL: (
        sentence("“{0}” is more than what the CV says of the language."),
        sentence("Add the language with its level under languages."),
    ),
    ClaimKind.UNSUPPORTED: (
        sentence("“{0}” stands in none of the lines that this rests on."),
        sentence("Add it to the entry in your own words, and propose again."),
    ),
    ClaimKind.UNREAD: (
        sentence("Nobody checked this: the language “{0}” is not one that can be compared with your CV."),
        sentence("Read it yourself, and put it in as your own words."),
    ),
    ClaimKind.LOCKED: (
        sentence("Tailoring never changes this place: {0!s}."),
        sentence("Edit the CV itself if it is wrong."),
    ),
    ClaimKind.STALE: (
        sentence("The CV has something else at {0} by now."),
        sentence("Propose again for the CV as it is."),
    ),
}


def refusal(kind: ClaimKind, claim: str) -> Refusal:
    reason, proof = _REASONS[kind]
    claim = " ".join(claim.split())
    return Refusal(kind=kind, claim=claim, reason=reason.format(claim), proof=proof)


def question(kind: ClaimKind, claim: str) -> Refusal:
    """A claim that its person may confirm."""
    claim = " ".join(claim.split())
    return Refusal(
        kind=kind,
        claim=claim,
        reason=sentence("No line says “{0}” like this.").format(claim),
        proof=sentence("If it is true, say so: it is then your own statement."),
        severity=Severity.ASK,
    )
