"""Human languages and how well they are known, in the words of CVs and postings in several languages."""

import re
from dataclasses import dataclass

from candidacy.domain.postings.text import fold

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
"""The levels of the Common European Framework in ascending order; a mother tongue counts as C2."""

_NAMES: dict[str, str] = {
    "ar": "arabic arabisch arabe arabo",
    "bg": "bulgarian bulgarisch bulgare bulgaro bulgaars",
    "ca": "catalan katalanisch catala catalaans",
    "cs": "czech tschechisch tcheque checo tcheco tsjechisch ceco",
    "da": "danish danisch danois danes dinamarques deens danese",
    "de": "german deutsch deutschkenntnisse allemand aleman alemao duits tedesco",
    "el": "greek griechisch grec griego grego grieks",
    "en": "english englisch englischkenntnisse anglais ingles engels inglese",
    "es": "spanish spanisch spanischkenntnisse espagnol espanol castellano espanhol spaans spagnolo",
    "et": "estonian estnisch",
    "fa": "persian farsi persisch",
    "fi": "finnish finnisch finnois finlandes fins",
    "fr": "french franzosisch franzosischkenntnisse francais frances frans francese",
    "ga": "irish gaelic",
    "he": "hebrew hebraisch hebreu hebreo hebraico hebreeuws",
    "hi": "hindi",
    "hr": "croatian kroatisch croate croata kroatisch",
    "hu": "hungarian ungarisch hongrois hungaro hongaars",
    "id": "indonesian bahasa",
    "it": "italian italienisch italienischkenntnisse italien italiano italiaans",
    "ja": "japanese japanisch japonais japones japans",
    "ko": "korean koreanisch coreen coreano koreaans",
    "lt": "lithuanian litauisch",
    "lv": "latvian lettisch",
    "nl": "dutch niederlandisch niederlandischkenntnisse hollandisch neerlandais neerlandes "
    "holandes nederlands flemish",
    "no": "norwegian norwegisch norvegien noruego noors",
    "pl": "polish polnisch polonais polaco polones pools",
    "pt": "portuguese portugiesisch portugais portugues portugees portoghese",
    "ro": "romanian rumanisch roumain rumano romena roemeens",
    "ru": "russian russisch russe ruso russo",
    "sk": "slovak slowakisch",
    "sl": "slovenian slovene slowenisch",
    "sr": "serbian serbisch serbe serbio",
    "sv": "swedish schwedisch suedois sueco zweeds",
    "sw": "swahili",
    "th": "thai",
    "tl": "tagalog filipino",
    "tr": "turkish turkisch turc turco turks",
    "uk": "ukrainian ukrainisch ukrainien ucraniano oekraiens",
    "ur": "urdu",
    "vi": "vietnamese vietnamesisch",
    "zh": "chinese mandarin cantonese chinesisch mandarim chinois chino chines chinees",
}
_CODE_OF = {name: code for code, names in _NAMES.items() for name in names.split()}
_NAME = re.compile(
    r"(?<![\w-])("
    + "|".join(sorted(_CODE_OF, key=lambda w: (-len(w), w)))
    + r")(?:e[rnsm]?|as?|s)?(?!\w)(?!-(?:based|style))"
)
_LEVEL_WORDS: tuple[tuple[str, str], ...] = (
    (
        "C2",
        (
            r"native|mother tongue|first language|muttersprach\w*|langue maternelle|natif|nativ[oa]"
            r"|lengua materna|lingua (?:materna|madre)|moedertaal|madrelingua|bilingual|bilingue"
            r"|perfect(?:e|ly)?|perfekt|mastery"
        ),
    ),
    (
        "C1",
        (
            r"fluen\w*|fliess?end\w*|flussig|fliesend|verhandlungssicher\w*|courant\w*|couramment"
            r"|fluid[oa]|vloeiend|excellent\w*|exzellent\w*|ausgezeichnet\w*|hervorragend\w*"
            r"|sehr gut\w*|proficien\w*|advanced|avance|avanzado|avancado|uitstekend\w*"
            r"|full professional|strong|alto nivel|nivel alto|outstanding|impeccable|very good"
            r"|tres bon\w*|muy buen\w*|stilsicher|sicher\w*"
        ),
    ),
    (
        "B2",
        (
            r"professional|business|good|gut\w*|bon niveau|bonne\w*|buen\w*|bom|boa|goede\w*"
            r"|working knowledge|upper[- ]intermediate|verbal and written|written and (?:spoken|verbal"
            r"|oral)|spoken and written|wort und schrift|solid\w*|competent"
        ),
    ),
    (
        "B1",
        (
            r"conversational|intermediate|mittel\w*|intermediaire|intermedi[oa]|communicative"
            r"|gemiddeld|limited working|moderate"
        ),
    ),
    (
        "A2",
        (
            r"basic\w*|elementary|grundkenntnisse|notions|scolaire|basic[oa]|nociones|nocoes|elementar"
            r"|basiskennis|beginner\w*|limited"
        ),
    ),
)
_LEVEL = tuple((level, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for level, words in _LEVEL_WORDS)
_CEFR = re.compile(r"(?<![\w-])([abc][12])(?![\w-])\+?")
_CUE = re.compile(
    r"\b(?:languages?|speak\w*|spoken|written|writ(?:e|ing)|verbal|oral|fluen\w*|skills?"
    r"|knowledge|command|proficien\w*|communicat\w*|level|native|bilingual"
    r"|sprach\w*|kenntnis\w*|wort|schrift|sprech\w*|beherrsch\w*|langue|parl\w*|ecrit|maitrise"
    r"|niveau|courant\w*|idioma\w*|hablad\w*|escrit\w*|dominio|nivel|lingua"
    r"|falad\w*|dominar|taal|spreekt|schrift\w*|beheers\w*|fliess?end|verhandlungssicher\w*"
    r"|vloeiend|muttersprach\w*)\b|\b[abc][12]\b"
)
_NOT_A_LANGUAGE = re.compile(
    r"\s+(?:market|markets|law|cuisine|literature|clients?|customers?|team|office|company"
    r"|speaking (?:market|countr)|accounting|tax|gaap|armed|army|wine|restaurant|kuche)"
)
_REACH = 90
"""How many characters a level word may stand from the language it is about."""


@dataclass(frozen=True, slots=True)
class LanguageMention:
    """A language named in a text: ISO 639-1 code, level if one is said, and where."""

    code: str
    level: str | None
    start: int
    end: int


def level_rank(level: str) -> int:
    """The place of a level in LEVELS, 0 for A1; -1 for what is not one of them."""
    return LEVELS.index(level) if level in LEVELS else -1


def level_of(text: str) -> str | None:
    """The level that words like "fluent", "C1" or "Muttersprache" state, as one of LEVELS."""
    folded = fold(text)
    if hit := _CEFR.search(folded):
        return hit[1].upper()
    return next((level for level, pattern in _LEVEL if pattern.search(folded)), None)


def language_named(text: str) -> str | None:
    """The ISO 639-1 code of the first language that ``text`` names."""
    hit = _NAME.search(fold(text))
    return _CODE_OF[hit[1]] if hit else None


def find_languages(text: str, *, anywhere: bool = False) -> tuple[LanguageMention, ...]:
    """The languages that a sentence is about, in order.

    A sentence counts only when it speaks of knowing the language ("fluent", "B2", "written"), or with
    ``anywhere`` whenever one is named; "the German market" never does.
    """
    folded = fold(text)
    hits = [h for h in _NAME.finditer(folded) if not _NOT_A_LANGUAGE.match(folded[h.end() :])]
    if not hits or not (anywhere or _CUE.search(folded) or _only_names(folded) or _levelled(folded, hits)):
        return ()
    return tuple(
        LanguageMention(_CODE_OF[h[1]], _level_near(folded, hits, i), h.start(), h.end())
        for i, h in enumerate(hits)
    )


def _levelled(folded: str, hits: list[re.Match[str]]) -> bool:
    return any(level_of(folded[max(0, h.start() - 15) : h.end() + 15]) for h in hits)


def _only_names(folded: str) -> bool:
    rest = re.sub(r"\b(?:and|or|und|oder|et|ou|y|o|e|en|of)\b", " ", _NAME.sub(" ", folded))
    return not re.search(r"\w{2,}", rest)


def _level_near(folded: str, hits: list[re.Match[str]], index: int) -> str | None:
    """The level said for one language: in its own part of the sentence first, then in the sentence."""
    hit = hits[index]
    after = folded[hit.end() : hits[index + 1].start() if index + 1 < len(hits) else None]
    before = re.split(r"[;,]", folded[hits[index - 1].end() if index else 0 : hit.start()])[-1]
    bracket = re.match(r"\s*[(:–-]\s*([^),;]+)", after)
    for part in (bracket[1] if bracket else "", before[-_REACH:], after[:_REACH]):
        if part and (level := level_of(part)):
            return level
    return level_of(folded)
