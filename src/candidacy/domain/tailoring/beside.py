"""What of the person stands beside the CV, and which of it a change of the summary rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from candidacy.domain.matching.words import content_words, stem
from candidacy.domain.tailoring.schema import Refusal, Source


@dataclass(frozen=True, slots=True)
class Beside:
    """A text that the person lets be drawn on: a published item of their portfolio, and where it lies."""

    title: str
    address: str
    text: str


def proofs_beside(missing: Iterable[Refusal], beside: Sequence[Beside]) -> tuple[Source, ...]:
    """For each claim that the CV alone does not support the line beside it that says most of its words."""
    found: dict[str, Source] = {}
    for refusal in missing:
        wanted = _stems(refusal.claim)
        lines = [(one, line) for one in beside for line in one.text.splitlines() if line.strip()]
        scored = [(len(wanted & _stems(line)), one, line) for one, line in lines]
        most, item, line = max(scored, key=lambda each: each[0], default=(0, None, ""))
        if item is not None and most:
            found[line] = Source(path="", quote=line.strip(), title=item.title, address=item.address)
    return tuple(found.values())


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text)}
