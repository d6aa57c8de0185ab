"""Whether the CV speaks to its field of work, and to the posting where there is one."""

import re
from collections.abc import Sequence
from functools import lru_cache

from candidacy.domain.postings.schema import Importance, Posting, Requirement, RequirementKind
from candidacy.domain.review.checks.completeness import pages_of
from candidacy.domain.review.industries import proof_kinds
from candidacy.domain.review.lexicon import phrase_pattern, phrases
from candidacy.domain.review.outcome import Outcome, met, missing, part
from candidacy.domain.review.schema import Quote
from candidacy.domain.review.subject import Subject
from candidacy.domain.skills import Relation


@lru_cache(maxsize=512)
def _phrase(phrase: str) -> re.Pattern[str]:
    return phrases((phrase,))


def field_terms(subject: Subject, *, wanted: int) -> Outcome:
    """So many different words of the field; with a posting, half of the points are for what it asks."""
    found: list[Quote] = []
    lacking: list[str] = []
    for term in subject.industry.terms:
        hit = _first(subject, _phrase(term))
        if hit is None:
            lacking.append(term.rstrip("*"))
        else:
            found.append(hit)
    share = min(1.0, len(found) / wanted)
    if subject.posting is not None:
        asked, absent = _asked(subject, subject.posting)
        share = share / 2 + (1 - len(absent) / len(asked) if asked else 1) / 2
        lacking = absent or lacking
    return met(found) if share >= 1 else part(share, found, terms=", ".join(lacking[:6]))


def _first(subject: Subject, pattern: re.Pattern[str]) -> Quote | None:
    for passage in subject.whole:
        match = pattern.search(passage.text)
        if match:
            return subject.quote(passage, match.start(), match.end())
    return None


def _asked(subject: Subject, posting: Posting) -> tuple[list[str], list[str]]:
    """The skills that the posting must have, and those of them that the CV does not name."""
    musts = [
        r
        for r in posting.requirements
        if r.kind is RequirementKind.SKILL and r.importance is Importance.MUST and r.weight > 0
    ]
    asked, absent = [], []
    for requirement in musts:
        asked.append(requirement.text)
        if not _held(subject, requirement) and not _named(subject.text, requirement.text):
            absent.append(requirement.text)
    return asked, absent


def _held(subject: Subject, requirement: Requirement) -> bool:
    """Whether the CV names a concept that the requirement accepts, or a special case of one."""
    taxonomy = subject.taxonomy
    return taxonomy is not None and any(
        taxonomy.relation(mention.uri, uri) in (Relation.EXACT, Relation.NARROWER)
        for mention in subject.mentions
        for uri in requirement.skill_uris
    )


def _named(text: str, requirement: str) -> bool:
    return bool(re.search(rf"(?<!\w){phrase_pattern(requirement)}(?!\w)", text, re.IGNORECASE))


def field_evidence(subject: Subject) -> Outcome:
    """The kinds of proof that the field looks for."""
    wanted: Sequence[str] = subject.industry.evidence
    lacking = [kind for kind in wanted if not proof_kinds()[kind].shown_by.search(subject.text)]
    if not lacking:
        return met()
    return part(
        1 - len(lacking) / len(wanted), kinds=", ".join(proof_kinds()[kind].title for kind in lacking)
    )


def field_length(subject: Subject) -> Outcome:
    """As many pages as usual in the field."""
    least, most = subject.industry.pages
    pages = pages_of(subject)
    if least <= pages <= most:
        return met()
    return part(0.5 if pages == most + 1 else 0, pages=pages, least=least, most=most)


def field_certificates(subject: Subject) -> Outcome:
    """A certificate that counts in the field, where it asks for one."""
    listed = subject.industry.certificates
    if not listed:
        return met()
    hit = _first(subject, phrases(listed))
    return met([hit]) if hit else missing(certificates=", ".join(listed[:5]))
