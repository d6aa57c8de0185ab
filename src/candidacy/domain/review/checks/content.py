"""Whether the statements say what was done and how much came of it."""

import re
from collections import Counter

from candidacy.domain.review.figures import has_figure, has_number_word
from candidacy.domain.review.lexicon import placeholders as placeholder_pattern
from candidacy.domain.review.lexicon import word_set
from candidacy.domain.review.outcome import Outcome, by_count, met, missing, part, silent, unseen
from candidacy.domain.review.schema import Quote
from candidacy.domain.review.subject import Kind, Passage, Subject, prose


def some_figures(subject: Subject, *, least: float) -> Outcome:
    """At least this share of the statements has a figure in digits."""
    statements = subject.statements
    if not statements:
        return silent()
    share = sum(has_figure(p.text) for p in statements) / len(statements)
    if share >= least:
        return met(subject.quote(p) for p in statements if has_figure(p.text))
    return missing((subject.quote(p) for p in statements[:3]), statements=len(statements))


def enough_figures(subject: Subject, *, target: float) -> Outcome:
    """This share of the statements has a figure, in digits or words."""
    statements = subject.statements
    if not statements:
        return silent()
    bare = [p for p in statements if not has_figure(p.text) and not has_number_word(p.text)]
    told = len(statements) - len(bare)
    facts = {"with_figures": told, "statements": len(statements)}
    if told >= target * len(statements):
        return met(subject.quote(p) for p in statements if p not in bare)
    return part(told / len(statements) / target, (subject.quote(p) for p in bare), **facts)


def weak_openings(subject: Subject, *, zero_at: float) -> Outcome:
    """Statements do not begin with phrases like "responsible for"; nothing is left when this share does."""
    statements = subject.statements
    if not statements:
        return silent()
    if subject.lexicon is None:
        return unseen()
    found = []
    for passage in statements:
        lead = len(passage.text) - len(passage.text.lstrip(" •–—-*▪●\t"))
        match = subject.lexicon.weak_openings.match(passage.text, lead)
        if match:
            found.append(subject.quote(passage, match.start(), match.end()))
    return part(1 - len(found) / max(1, len(statements)) / zero_at, found) if found else met()


def _first_word(text: str) -> str:
    match = re.match(r"[\W_]*([A-Za-z]+(?:-[A-Za-z]+)?)", text)
    return match[1].lower() if match else ""


def _opens_with_verb(word: str, base: frozenset[str], past: frozenset[str]) -> bool:
    stem = word.rpartition("-")[2]
    candidates = {word, stem, word.removesuffix("s"), word.removeprefix("re").lstrip("-")}
    return bool(candidates & base or candidates & past) or (stem.endswith("ed") and len(stem) > 4)


def action_verbs(subject: Subject, *, target: float) -> Outcome:
    """This share of the statements begins with a verb in its base or past form, after at most an adverb."""
    statements, words = subject.statements, subject.lexicon
    if not statements:
        return silent()
    if words is None or not words.base_verbs:
        return unseen()
    other = []
    for passage in statements:
        first = _first_word(passage.text)
        if first.endswith("ly"):
            first = _first_word(passage.text.lstrip()[len(first) :])
        if not _opens_with_verb(first, words.base_verbs, words.past_verbs):
            other.append(passage)
    share = 1 - len(other) / len(statements)
    return met() if share >= target else part(share / target, (subject.quote(p) for p in other))


def repeated_verbs(subject: Subject, *, most: int, share: float) -> Outcome:
    """No word opens more than so many statements and more than this share of them."""
    statements = subject.statements
    if not statements:
        return silent()
    counts = Counter(_first_word(p.text) for p in statements)
    limit = max(most, share * len(statements))
    often = [w for w, n in counts.most_common() if w and n > limit]
    if not often:
        return met()
    quotes = [
        subject.quote(p, 0, len(_lead(p.text, often[0])))
        for p in statements
        if _first_word(p.text) == often[0]
    ]
    return part(0.5 / len(often), quotes, first=often[0].capitalize())


def _lead(text: str, word: str) -> str:
    return text[: text.lower().index(word) + len(word)]


