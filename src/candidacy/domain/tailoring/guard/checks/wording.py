"""Every word that no other check looks at."""

from collections.abc import Iterator
from itertools import takewhile

from candidacy.domain.postings.text import fold
from candidacy.domain.skills import find_skills
from candidacy.domain.tailoring.guard.acts import LIGHT, acts_of
from candidacy.domain.tailoring.guard.checks.claim import Claim, in_same_rate, is_initials, spelt_out
from candidacy.domain.tailoring.guard.checks.doing import objects_of
from candidacy.domain.tailoring.guard.checks.known import DONE, Said, is_known
from candidacy.domain.tailoring.guard.checks.others import ABOVE
from candidacy.domain.tailoring.guard.checks.standing import is_shown
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.forms import bases
from candidacy.domain.tailoring.guard.lexicon import (
    Token,
    is_function_word,
    keys_of,
    pattern,
    words,
    words_of,
)
from candidacy.domain.tailoring.guard.rates import days_in
from candidacy.domain.tailoring.schema import ClaimKind

_LIGHT_VERBS = frozenset({"make", "give", "hold", "take", "get", "keep", "have"})


_CARRYING = frozenset(
    {"make", "give", "produce", "create", "provide", "deliver", "prepare", "offer", "achieve"}
)
"""Verbs that claim something of their own, but for what is done by them: ``provided training``."""


_CARRIED = 4


_PEOPLE = frozenset(
    {"team", "staff", "employee", "colleague", "person", "people", "member", "group", "department", "crew"}
)


_REACH = 6


