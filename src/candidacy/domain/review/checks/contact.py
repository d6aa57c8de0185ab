"""Whether the person can be reached, and tells no more about themselves than they should."""

import re
import unicodedata

from candidacy.domain.review.lexicon import personal_labels, personal_sentences, word_set
from candidacy.domain.review.outcome import Outcome, by_count, met, missing, part, silent
from candidacy.domain.review.schema import Quote
from candidacy.domain.review.spelling import english
from candidacy.domain.review.subject import Passage, Subject
from candidacy.kernel.language import sentence

_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w/.-])\(?\+?\d[\d\s().-]{6,17}\d(?![\w/-])")
_YEARS = re.compile(r"^\(?(?:19|20)\d\d\)?\s*[-–.]\s*(?:19|20)\d\d$")
_TOP = 600
"""Contact details stand within so many characters of either end of a document."""


def name(subject: Subject) -> Outcome:
    """A name was found."""
    value = subject.resume.basics.name
    return met([subject.value("/basics/name", value)]) if value and value.strip() else missing()


def _emails(subject: Subject) -> list[Quote]:
    value = subject.resume.basics.email
    if value and value.strip():
        return [subject.value("/basics/email", value.strip())]
    return subject.search(_EMAIL, subject.whole)


def email(subject: Subject) -> Outcome:
    """An e-mail address stands in the Resume or anywhere in the document."""
    found = _emails(subject)
    return met(found[:1]) if found else missing()


def phone(subject: Subject) -> Outcome:
    """A phone number stands in the Resume, or at the document's top or bottom."""
    value = subject.resume.basics.phone
    if value and sum(c.isdigit() for c in value) >= 6:
        return met([subject.value("/basics/phone", value)])
    for passage in subject.whole:
        for match in _PHONE.finditer(passage.text):
            near = match.start() < _TOP or match.end() > len(passage.text) - _TOP
            if (
                near
                and 7 <= sum(c.isdigit() for c in match.group()) <= 15
                and not _YEARS.match(match.group())
            ):
                return met([subject.quote(passage, match.start(), match.end())])
    return missing()


def professional_email(subject: Subject) -> Outcome:
    """The address is the person's name or something neutral, not slang and not just random words."""
    found = _emails(subject)
    if not found:
        return silent()
    local = found[0].quote.split("@")[0].lower()
    person = _latin(subject.resume.basics.name or "")
    if _unserious(local, person):
        return missing(found[:1])
    return part(0.4, found[:1]) if _random_words(local, person) else met(found[:1])


_SPELT = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "đ": "d", "ı": "i"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})


def _latin(written: str) -> list[str]:
    """The parts of a name as addresses spell them: without accents, and with e for an umlaut."""
    lower = written.lower()
    plain = [
        "".join(
            c for c in unicodedata.normalize("NFKD", form.translate(_SPELT)) if not unicodedata.combining(c)
        )
        for form in (lower, lower.translate(_UMLAUTS))
    ]
    return list(dict.fromkeys(re.findall(r"[a-z]+", " ".join(plain))))


def _unserious(local: str, person: list[str]) -> bool:
    if re.search(r"(?<![a-z])x{2,}(?![a-z])|(?<!\d)(?:69|420|666)(?!\d)", local):
        return True
    bare = local
    for part_of_name in sorted(person, key=len, reverse=True):
        if len(part_of_name) > 2:
            bare = bare.replace(part_of_name, " ")
    slang = word_set("unserious")
    tokens = re.findall(r"[a-z]+", bare)
    if any(t in slang or any(len(w) > 4 and w in t for w in slang) for t in tokens):
        return True
    return any(word in slang for t in tokens for word in _segments(t))


def _random_words(local: str, person: list[str]) -> bool:
    """Two or more English words and nothing of the name: sunny.meadow, purplerain7."""
    runs = re.findall(r"[a-z]+", local)
    squeezed = "".join(runs)
    of_the_name = any(p in squeezed for p in person if len(p) > 2)
    nickname = any(len(run) > 3 and run in p for run in runs for p in person)
    if not person or of_the_name or nickname:
        return False
    words = [w for run in runs if len(run) > 2 for w in _segments(run) or [""]]
    return len(words) >= 2 and all(words) and not word_set("address_words").intersection(words)


def _segments(run: str) -> list[str]:
    """The fewest common words of three letters or more that ``run`` is made of; none when it is not."""
    words = english().common
    best: list[list[str] | None] = [[]] + [None] * len(run)
    for end in range(3, len(run) + 1):
        for start in range(end - 2):
            before = best[start]
            if before is not None and run[start:end] in words:
                found = [*before, run[start:end]]
                if len(found) < len(best[end] or [""] * 99):
                    best[end] = found
    return best[-1] or []


def location(subject: Subject) -> Outcome:
    """A town, region or country is given."""
    place = subject.resume.basics.location
    for key, value in (place.model_dump(by_alias=True) if place else {}).items():
        if isinstance(value, str) and value.strip():
            return met([subject.value(f"/basics/location/{key}", value)])
    return missing()


_EMPTY_LINK = re.compile(r"\b(?:click here|link|here|view (?:profile|project|here))\b", re.IGNORECASE)
_URL = re.compile(r"https?://\S+|www\.\S+")
_TRACKED = re.compile(r"[?&](?:utm_\w+|trk|ref|fbclid|gclid|originalSubdomain)=", re.IGNORECASE)


def links(subject: Subject, *, longest: int) -> Outcome:
    """Addresses are short and clean, and no link hides behind a word like "here"."""
    if not subject.words:
        return silent()
    found = [
        quote
        for quote in subject.search(_URL, subject.whole)
        if len(quote.quote.rstrip(".,;)")) > longest or _TRACKED.search(quote.quote)
    ]
    for link in subject.document.links if subject.document else ():
        words = subject.document.text[link.start : link.end] if subject.document else ""
        if words and _EMPTY_LINK.fullmatch(words.strip()):
            found.append(subject.quote(Passage(words, kind=subject.whole[0].kind, offset=link.start)))
    return by_count(found, zero_at=2)


def personal_details(subject: Subject, *, zero_at: int) -> Outcome:
    """No statement of birth, family, religion, nationality, looks or identity numbers."""
    if not subject.words:
        return silent()
    found: dict[str, list[Quote]] = {}
    for kind, pattern in personal_labels():
        quotes = subject.search(pattern, subject.whole)
        if quotes:
            found[kind] = quotes
    told = subject.search(personal_sentences(), subject.whole)
    if told:
        found.setdefault(sentence("family and age"), []).extend(told)
    if not found:
        return met()
    quotes = [quote for group in found.values() for quote in group]
    return part(1 - len(found) / zero_at, quotes, kinds=", ".join(found))
