"""What speaks against a text of a model before its claims are looked at, with the way out."""

from candidacy.ai_agents.evidence.plain import gap_in, plain
from candidacy.domain.tailoring import ClaimKind, Refusal
from candidacy.kernel.language import sentence

_LONGEST = 200


def unsupported(claim: str, reason: str) -> Refusal:
    """A text that is left out as a whole."""
    return Refusal(
        kind=ClaimKind.UNSUPPORTED,
        claim=claim[:_LONGEST],
        reason=reason,
        proof=sentence("Write the sentence by hand."),
    )


def strange(text: str) -> Refusal:
    """Why a text is not taken that is more than text, or nothing."""
    return unsupported(text, sentence("It is empty or too long, or holds markup or an address."))


def unfinished(text: str, *, known: str = "") -> tuple[Refusal, ...]:
    """Why a text is not taken as it is that leaves something to be filled in; empty for a whole one."""
    gap = gap_in(text, known=known)
    return () if gap is None else (_gap(gap),)


def _gap(gap: str) -> Refusal:
    return Refusal(
        kind=ClaimKind.UNSUPPORTED,
        claim=gap[:_LONGEST],
        reason=sentence(f"“{gap[:_LONGEST]}” leaves something open."),
        proof=sentence("Write in its place what is true, in your own words."),
    )


def not_taken(text: str, *, known: str = "") -> tuple[Refusal, ...]:
    """Why a line of a CV is not taken, whatever it claims: it is more than text, or not finished."""
    if plain(text, known=known) is None:
        return (strange(text),)
    return unfinished(text, known=known)