def wording(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """Every other word stands in the sources, says the same as one there, or claims nothing."""
    counted = [(n.start, n.until) for n in text.numbers]
    counted += spelt_out(text, scope.lines)
    shown = [m for m in find_skills(text.text, facts.taxonomy) if is_shown(m, text, scope, facts)]
    # The name of a skill that the lines show covers no act: who explained prices did not set prices.
    skilled = [(m.start, m.end) for m in shown]
    previous = ""
    for n, token in enumerate(text.tokens):
        often = token.plain in words("frequency")
        named = _is_name(token.word, token.start, text)
        acts = not named and acts_of(token.plain, text.language)
        carried = bool(acts) and _is_carried_out(n, text)
        apart = carried or (acts and token in text.heads)
        skill = any(a <= token.start < b for a, b in skilled) and not apart
        stated = any(a <= token.start < b for a, b in counted)
        covered = not often and (stated or skill or _adds_nothing(n, text, scope.lines))
        covered = covered or in_same_rate(token.start, text, scope.lines) or _is_day(token, scope.lines)
        covered = covered or _is_month(token, text, scope) or is_initials(token.word, scope.lines)
        done = bool(acts) and (token in text.heads or bool(DONE.fullmatch(token.plain)))
        leads = bool(acts) and ((token in text.heads and token in text.doing) or carried)
        said = Said(token.word, token.plain, text.language, named=named, done=done, leads=leads)
        known = is_known(said, scope)
        if not covered and not known and not _stands_in_parts(token, scope.lines):
            yield _kind_of_name(token.word, previous, text) if named else ClaimKind.UNSUPPORTED, token.word
        previous = token.word


def _is_day(token: Token, lines: Text) -> bool:
    """Whether a word is but the name of a day that the lines name."""
    day = fold(token.word).removesuffix("s")
    return days_in(day) == {day} and day in days_in(lines.folded)


def _is_month(token: Token, text: Text, scope: Scope) -> bool:
    """Whether a word is but months that the lines name, in whichever form: Jan-Oct, 05/2022."""
    own = {n for (start, end), n in text.months.items() if start < token.end and token.start < end}
    letters = sum(end - start for start, end in text.months if token.start <= start and end <= token.end)
    whole = letters == len(token.word) - sum(one in "-/–." for one in token.word) or not token.word.isalpha()
    return bool(own) and whole and own <= scope.months


_CARRIED_OUT = frozenset({"perform", "conduct", "undertake", "execute"})


def _is_carried_out(n: int, text: Text) -> bool:
    """Whether a word names what a verb says was carried out: who performed checks checked."""
    heads = [head for head in text.heads if head.start < text.tokens[n].start]
    if not heads or text.language != "en":
        return False
    out = bool(bases(heads[-1].plain, "en") & _CARRIED_OUT)
    things = objects_of(heads[-1], text, first=True) if out else []
    own = [t for t in things if text.folded.startswith(" of ", t.end)] or things[-1:]
    return own[:1] == [text.tokens[n]]


def _adds_nothing(n: int, text: Text, lines: Text) -> bool:
    return is_light(n, text, lines) or _makes_less(n, text, lines) or _is_proposed(n, text, lines)


def is_light(n: int, text: Text, lines: Text) -> bool:
    """Whether a word but carries what was done: ``made visits``, ``responsible for cleaning``."""
    token, language = text.tokens[n], text.language
    keys = keys_of(token.plain, language)
    behind = [t for t in text.tokens[n + 1 :] if not is_function_word(t.plain, language)]
    if language == "en" and (token.plain == "responsible" or keys & _CARRYING):
        of_things = takewhile(lambda t: not keys_of(t.plain, "en") & _PEOPLE, behind[:_CARRIED])
        return any(_was_done(t, lines) for t in of_things)
    if keys.isdisjoint(_LIGHT_VERBS):
        return False
    reach = 3 if "keep" not in keys else _REACH
    return any(acts_of(t.plain, language) for t in text.tokens[n + 1 : n + 1 + reach])


def _makes_less(n: int, text: Text, lines: Text) -> bool:
    """Whether a word says that somebody was above, that nobody helped, as the lines do, or when: pre-."""
    token = text.tokens[n]
    if pattern("alone").fullmatch(token.plain):
        return bool(pattern("alone").search(lines.folded))
    if token.plain in {"pre", "post"}:
        return text.folded.startswith("-", token.end)
    return token.plain in ABOVE and any(t.plain == "under" for t in text.tokens[max(0, n - 3) : n])


_PROPOSED = frozenset(
    {"setup", "make", "introduce", "install", "change", "replace", "move", "organise", "order"}
)


def _is_proposed(n: int, text: Text, lines: Text) -> bool:
    """Whether a word says what was proposed to be done, where the lines propose the thing: to set it up."""
    before = [t for t in text.tokens[:n] if t.plain not in {"the", "a", "an", "that"}][-1:]
    token, proposing = text.tokens[n], words("proposing")
    noun = fold(token.word).split()[0].endswith(("ing", "ion", "ment", "sal"))
    proposed = noun and bool(before) and before[0].plain in proposing and before[0] in text.heads
    own = acts_of(token.plain, "en") if text.language == "en" else frozenset[str]()
    if not proposed or own.isdisjoint(_PROPOSED):
        return False
    things = [t for head in lines.heads if head.plain in proposing for t in objects_of(head, lines)]
    known = frozenset[str]().union(*(keys_of(t.plain, "en") for t in things))
    return any(keys_of(t.plain, "en") & known for t in objects_of(token, text, first=True))


def _was_done(token: Token, lines: Text) -> bool:
    """Whether the lines tell as done what a noun names: ``repairs``, where somebody repaired."""
    families = acts_of(token.plain, "en")
    if LIGHT in families:
        return False
    others = [head.plain for head in lines.heads if head.plain != token.plain]
    return any(
        families & acts_of(head, "en") or bases(token.plain, "en") & bases(head, "en") for head in others
    )


def _stands_in_parts(token: Token, lines: Text) -> bool:
    """Whether the words of a way of saying stand in the lines: ``a night`` of ``a night shift``."""
    if token.plain in words("frequency") and _is_counted(token, lines):
        return False
    own = [fold(w) for w, _ in words_of(token.word) if not is_function_word(w, lines.language)]
    return " " in token.word and bool(own) and all(keys_of(w, lines.language) & lines.stems for w in own)


def _is_counted(token: Token, lines: Text) -> bool:
    """Whether the lines have the unit of how often with a number: every two hours is not every hour."""
    units = (words_of(lines.folded[number.end :])[:1] for number in lines.numbers)
    counted = frozenset[str]().union(*(keys_of(word, "en") for unit in units for word, _ in unit))
    return any(keys_of(fold(word), "en") & counted for word, _ in words_of(token.word))


def _is_name(word: str, start: int, text: Text) -> bool:
    """A word with a capital within a sentence, or more than one capital."""
    if sum(map(str.isupper, word)) > 1:
        return True
    if word == "I":
        return False
    before = text.text[:start]
    begins = not before.strip() or before.rstrip()[-1:] in '.:;!?•–—"“('
    return word[:1].isupper() and not begins


def _kind_of_name(word: str, previous: str, text: Text) -> ClaimKind:
    if not word[:1].isupper():
        return ClaimKind.UNSUPPORTED
    if pattern("employed").fullmatch(previous.lower()):
        return ClaimKind.EMPLOYER
    return (
        ClaimKind.CERTIFICATE
        if pattern("certified", text.language).search(text.folded)
        else ClaimKind.UNSUPPORTED
    )
