"""The words by which claims are known; data in ``words/*.yaml``."""

import lzma
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from candidacy.domain.matching.words import stem, stems
from candidacy.domain.postings.text import fold
from candidacy.domain.review.lexicon import phrases
from candidacy.domain.tailoring.guard.forms import bases
from candidacy.domain.tailoring.guard.shipped import shipped

LANGUAGES = ("en", "de", "fr", "es")
"""Those the guard reads. In others it knows no harmless word, and refuses what the CV does not say so."""

_WORDS = re.compile(r"[^\W_][\w&+#./'-]*")


@cache
def pattern(group: str, language: str = "en") -> re.Pattern[str]:
    """Whole phrases of a group of claims, to be looked for in folded text."""
    said = str(shipped("claims").get(group, ""))
    more = str(shipped(language).get("claims", {}).get(group, ""))
    return phrases(p.strip() for p in f"{said}|{more}".split("|") if p.strip())


@cache
def words(group: str) -> frozenset[str]:
    """The single words of a group of claims."""
    return frozenset(str(shipped("claims")[group]).split())


@cache
def naming() -> frozenset[str]:
    """English words that name an occupation, a field of study, an award, a metal or a place."""
    packed = files("candidacy.domain.tailoring.guard").joinpath("words", "naming.txt.xz").read_bytes()
    return frozenset(lzma.decompress(packed).decode("utf-8").split())


@cache
def function_words(language: str) -> frozenset[str]:
    """The words of a language that hold sentences together."""
    return frozenset(fold(str(shipped(language)["function"])).split())


@cache
def neutral_keys(language: str) -> frozenset[str]:
    """What words that claim nothing are known by."""
    listed = fold(str(shipped(language)["neutral"])).split()
    return frozenset(stem(word) if language == "en" else word for word in listed)


@cache
def claiming() -> frozenset[str]:
    """Words that look neutral by their stem and are not."""
    return frozenset(str(shipped("en")["claiming"]).split())


@cache
def synonyms(language: str) -> dict[str, frozenset[str]]:
    """For each key of a word the keys of those that say the same."""
    found: dict[str, frozenset[str]] = {}
    for line in shipped(language)["synonyms"]:
        group = frozenset[str]().union(*(keys_of(word, language) for word in fold(line).split()))
        for one in group:
            found[one] = found.get(one, frozenset()) | group
    return found


@cache
def idioms(language: str) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """What finds the ways of saying, those that may stand apart, and the one word for each."""
    meant = {
        form: word
        for word, said in shipped("idioms").get(language, {}).items()
        for phrase in said.split("|")
        for form in _forms_of_phrase(phrase.strip())
    }
    whole = "|".join(p.replace(" ", r"[\s-]+") for p in sorted(meant, key=lambda p: -len(p)))
    parted = [p for p in meant if p.count(" ") == 1 and p.endswith(_PARTICLES)]
    apart = "|".join(
        rf"{p.split()[0]}(?P<n{n}>(?:\s+[\w-]+){{1,3}}\s+){p.split()[1]}" for n, p in enumerate(parted)
    )
    return _any_of(whole), _any_of(apart), meant


_PARTICLES = (" up", " down", " out", " right", " on", " over", " forward")


def _any_of(body: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)" if body else r"(?!)")


