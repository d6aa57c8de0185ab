"""One change held against the CV."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from candidacy.domain.resume.pointer import BadPointer, get
from candidacy.domain.skills import Relation, find_skills
from candidacy.domain.tailoring.guard import other_languages
from candidacy.domain.tailoring.guard.asking import to_confirm
from candidacy.domain.tailoring.guard.checks import CHECKS, DOUBTS, INFERRED, Check
from candidacy.domain.tailoring.guard.checks.claim import Claim
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.lexicon import LANGUAGES
from candidacy.domain.tailoring.guard.other_languages import judged
from candidacy.domain.tailoring.guard.proofs import question, refusal
from candidacy.domain.tailoring.guard.tongues import OF_A_LINE, language_of
from candidacy.domain.tailoring.guard.translations import TRANSLATED
from candidacy.domain.tailoring.places import entry_of, way_of
from candidacy.domain.tailoring.schema import Change, ClaimKind, Refusal, Source, Verdict, verdict_of
from candidacy.kernel.language import sentence


def check(change: Change, facts: Facts) -> tuple[Refusal, ...]:
    """All that speaks against a change; empty where every claim of it is supported.

    Where all of it is but to be asked (``verdict_of``), its person may say that it is true.
    """
    way = way_of(change.path)
    if way is None:
        return (refusal(ClaimKind.LOCKED, change.path or sentence("the whole CV")),)
    if not _stands(change, facts):
        return (refusal(ClaimKind.STALE, change.path),)
    if way == "list":
        return _listed(change)
    if not isinstance(change.after, str) or not change.after.strip():
        return (refusal(ClaimKind.LOCKED, change.path),)
    if way == "keyword":
        return _keyword(change, facts)
    wrong = [s for s in change.sources if not _is_source(s, change, facts)]
    if wrong:
        return tuple(refusal(ClaimKind.UNSUPPORTED, s.quote or s.path) for s in wrong)
    return check_text(change.after, facts, path=change.path, cited=[s.path for s in change.sources])


def check_text(
    text: str, facts: Facts, *, path: str = "/basics/summary", cited: Iterable[str] = ()
) -> tuple[Refusal, ...]:
    """All claims of a text that the CV does not support, each once, for the place that it is meant for.

    In another language than the CV is in, only what can be compared across languages may be said.
    A text for an entry may say what that entry says; one for the summary, or a letter, what the CV says.
    """
    language, scope = language_of(text, facts.language, OF_A_LINE), facts.scope(path, cited)
    if language != facts.language:
        return _told(claim for one in TRANSLATED for claim in one(Text(text, language), scope, facts))
    said = Text(text, language)
    if language != "en":
        told = _told(*judged(said, scope, facts))
        return (*told, *_doubted(other_languages.DOUBTS, said, scope, facts, told))
    claims = [claim for one in CHECKS for claim in one(said, scope, facts)]
    inferred = [claim for one in INFERRED for claim in one(said, scope, facts)]
    told = _told([*claims, *inferred], to_confirm(claims, inferred, said, scope, facts))
    return (*told, *_doubted(DOUBTS, said, scope, facts, told))


def check_translation(text: str, source: str, facts: Facts, language: str) -> tuple[Refusal, ...]:
    """All claims of a translation that the text it is of does not make, as far as the two can be compared.

    A language that the guard does not read is refused as a whole.
    """
    if language not in LANGUAGES:
        return (refusal(ClaimKind.UNREAD, language),)
    scope = facts.scope_of(source)
    made = Text(text, language_of(text, language))
    return _told(claim for one in TRANSLATED for claim in one(made, scope, facts))


def _told(claims: Iterable[Claim], asked: Mapping[Claim, bool] | None = None) -> tuple[Refusal, ...]:
    """Each claim once, in words; ``asked`` are those to be asked, and whether that needs words of its own."""
    asked = asked or {}
    found = [claim for claim in dict.fromkeys(claims) if asked.get(claim, True)]
    named = " ".join(claim.casefold() for kind, claim in found if kind is not ClaimKind.UNSUPPORTED)
    return tuple(
        (question if (kind, claim) in asked else refusal)(kind, claim)
        for kind, claim in found
        if kind is not ClaimKind.UNSUPPORTED or claim.casefold() not in named
    )


def _doubted(
    doubts: Iterable[Check], text: Text, scope: Scope, facts: Facts, told: Sequence[Refusal]
) -> Iterator[Refusal]:
    """What is asked about beside what is asked already; nothing of a text that is refused."""
    if verdict_of(told) is Verdict.REFUSE:
        return
    said = " ".join(one.claim.casefold() for one in told)
    for kind, claim in dict.fromkeys(claim for one in doubts for claim in one(text, scope, facts)):
        if claim.casefold() not in said:
            yield question(kind, claim)


def _stands(change: Change, facts: Facts) -> bool:
    try:
        return bool(get(facts.value, change.path) == _plain(change.before))
    except BadPointer:
        return False


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value))


def _listed(change: Change) -> tuple[Refusal, ...]:
    """A list is ordered and cut, nothing else."""
    if not isinstance(change.after, list | tuple):
        return (refusal(ClaimKind.LOCKED, change.path),)
    before, after = (Counter(map(_canonical, side)) for side in (change.before, change.after))
    return tuple(refusal(ClaimKind.UNSUPPORTED, extra) for extra in sorted((after - before).elements()))


def _canonical(item: Any) -> str:
    return item if isinstance(item, str) else json.dumps(item, sort_keys=True, ensure_ascii=False)


def _keyword(change: Change, facts: Facts) -> tuple[Refusal, ...]:
    """Another name of the same concept, and nothing beside it."""
    new = [m for m in find_skills(change.after, facts.taxonomy) if m.text == change.after.strip()]
    old = find_skills(change.before, facts.taxonomy)
    exact = Relation.EXACT
    if any(facts.taxonomy.relation(have.uri, want.uri) is exact for want in new for have in old):
        return ()
    return (refusal(ClaimKind.SKILL, change.after),)


def _is_source(source: Source, change: Change, facts: Facts) -> bool:
    """A source stands in the CV as it is quoted, and in the entry that is changed."""
    if facts.at(source.path) != source.quote:
        return False
    return entry_of(change.path) in (None, entry_of(source.path))
