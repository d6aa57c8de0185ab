"""Years of experience asked for, as postings word them in several languages."""

import re
from dataclasses import dataclass

from candidacy.domain.postings.text import fold

_NUMBER_WORDS = {
    word: number
    for number, words in {
        1: "one a an ein eine einem einer un une uno una um uma een",
        2: "two zwei deux dos dois duas twee",
        3: "three drei trois tres drie",
        4: "four vier quatre cuatro quatro",
        5: "five funf cinq cinco vijf",
        6: "six sechs seis zes",
        7: "seven sieben sept siete sete zeven",
        8: "eight acht huit ocho oito",
        9: "nine neun neuf nueve nove negen",
        10: "ten zehn dix diez dez tien",
        12: "twelve zwolf douze doce doze twaalf",
        15: "fifteen funfzehn quinze quince vijftien",
        20: "twenty zwanzig vingt veinte vinte twintig",
    }.items()
    for word in words.split()
}
_NUMBER = r"(?:\d{1,2}(?:[.,]\d)?|" + "|".join(sorted(_NUMBER_WORDS, key=lambda w: (-len(w), w))) + ")"
_YEAR = r"(?:years?|yrs?\b\.?|jahre?n?|ans\b|annees?|anos?|jaar|jaren|anni)"
_MONTH = r"(?:months?|monaten?|monate|mois|mes(?:es)?|maanden|mesi)"
_ASKED = re.compile(
    rf"(?<![\w.,$€£])(?P<low>{_NUMBER})(?: ?\(\d{{1,2}}\))? ?(?:\+|plus\b)? ?"
    rf"(?:(?:-|–|—|/|to\b|bis\b|a\b|ou\b|or\b|oder\b|tot\b|et\b) ?(?P<high>{_NUMBER}) ?)?(?:\+|plus\b)? ?"
    rf"(?:or more |oder mehr |of meer |o mas |ou plus |ou mais )?(?:full |volle |whole )?"
    rf"(?P<unit>{_YEAR}|{_MONTH})(?!\w)(?:'|`)?"
)
_ABOUT_EXPERIENCE = re.compile(
    r"experien|erfahrung|praxis|ervaring|esperienz|\bexp\b|track record|background|professional|hands[- ]on"
    r"|berufs|prior|proven|worked|working|practice|seniority|in (?:a|an) (?:similar|comparable)"
)
_OF_SOMETHING = re.compile(r"\s*(?:of|in|with|as|using|working|on|als|mit|de|en|em|met|comme|como)\b")
_NOT_ASKED = re.compile(
    r"\s*(?:old\b|of age|ago\b|in a row|contract|fixed|vertrag|befrist|in business"
    r"|on the market|after|from now|warranty|alt\b|of (?:history|success|growth|innovation))"
)
_HISTORY_BEFORE = re.compile(
    r"(?:last|past|next|previous|letzten|dernieres|ultimos|laatste|age of|every|each)\s*$"
)
_SINCE_BEFORE = re.compile(r"(?:over the|than|for|since|within|seit|uber)\s*$")


@dataclass(frozen=True, slots=True)
class YearsAsked:
    """Years of experience in a text: ``text[start:end]`` is the wording; the lower end of a range counts."""

    years: float
    start: int
    end: int
    most: float | None = None


def find_years(text: str) -> tuple[YearsAsked, ...]:
    """The years of experience that one sentence asks for, in order."""
    folded = fold(text)
    about = _ABOUT_EXPERIENCE.search(folded) is not None
    found = []
    for hit in _ASKED.finditer(folded):
        rest = folded[hit.end() :]
        before = folded[: hit.start()]
        if (
            _NOT_ASKED.match(rest)
            or _HISTORY_BEFORE.search(before)
            or (not about and _SINCE_BEFORE.search(before))
        ):
            continue
        if not about and not _OF_SOMETHING.match(rest):
            continue
        low, high = _number(hit["low"]), _number(hit["high"])
        scale = 1.0 if re.fullmatch(_YEAR, hit["unit"]) else 1 / 12
        years = round(low * scale, 2) if low is not None else None
        if years is not None and 0 < years <= 40:
            most = round(high * scale, 2) if high is not None and low is not None and high > low else None
            found.append(YearsAsked(years, hit.start(), hit.end(), most))
    return tuple(found)


def _number(word: str | None) -> float | None:
    if word is None:
        return None
    if word in _NUMBER_WORDS:
        return float(_NUMBER_WORDS[word])
    return float(word.replace(",", "."))