def _forms_of_phrase(phrase: str) -> list[str]:
    """The phrase as it stands; of one that begins with a verb, with each of its forms."""
    phrase = phrase.replace("-", " ")
    if not phrase.startswith("~"):
        return [phrase]
    verb, _, rest = phrase[1:].partition(" ")
    forms = {
        verb,
        f"{verb}s",
        f"{verb}es",
        f"{verb}ed",
        f"{verb}d",
        f"{verb}ing",
        f"{verb.removesuffix('e')}ing",
    }
    forms |= {verb + verb[-1] + ending for ending in ("ing", "ed")}
    forms |= set(str(shipped("forms").get(verb, "")).split())
    return [f"{form} {rest}" for form in sorted(forms)]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a way of saying that is one: as it stands, where, and the word that it is compared as."""

    word: str
    start: int
    end: int
    plain: str


def tokens_of(text: str, language: str) -> list[Token]:
    """The words of a text in their order; a way of saying of several words is one."""
    folded = fold(text)
    found, said = _idioms_in(folded, text, language)
    parted = _parted(text) if language == "de" else {}
    for word, start in words_of(text):
        plain = parted.get(start, fold(word).removesuffix("'s"))
        if plain and not any(a <= start < b for a, b in said):
            plain = _ELIDED.sub("", plain) if language == "fr" else plain
            found.append(Token(word, start, start + len(word), plain))
    return sorted(found, key=lambda token: token.start)


_ELIDED = re.compile(r"^(?:d|l|qu|n|s|c|j|m|t)'")
_PARTICLE = re.compile(
    r"\s(?P<particle>ab|an|auf|aus|bei|bereit|durch|ein|fest|her|hin|instand|mit|nach|nieder|sicher|statt|teil|um|vor|weiter|zu|zuruck"
    r"|zusammen)(?=\s*(?:$|[.,;:\n]|und\b|sowie\b))"
)
_SENTENCE = re.compile(r"[^.;:\n]*$")
_JOINS = re.compile(r",\s|\b(?:und|sowie)\s")
_VERB = re.compile(r"(?:^|(?<=\s))[^\W\d_]+(?:te|ten|t|e|hm|d|b|f|ss|s|g|r)(?=\s)")


def _parted(text: str) -> dict[int, str]:
    """Where a German verb stands apart from its beginning: all of it, and nothing for the beginning."""
    found: dict[int, str] = {}
    folded = fold(text)
    for hit in _PARTICLE.finditer(folded):
        start = _SENTENCE.search(folded, 0, hit.start() + 1).start()  # type: ignore[union-attr]
        verbs = [v for v in _VERB.finditer(folded, start, hit.start() + 1) if _is_verb(v, text, start)]
        joins = [j.end() for j in _JOINS.finditer(folded, start, hit.start())]
        last = [v for v in verbs if joins and v.start() >= joins[-1]]
        for verb in (last or verbs)[:1]:
            found[verb.start()] = hit["particle"] + verb[0]
            found[hit.start("particle")] = ""
    return found


def _is_verb(hit: re.Match[str], text: str, start: int) -> bool:
    """Whether a word has no capital but where a sentence begins, and is none that holds it together."""
    small = text[hit.start()].islower() or not text[start : hit.start()].strip(" -•")
    return small and not is_function_word(hit[0], "de")


def _idioms_in(folded: str, text: str, language: str) -> tuple[list[Token], list[tuple[int, int]]]:
    """The ways of saying, and what they take up of a text."""
    whole, apart, meant = idioms(language)
    found, taken = [], []
    for hit in whole.finditer(folded):
        taken.append(hit.span())
        plain = meant[re.sub(r"[\s-]+", " ", hit[0])]
        found.append(Token(text[hit.start() : hit.end()], *hit.span(), plain))
    for hit in apart.finditer(folded):
        verb, particle = hit[0].split()[0], hit[0].split()[-1]
        ends = (hit.start(), hit.start() + len(verb)), (hit.end() - len(particle), hit.end())
        if not any(a < hit.end() and hit.start() < b for a, b in taken):
            taken.extend(ends)
            found.append(Token(text[slice(*ends[0])], *ends[0], meant[f"{verb} {particle}"]))
    return found, taken


def words_of(text: str) -> list[tuple[str, int]]:
    """The words of a text as they stand, without the stops at their ends, and where each begins."""
    return [(hit[0].rstrip("./'-&"), hit.start()) for hit in _WORDS.finditer(text)]


@lru_cache(maxsize=32_768)
def keys_of(word: str, language: str) -> frozenset[str]:
    """What a folded word is compared by: its stem, and what it may be a form of."""
    if language == "en":
        return bases(word, language) | {stem(word)}
    return bases(word, language)


@lru_cache(maxsize=16_384)
def is_function_word(word: str, language: str) -> bool:
    """Whether a word only holds a sentence together."""
    folded = fold(word)
    return folded in function_words(language) if language != "en" else not stems(word)


_DERIVED = re.compile(r"(?:ations?|ions?|ments?|ings?|ances?|ences?|ate[sd]?|ally|ed|es|al|ly|e|(?<!s)s)$")


def root_of(word: str) -> str:
    """What ``migrate`` and ``migration`` share; a word that would lose too much stays whole."""
    folded = fold(word).removesuffix("'s")
    root = _DERIVED.sub("", folded)
    return root if len(root) >= 4 else folded