def bullets_per_role(subject: Subject, *, least: int, most: int) -> Outcome:
    """The three latest roles have between so many statements each."""
    recent = subject.resume.work[:3]
    if not recent:
        return silent()
    counts = Counter((p.section, p.index) for p in subject.statements)
    wrong = [
        subject.entry(f"/work/{index}", position=role.position, name=role.name)
        for index, role in enumerate(recent)
        if not least <= counts["work", index] <= most
    ]
    if not wrong:
        return met()
    return part(1 - len(wrong) / len(recent), wrong, roles="; ".join(q.quote for q in wrong))


def duplicates(subject: Subject, *, alike: float, words: int) -> Outcome:
    """No two statements of so many words are the same, or the same but for a few letters."""
    if not subject.statements:
        return silent()

    from rapidfuzz import fuzz

    seen: list[tuple[str, frozenset[str]]] = []
    found = []
    for passage in [p for p in subject.passages if p.kind in (Kind.BULLET, Kind.PROSE) and p.words >= words]:
        text = " ".join(re.findall(r"\w+", passage.text.lower()))
        figures = frozenset(re.findall(r"\d+", text))
        if any(text == old or (figures == told and fuzz.ratio(text, old) >= alike) for old, told in seen):
            found.append(subject.quote(passage))
        seen.append((text, figures))
    return part(0.5 - len(found) / 6, found) if found else met()


_WORD = re.compile(r"[^\W\d_][\w+#]*")


def _stems(text: str) -> set[str]:
    return {w[:6] for w in _WORD.findall(text.lower()) if w not in word_set("little_words")}


def skills_shown(subject: Subject, *, target: float) -> Outcome:
    """This share of the listed skills comes up in what the roles, projects and summary tell."""
    listed = []
    for i, group in enumerate(subject.resume.skills):
        for k, keyword in enumerate(group.keywords):
            listed.append((f"/skills/{i}/keywords/{k}", keyword))
        if group.name and not group.keywords:
            listed.append((f"/skills/{i}/name", group.name))
    told = _stems(" ".join(p.text for p in subject.passages))
    if not listed or not told:
        return silent()
    unshown = [
        subject.value(path, skill) for path, skill in listed if not (_stems(skill) or {""}) <= told | {""}
    ]
    share = 1 - len(unshown) / len(listed)
    if share >= target:
        return met()
    return part(share / target, unshown, skills=", ".join(q.quote for q in unshown[:4]))


def buzzwords(subject: Subject, *, from_weight: float, zero_at: float, mild: float) -> Outcome:
    """Few empty phrases: a strong one weighs 1, a mild one ``mild``; little is forgiven."""
    texts = prose(subject)
    if not texts:
        return silent()
    if subject.lexicon is None:
        return unseen()
    weights: dict[str, float] = {}
    quotes: list[Quote] = []
    for pattern, weight in ((subject.lexicon.strong_buzzwords, 1.0), (subject.lexicon.mild_buzzwords, mild)):
        for quote in subject.search(pattern, texts):
            if quote.quote.lower() not in weights:
                quotes.append(quote)
            weights.setdefault(quote.quote.lower(), weight)
    total = sum(weights.values())
    if total < from_weight:
        return met()
    share = (zero_at - total) / (zero_at - from_weight + 1)
    return part(share, quotes, phrases=", ".join(q.quote for q in quotes[:4]))


def objective(subject: Subject) -> Outcome:
    """The summary does not merely ask for a position."""
    text = subject.resume.basics.summary
    if not text:
        return silent()
    if subject.lexicon is None:
        return unseen()
    passage = Passage(text, Kind.SUMMARY, "/basics/summary")
    found = subject.search(subject.lexicon.objective, [passage])
    return part(0.5 if len(text.split()) > 40 else 0, found) if found else met()


def placeholders(subject: Subject, *, zero_at: int) -> Outcome:
    """Nothing of a template is left."""
    if not subject.words:
        return silent()
    return by_count(subject.search(placeholder_pattern(), subject.whole), zero_at=zero_at)
