"""Whether the CV is correct and easy to read."""

import re

from candidacy.domain.review.lexicon import word_set
from candidacy.domain.review.outcome import Outcome, by_count, met, part, silent, unseen
from candidacy.domain.review.schema import Quote
from candidacy.domain.review.spelling import english, misspellings
from candidacy.domain.review.subject import Kind, Passage, Subject, prose, roles


def spelling(subject: Subject, *, zero_at: int) -> Outcome:
    """No misspelt words in running text; nothing is left at so many different ones."""
    passages = prose(subject)
    if not passages:
        return silent()
    if subject.language != "en":
        return unseen()
    found = misspellings((p.text for p in passages), _own_words(subject))
    if not found:
        return met()
    meant = {m.word.lower(): m for m in found}
    quotes = [subject.quote(passages[m.index], m.start, m.end) for m in found]
    corrections = ", ".join(f"“{m.word}” to “{m.suggestion}”" for m in list(meant.values())[:6])
    return part(1 - len(meant) / zero_at, quotes, corrections=corrections, count=len(meant))


def _own_words(subject: Subject) -> frozenset[str]:
    """Words that are right because they name things: skills, employers, schools, places, certificates."""
    resume = subject.resume
    names: list[str | None] = [resume.basics.name]
    for skill in resume.skills:
        names += [skill.name, *skill.keywords]
    for work in resume.work:
        names += [work.name, work.location]
    names += [s for e in resume.education for s in (e.institution, e.area)]
    names += [c.name for c in resume.certificates] + [p.name for p in resume.projects]
    names += [k for p in resume.projects for k in p.keywords]
    names += [m.text for m in subject.mentions if m.confidence == 1]
    return frozenset(w.lower() for text in names if text for w in re.findall(r"[A-Za-z]+", text))


def first_person(subject: Subject, *, zero_at: int, allowed: int) -> Outcome:
    """No statement says "I" or "my"; a summary may, so often."""
    texts = [p for p in prose(subject) if p.words > 2]
    if not texts:
        return silent()
    if subject.lexicon is None:
        return unseen()
    pattern = subject.lexicon.first_person
    told = subject.search(pattern, [p for p in texts if p.kind in (Kind.BULLET, Kind.PROSE)])
    other = subject.search(pattern, [p for p in texts if p.kind not in (Kind.BULLET, Kind.PROSE)])
    found = told + (other if len(other) > allowed or told else [])
    return by_count(found, zero_at=zero_at)


def long_paragraphs(subject: Subject, *, words: int) -> Outcome:
    """No statement or description runs on for more words than this; the summary has a check of its own."""
    texts = [p for p in prose(subject) if p.kind is not Kind.SUMMARY]
    if not texts:
        return silent()
    long = sorted((p for p in texts if p.words > words and not _listed(p)), key=lambda p: -p.words)
    if not long:
        return met()
    quotes = [subject.quote(p) for p in long]
    first = " ".join(long[0].text.split()[:8]) + " …"
    return part(0.5 - len(long) / 8, quotes, words=long[0].words, first=first)


def _listed(passage: Passage) -> bool:
    """Whether loose text is a list of short things, skills for instance, rather than sentences."""
    return passage.kind is Kind.LOOSE and passage.words < 8 * len(re.findall(r"[,;|•·\n]", passage.text))


def bullet_length(subject: Subject, *, least: int, most: int) -> Outcome:
    """Statements have between so many words; a few exceptions are forgiven."""
    statements = subject.statements
    if not statements:
        return silent()
    odd = [p for p in statements if not least <= p.words <= most]
    if len(odd) <= len(statements) // 10:
        return met()
    return part(1 - len(odd) / len(statements), (subject.quote(p) for p in odd), least=least, most=most)


def summary_length(subject: Subject, *, least: int, most: int) -> Outcome:
    """The summary has between so many words."""
    text = subject.resume.basics.summary
    if not text:
        return silent()
    words = len(text.split())
    if least <= words <= most:
        return met()
    quote = subject.value("/basics/summary", text)
    off = least / words if words < least else words / most
    return part(max(0.0, 1.5 - off / 1.5), [quote], words=words, least=least, most=most)


def tense(subject: Subject) -> Outcome:
    """Statements of roles that have ended do not begin with a verb in the present."""
    words = subject.lexicon
    if not subject.statements:
        return silent()
    if words is None or not words.base_verbs:
        return unseen()
    ended = {path for path, role in roles(subject) if role.end_date}
    past = [p for p in subject.statements if f"/{p.section}/{p.index}" in ended]
    if not past:
        return met()
    present = []
    for passage in past:
        first = re.match(r"[A-Za-z]+", passage.text)
        verb = first[0].lower() if first else ""
        if verb in words.base_verbs and verb not in words.past_verbs:
            present.append(subject.quote(passage))
    if len(present) <= len(past) // 10:
        return met()
    return part(1 - len(present) / len(past), present)


def passive(subject: Subject, *, zero_at: float) -> Outcome:
    """Hardly a statement is in the passive voice; nothing is left when this share is."""
    statements = subject.statements
    if not statements:
        return silent()
    if subject.lexicon is None:
        return unseen()
    found = subject.search(subject.lexicon.passive, statements)
    return (
        met()
        if len(found) <= len(statements) // 10
        else part(1 - len(found) / len(statements) / zero_at, found)
    )


_ACRONYM = re.compile(r"(?<![\w&.-])[A-Z]{2,5}s?(?![\w&.-])")


def acronyms(subject: Subject, *, most: int) -> Outcome:
    """At most so many different abbreviations stand without their meaning."""
    statements = subject.statements
    if not statements:
        return silent()
    explained = set(re.findall(r"\(([A-Z]{2,5})s?\)", subject.text))
    found: dict[str, Quote] = {}
    for passage in statements:
        for match in _ACRONYM.finditer(passage.text):
            word = match.group().rstrip("s")
            if (
                word not in explained
                and word not in word_set("acronyms")
                and word.lower() not in english().common
            ):
                found.setdefault(word, subject.quote(passage, match.start(), match.end()))
    if len(found) <= most:
        return met()
    return part(most / len(found), list(found.values()), examples=", ".join(list(found)[:5]))


def capitals(subject: Subject, *, words: int) -> Outcome:
    """No statement of so many words is all in capitals."""
    texts = [p for p in (*subject.passages, *subject.loose) if p.words >= words]
    if not texts:
        return silent()
    return by_count((subject.quote(p) for p in texts if _shouts(p.text, words)), zero_at=3)


def _shouts(text: str, words: int) -> bool:
    """Whether so many words, abbreviations not counted, are there and all of them in capitals."""
    long = [w for w in re.findall(r"[^\W\d_]+", text) if len(w) > 4]
    return text.isupper() and 2 * len(long) >= words
