"""What words say about a short text: a role, an employer, a school, a degree, a place."""

import re
from functools import cache

from candidacy.domain.reading.fields.folding import fold
from candidacy.domain.reading.fields.tables import table, words

_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[.'&/+-](?=[^\W_]))*\.?")
_ROMAN = {"i", "ii", "iii", "iv", "v", "vi"}


def tokens(text: str) -> list[str]:
    """The folded words of ``text``, abbreviations with their points inside."""
    return _TOKEN.findall(fold(text))


@cache
def _phrases(key: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The single words of a list, and its phrases padded with spaces."""
    all_words = words("words", key)
    return (
        frozenset(w.rstrip(".") for w in all_words if " " not in w),
        tuple(f" {w} " for w in all_words if " " in w),
    )


def has(text: str, key: str) -> int:
    """How many entries of a list of the word table occur in ``text`` as whole words."""
    singles, phrases = _phrases(key)
    found = tokens(text)
    padded = f" {' '.join(found)} "
    within = sum(
        t.rstrip(".") in singles
        or ("-" in t and any(part in singles for part in t.split("-") if len(part) > 2))
        for t in found
    )
    return within + sum(p in padded for p in phrases)


def is_label(text: str, key: str) -> bool:
    """Whether the whole text is an entry of a list, a colon aside."""
    return fold(text).strip(" :.•·-–") in words("words", key)


def reads_like_a_sentence(text: str) -> bool:
    """Whether a line is running text: more than six words, most of them in small letters."""
    parts = [w for w in text.split() if any(map(str.isalpha, w))]
    return len(parts) > 6 and sum(w[0].islower() for w in parts) * 5 >= len(parts) * 3


@cache
def title_score(text: str) -> float:
    """How much ``text`` reads like a role."""
    found = [t.rstrip(".") for t in tokens(text)]
    if not found:
        return 0.0
    singles, _ = _phrases("title_nouns")
    suffixes = tuple(words("words", "title_suffixes"))
    score = 0.0
    core = [t for t in found if t not in _ROMAN and not t.isdigit()] or found
    heads = {core[-1], core[0]}
    for joint in ("of", "for", "de", "du", "des", "der", "fur", "im", "in", "–", "del", "di", "da", "do"):
        if joint in core[1:]:
            heads.add(core[core.index(joint, 1) - 1])
    for token in core:
        parts = re.split(r"[/-]", token)
        if (
            any(p in singles for p in parts)
            or token in singles
            or (len(token) > 7 and token.endswith(suffixes))
        ):
            score += 2.0 if token in heads else 1.2
    if has(found[0], "title_modifiers") or has(" ".join(found[:2]), "title_modifiers"):
        score += 0.7
    return min(score, 4.0) - 0.15 * max(0, len(found) - 7)


@cache
def company_score(text: str) -> float:
    """How much ``text`` reads like an employer."""
    found = [t.rstrip(".") for t in tokens(text)]
    if not found:
        return 0.0
    legal, _ = _phrases("legal_forms")
    score = 2.5 if found[-1] in legal or any(t in legal for t in found[1:]) else 0.0
    score += 0.9 * min(has(text, "company_words"), 2)
    score += 0.8 * min(has(text, "institution_words"), 1)
    if found[0] == "the":
        score += 0.5
    return min(score, 4.0)


_SCHOOL_DEGREES = re.compile(
    r"(?i)\bhigh[- ]school\s+(?:diploma|degree|certificate|equivalency|graduate)"
    r"|\bcollege\s+(?:credits?|coursework|courses)"
)


@cache
def institution_score(text: str) -> float:
    """How much ``text`` reads like a school."""
    text = _SCHOOL_DEGREES.sub(" ", text)
    score = 2.0 * min(has(text, "institution_words"), 2)
    compound = any(
        len(t) > 9
        and t.rstrip(".").endswith(
            ("schule", "universitat", "gymnasium", "skola", "skolan", "skole", "akademie", "college")
        )
        for t in tokens(text)
    )
    return score + (2.0 if compound else 0.0)


_INITIALS = re.compile(
    r"\b(?:[BMDPAL]\.?\s?(?:Sc|Eng|Tech|Com|Ed|Arch|Phil|A|S|Ba|BA|Res|D|L)\b\.?"
    r"|Ph\.?\s?D\b\.?|[BM]\.\s?[AS]\.)"
)


@cache
def degree_score(text: str) -> float:
    """How much ``text`` reads like a degree or a course of study."""
    score = 1.5 * min(has(text, "degree_words"), 2)
    if _INITIALS.search(text):
        score += 1.5
    return score


@cache
def _places() -> tuple[dict[str, str], frozenset[str], dict[str, str], dict[str, str]]:
    data = table("places")
    countries = {fold(name): code for code, names in data["countries"].items() for name in names}
    cities = frozenset(fold(c) for c in data["cities"])
    states = {fold(n): "US" for n in data["us_states"].values()}
    codes = dict.fromkeys(data["us_states"], "US")
    for country, names in data["regions"].items():
        for name in names:
            if len(name) <= 3 and name.isupper():
                codes.setdefault(name, country)
            else:
                states.setdefault(fold(name), country)
    return countries, cities, states, codes


def country_of(text: str) -> str | None:
    """The ISO code of the country that ``text`` names."""
    bare = text.strip(" .,()")
    countries = _places()[0]
    if len(bare) == 2 and not bare.isupper():
        return None
    return countries.get(fold(bare)) or countries.get(fold(bare).replace(". ", "."))


def region_of(text: str) -> str | None:
    """The country of the state, province or region that ``text`` names; two letters only as capitals."""
    bare = re.sub(r"\s+\d{4,6}(?:-\d{4})?$", "", text.strip(" .,()"))
    _, _, states, codes = _places()
    return codes.get(bare) or states.get(fold(bare))


def is_city(text: str) -> bool:
    """Whether ``text`` is a city of the table, a postal code before it aside."""
    bare = re.sub(r"^(?:[A-Z]{1,2}-)?\d{4,6}\s+|\s+\d{4,6}$", "", text.strip(" .,()"))
    return fold(bare) in _places()[1]


def is_remote(text: str) -> bool:
    return is_label(text.strip("()"), "remote")


@cache
def place_tail(text: str) -> int:
    """How many comma-parted items at the end of ``text`` make a place: ``X, Laredo, TX`` gives 2."""
    items = [i.strip() for i in text.split(",")]
    last = items[-1].strip("() ")
    if not last or len(last) > 40:
        return 0
    known = country_of(last) or region_of(last)
    if known and len(items) >= 2 and is_place_name(items[-2]):
        before = items[-3] if len(items) >= 3 else ""
        deeper = (
            bool(before)
            and (is_city(before) or (region_of(items[-2]) is not None and not is_city(items[-2])))
            and is_place_name(before)
        )
        return (
            3
            if deeper
            and (is_city(before) or country_of(last))
            and not title_score(before)
            and not company_score(before)
            else 2
        )
    if known or is_city(last) or is_remote(last):
        return 1
    return 0


def is_place_name(text: str) -> bool:
    """Whether an unknown text may be a city: one to four capitalised words without digits."""
    parts = text.strip("() ").split()
    return (
        1 <= len(parts) <= 4
        and not any(c.isdigit() for c in text.strip() if not text.strip()[:5].isdigit())
        and parts[0][:1].isupper()
        and title_score(text) < 1
        and company_score(text) < 0.9
        and "(" not in text.strip("() ")
        and not any(t.rstrip(".") in _phrases("legal_forms")[0] for t in tokens(text))
    )


def is_place(text: str) -> bool:
    """Whether the whole text is a place."""
    bare = text.strip(" .;|()")
    if not bare or len(bare) > 60:
        return False
    if is_remote(bare) or is_city(bare) or (country_of(bare) is not None and len(bare) > 2):
        return True
    count = bare.count(",") + 1
    if count == 1:
        head, _, tail = bare.rpartition(" ")
        if re.search(r"[/|(–]", bare):
            return all(is_place(p) for p in re.split(r"[/|(–]", bare) if p.strip(" )"))
        return (region_of(bare) is not None and len(bare) > 3) or (
            len(tail) == 2 and tail in _places()[3] and is_city(head)
        )
    return place_tail(bare) >= count
