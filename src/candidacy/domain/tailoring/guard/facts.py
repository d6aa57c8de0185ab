"""What a CV says, put so that a claim can be looked up: per entry, and as a whole."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise

from candidacy.domain.postings.education import find_degrees
from candidacy.domain.postings.languages import LanguageMention, find_languages, language_named, level_of
from candidacy.domain.postings.text import fold
from candidacy.domain.resume import SourcedResume
from candidacy.domain.resume.experience import years_of_experience
from candidacy.domain.resume.pointer import leaves, split
from candidacy.domain.skills import Taxonomy, find_skills
from candidacy.domain.tailoring.guard.acts import LIGHT, acts_of, said_by
from candidacy.domain.tailoring.guard.comparing import changes_in
from candidacy.domain.tailoring.guard.forms import bases
from candidacy.domain.tailoring.guard.lexicon import (
    Token,
    is_function_word,
    keys_of,
    root_of,
    synonyms,
    tokens_of,
    words,
    words_of,
)
from candidacy.domain.tailoring.guard.numbers import numbers_in
from candidacy.domain.tailoring.guard.quantities import months_in
from candidacy.domain.tailoring.guard.ranges import Number
from candidacy.domain.tailoring.guard.rates import Rate, lasting, rates_in
from candidacy.domain.tailoring.guard.relations import says_less
from candidacy.domain.tailoring.guard.tongues import language_of
from candidacy.domain.tailoring.places import entry_of

_ORGANISATIONS = {
    "work": "name",
    "volunteer": "organization",
    "projects": "entity",
    "education": "institution",
}
_NAMING = re.compile(
    r"\b(?:an?|the|this|these|of|for|with|in|on|at|from|into|per|each|every|my|our|their|new|\d+) $"
)
"""What stands before a thing."""
_ALONE = re.compile(r"\s*(?:$|[,;.:]|(?:in|for|of|with|and|or|to|by|on|at|from)\b)")
"""What stands behind a thing at the beginning of a clause, and not behind what was done to one."""
_TITLE = re.compile(r"/(?:position|label|roles/\d+|studyType)$")
CLAUSE = re.compile(r"(?:^|[.;!?]\s+|(?<!\bto )(?<!\w)[a-z]+ and\s+|\bi\s+)([a-z][a-z-]+)", re.MULTILINE)
"""What begins a clause: in lines of CVs that is what was done."""
_OF_AN_ACT = re.compile(r" [a-z]{3,}ing (?:and|of|with|for|in|,)")
"""Behind a thing: ``order picking with scanners``."""
_VERBAL = ("ed", "ing")
_BEFORE_VERBS = frozenset({"by", "through", "and", "am", "is", "are", "was", "were", "of", "for"})
_PEOPLE = frozenset({"staff", "employee", "worker", "person", "people", "personnel"})
"""What cooks and nurses are, whatever else."""
_PRIVATE = ("/basics/email", "/basics/phone", "/basics/image", "/basics/location", "/basics/profiles")


@dataclass(frozen=True, eq=False)
class Text:
    """A passage that claims may rest on. Everything that is derived from it is computed once."""

    text: str
    language: str = "en"

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @cached_property
    def numbers(self) -> list[Number]:
        return numbers_in(self.text, self.language)

    @cached_property
    def months(self) -> dict[tuple[int, int], int]:
        """The months that it names, by where: in words with a capital, or in digits beside a year."""
        named = ((n, start, end, year) for n, start, end, year in months_in(self.folded))
        return {(a, b): n for n, a, b, year in named if year >= 0 or self.text[a].isupper()}

    @cached_property
    def changes(self) -> list[tuple[Number, Number]]:
        """The pairs of numbers of which it says that one became the other."""
        return changes_in(self.numbers, self.folded)

    @cached_property
    def rates(self) -> tuple[Rate, ...]:
        """How often it says that things are done, in English."""
        return tuple(rates_in(self.folded)) if self.language == "en" else ()

    @cached_property
    def lasting(self) -> tuple[Rate, ...]:
        """How long it says that things took, in English."""
        return tuple(lasting(self.folded)) if self.language == "en" else ()

    @cached_property
    def tokens(self) -> list[Token]:
        return tokens_of(self.text, self.language)

    @cached_property
    def stems(self) -> frozenset[str]:
        """What its words are known by, and words that say the same."""
        parts = [part for w in self.words for part in w.replace("/", "-").split("-")]
        plain = [token.plain for token in self.tokens]
        own = frozenset[str]().union(*(keys_of(w, self.language) for w in (*self.words, *parts, *plain)))
        same = synonyms(self.language)
        return own.union(*(same.get(one, frozenset()) for one in own))

    @cached_property
    def entailed(self) -> frozenset[str]:
        """What its words are known by, words that say the same, and words that say less."""
        if self.language != "en":
            return self.stems
        plain = {*self.words, *(token.plain for token in self.tokens)}
        parts = {part for word in plain for part in word.split("-")}
        less = frozenset[str]().union(*map(says_less, plain | parts))
        if any(not words("heads").isdisjoint(keys_of(word, "en")) for word in plain):
            less |= _PEOPLE
        return self.stems.union(*(keys_of(word, "en") for word in less))

    @cached_property
    def acts(self) -> frozenset[str]:
        """The families of what its words say was done, with what these say too."""
        plain = {*self.words, *(token.plain for token in self.tokens)}
        return frozenset[str]().union(*(said_by(word, self.language) for word in plain))

    @cached_property
    def told(self) -> frozenset[str]:
        """The families of what its words say was done, but not these of a loading bay."""
        named = {one for one, two in pairwise(self.tokens) if self._names_its_kind(one, two)}
        plain = {token.plain for token in self.tokens if token not in named}
        return frozenset[str]().union(*(acts_of(word, self.language) for word in plain))

    def _names_its_kind(self, one: Token, two: Token) -> bool:
        kind = one.plain.endswith("ing") and one not in self.heads and self.folded[one.end : two.start] == " "
        return kind and self.language == "en" and not is_function_word(two.plain, "en")

    @cached_property
    def doing(self) -> tuple[Token, ...]:
        """The English words that say what was done, wherever they stand; no light ones, no things."""
        return tuple(
            token
            for token in self.tokens
            if acts_of(token.plain, "en") - {LIGHT} and not self._is_thing(token)
        )

    def _is_thing(self, token: Token) -> bool:
        """Whether a word is a plural, but for ``sells`` of ``sells tickets``, or stands behind an article."""
        if token.plain.endswith("s"):
            return token not in self.heads or bool(_ALONE.match(self.folded, token.end))
        return token.plain in bases(token.plain, "en") and bool(_NAMING.search(self.folded[: token.start]))

    @cached_property
    def heads(self) -> tuple[Token, ...]:
        """The words that say what was done: those that begin a clause, or follow ``by`` or ``and``."""
        begun = {hit.start(1) for hit in CLAUSE.finditer(self.folded)}
        return tuple(
            token
            for n, token in enumerate(self.tokens)
            if (token.start in begun and not _OF_AN_ACT.match(self.folded, token.end))
            or (n and token.plain.endswith(_VERBAL) and self._leads_to(n))
        )

    def _leads_to(self, n: int) -> bool:
        between = self.folded[self.tokens[n - 1].end : self.tokens[n].start]
        return "," in between or self.tokens[n - 1].plain in _BEFORE_VERBS

    @cached_property
    def roots(self) -> frozenset[str]:
        """What words of one family share with its words."""
        return frozenset(map(root_of, self.words))

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(fold(w) for w, _ in words_of(self.text))

    @cached_property
    def degrees(self) -> frozenset[str]:
        return frozenset(d.level for d in find_degrees(self.text))

    @cached_property
    def languages(self) -> tuple[LanguageMention, ...]:
        return find_languages(self.text, anywhere=True)


@lru_cache(maxsize=8_192)
def stems_of(word: str, language: str) -> frozenset[str]:
    """What one word is known by, and words that say the same."""
    return Text(word, language).stems


@lru_cache(maxsize=8_192)
def entailed_by(word: str, language: str) -> frozenset[str]:
    """What one word is known by, and words that say the same or less."""
    return Text(word, language).entailed


@dataclass(frozen=True, eq=False)
class Scope:
    """What one change may rest on: the lines it cites, and the rest of the entry they stand in.

    ``lines`` decide how much somebody did; ``around`` says for whom, when and with what.
    """

    lines: Text
    around: Text
    entry: str | None
    ended: bool
    """Whether the entry has an end: what was done there is over."""
    skills: frozenset[str]
    """Of the whole entry."""
    own_skills: frozenset[str]
    """Of the lines."""
    employers: frozenset[str]
    years: frozenset[int]
    months: frozenset[int]
    """Those of its dates, where the lines name none, and those that the lines name."""
    titles: Text
    """What somebody was there."""


class Facts:
    """A CV as the guard looks things up in it; ``more`` are texts of the person beside it (a portfolio)."""

    def __init__(
        self, sourced: SourcedResume, taxonomy: Taxonomy, today: date, more: Sequence[str] = ()
    ) -> None:
        self.sourced, self.taxonomy, self.today = sourced, taxonomy, today
        self.more = tuple(more)
        self.value = sourced.resume.to_json_resume()
        self.values = dict(leaves(self.value))
        self.language = language_of("\n".join(self._told(None)))
        self.worked_years = years_of_experience(sourced.resume, today)
        self._scopes: dict[tuple[str | None, str], Scope] = {}

    def at(self, path: str) -> str | None:
        """The text at a pointer; None where there is none."""
        return self.values.get(path)

    def scope(self, path: str, cited: Iterable[str]) -> Scope:
        """What a change of ``path`` that cites these places may say."""
        entry = entry_of(path) if not path.startswith("/skills/") else None
        lines = "\n".join(v for p in dict.fromkeys((path, *cited)) if (v := self.at(p)))
        known = self._scopes.get((entry, lines))
        if known is None:
            known = self._scopes[entry, lines] = self._made(entry, lines)
        return known

    def scope_of(self, text: str) -> Scope:
        """What a translation of a text may say."""
        said = Text(text, language_of(text, self.language))
        return Scope(
            lines=said,
            around=said,
            entry="",
            ended=False,
            skills=self._skills_of(text),
            own_skills=self._skills_of(text),
            employers=frozenset(),
            years=frozenset(),
            months=frozenset(said.months.values()),
            titles=said,
        )

    def _made(self, entry: str | None, lines: str) -> Scope:
        around = "\n".join(self._told(entry))
        if entry is None:
            lines = around
        dates = [v for p, v in self._within(entry) if p.lower().endswith("date") and v[:4].isdecimal()]
        told = Text(lines, self.language)
        months = told.months.values() or {int(v[5:7]) for v in dates if v[5:7].isdecimal()}
        return Scope(
            lines=told,
            around=Text(around, self.language),
            entry=entry,
            ended=entry is not None and f"{entry}/endDate" in self.values,
            skills=self._skills_of(around),
            own_skills=self._skills_of(lines),
            employers=self.employers(entry),
            years=frozenset(int(v[:4]) for v in dates),
            months=frozenset(months),
            titles=Text("\n".join(v for p, v in self._within(entry) if _TITLE.search(p)), self.language),
        )

    def _skills_of(self, text: str) -> frozenset[str]:
        return frozenset(m.uri for m in find_skills(text, self.taxonomy))

    def _within(self, entry: str | None) -> list[tuple[str, str]]:
        if entry is None:
            return list(self.values.items())
        return [(p, v) for p, v in self.values.items() if p.startswith(f"{entry}/")]

    def _told(self, entry: str | None) -> list[str]:
        told = [v for p, v in self._within(entry) if not p.startswith(_PRIVATE)]
        # What was done elsewhere says nothing of what was done for this employer.
        return [*told, *self.more] if entry is None else told

    def employers(self, entry: str | None) -> frozenset[str]:
        """The names of organisations, folded; of one entry, or all."""
        return frozenset(
            fold(value)
            for path, value in self._within(entry)
            if (parts := split(path)) and len(parts) == 3 and _ORGANISATIONS.get(parts[0]) == parts[2]
        )

    def told_of(self, organisation: str) -> Text:
        """All entries of an organisation, given by its name folded."""
        entries = {
            entry_of(path)
            for path, value in self.values.items()
            if fold(value) == organisation and path.rsplit("/", 1)[-1] in _ORGANISATIONS.values()
        }
        told = (line for entry in sorted(filter(None, entries)) for line in self._told(entry))
        return Text("\n".join(told), self.language)

    @cached_property
    def whole(self) -> Text:
        return Text("\n".join(self._told(None)), self.language)

    @cached_property
    def spoken(self) -> dict[str, str | None]:
        """The languages that the CV says, by code, with the level it states."""
        found: dict[str, str | None] = {m.code: m.level for m in self.whole.languages}
        for language in self.sourced.resume.languages:
            code = language_named(language.language or "")
            if code:
                found[code] = level_of(language.fluency or "") or found.get(code)
        return found
