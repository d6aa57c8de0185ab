"""What somebody is said to have been: told apart from the people whom a line but names."""

import re
from collections.abc import Iterator
from functools import cache

from candidacy.domain.postings.text import fold
from candidacy.domain.tailoring.guard.acts import acts_of
from candidacy.domain.tailoring.guard.checks.claim import Claim
from candidacy.domain.tailoring.guard.checks.keeping import is_past
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.forms import bases
from candidacy.domain.tailoring.guard.lexicon import Token, is_function_word, keys_of, naming, root_of, words
from candidacy.domain.tailoring.schema import ClaimKind

_ARTICLES = frozenset({"the", "a", "an", "its", "their", "our"})
_BEEN = frozenset({"as", "was", "am", "is", "were", "been", "being", "be", "become", "became"})
_LEADERS = frozenset({"head", "lead", "leader", "chair", "chief", "captain", "boss"})
RANKS = _LEADERS | {"manager", "director", "supervisor"}
_OCCUPATION = re.compile(r"(?![a-z]+over$)[a-z]{3,}(?:er|or|ist|ian|eer|man|woman)")
_BREAKS = frozenset({"\n", ".", ";", ":"})
_ACTS = re.compile(r" (?:then |now |also |later )?[a-z]+(?:s|ed)\b")
"""Behind somebody: what they did, as in *the surveyor checks and signs*."""


def titles(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Nobody was what no source says of them, nor what it says with a word that makes it less.

    What somebody else is called is no title of one's own: one's own begins a line or follows *as*.
    """
    sources = (scope.lines, scope.titles, scope.around)
    known = [title for source in sources for title in held(source)]
    for title in held(text):
        has = any(_covers(one, title) for one in known) or is_doer(title[-1], scope.lines)
        has = has or _begins_line(title, text, scope.lines)
        if title[-1].plain in RANKS and _is_rank_of(title[-1], scope.lines):
            # Who supervised is asked whether they were a supervisor (``called``).
            continue
        called = (
            title[0].start > 0 and text.tokens[text.tokens.index(title[0]) - 1].plain in _BEEN | _ARTICLES
        )
        if not (called or _is_known(title[-1])) and _is_but_named(title[-1], scope.lines):
            # A newsletter, and other things that are but formed like somebody.
            continue
        as_one = _stands_as_one(title[0], text) or _is_called(title, text, scope.lines)
        if not has and (_is_known(title[-1]) or as_one):
            yield ClaimKind.TITLE, text.text[title[0].start : title[-1].end]


def _covers(known: tuple[Token, ...], title: tuple[Token, ...]) -> bool:
    """Whether a title says no more than one that is held: no other rank, and nothing lesser left out."""
    stems = frozenset[str]().union(*(Text(token.plain, "en").stems for token in known))
    if keys_of(title[-1].plain, "en").isdisjoint(Text(known[-1].plain, "en").stems):
        return False
    ranks = [t for t in title[:-1] if t.plain in words("ranks") | words("seniority") | words("lesser")]
    return all(keys_of(t.plain, "en") & stems for t in ranks) and (_is_less(title) or not _is_less(known))


def _is_less(title: tuple[Token, ...]) -> bool:
    return any(not words("lesser").isdisjoint(token.plain.split("-")) for token in title)


def is_doer(token: Token, lines: Text) -> bool:
    """Whether a word but names who did what the lines say was done: the author of what was written."""
    if token.plain in RANKS:
        return False
    done = frozenset[str]().union(*(bases(head.plain, "en") for head in lines.heads))
    verb = token.plain.removesuffix("r")
    doer = {verb, verb.removesuffix("e"), verb.removesuffix("o"), verb.removesuffix("o") + "e"}
    families = frozenset[str]().union(*(acts_of(head.plain, "en") for head in lines.heads))
    named = bool(acts_of(token.plain, "en") & families) and token.plain not in _offices()
    return named or not doer.isdisjoint(done)


def _begins_line(title: tuple[Token, ...], text: Text, lines: Text) -> bool:
    """Whether a line begins with what somebody is called: project architect for three schools."""
    words_ = text.folded[title[0].start : title[-1].end]
    begins = (
        line.startswith((f"{words_} for ", f"{words_} of ", f"{words_} at "))
        for line in lines.folded.splitlines()
    )
    return len(title) > 1 and any(begins)


def _is_rank_of(token: Token, lines: Text) -> bool:
    """Whether a rank is but who did what the lines say was done: the supervisor of a placement."""
    return any(root_of(head.plain)[:_ROOT] == token.plain[:_ROOT] for head in lines.heads)


_ROOT = 6


def held(source: Text) -> Iterator[tuple[Token, ...]]:
    """What somebody is said to have been, each with the words that belong to it."""
    for n, token in enumerate(source.tokens):
        if is_occupation(token.plain) and not token.word.endswith("'s") and not stands_before(n, source):
            start = n
            while start and _stand_together(source.tokens[start - 1], source.tokens[start], source):
                start -= 1
            if _is_own(start, n, source):
                yield tuple(source.tokens[start : n + 1])


def _is_own(start: int, n: int, text: Text) -> bool:
    """Whether it is told of oneself: was the buyer, as the buyer, or nothing stands before it."""
    before = [t for t in text.tokens[:start] if t.plain not in _ARTICLES]
    acted = _ACTS.match(text.folded, text.tokens[n].end)
    if start and acted and (text.tokens[start - 1].plain in _ARTICLES or acted[0].endswith("s")):
        return False
    if before and text.folded[before[-1].end : text.tokens[start].start].strip(" ,") not in _BREAKS:
        return before[-1].plain in _BEEN
    # Behind a verb stands what was done: fit lighting.
    *first, last = text.tokens[start : n + 1]
    done = [t for t in first if t.plain not in _LEADERS] if first else [last]
    named = not any(acts_of(t.plain, "en") for t in done if t is last or t in text.heads)
    return named or text.folded.startswith(" of ", text.tokens[n].end)


def is_occupation(word: str) -> bool:
    if is_function_word(word, "en") or word in words("lesser") or word.endswith("ing"):
        return False
    return word in naming() or is_worker(word)


def is_worker(word: str) -> bool:
    """Whether a word is by its form, or as an office, what somebody does."""
    return word in _offices() or bool(_OCCUPATION.fullmatch(word))


@cache
def _offices() -> frozenset[str]:
    return words("heads") | words("seniority") | _LEADERS


def _is_known(token: Token) -> bool:
    return token.plain in naming() or token.plain in _offices()


def _stands_as_one(first: Token, text: Text) -> bool:
    """Whether a word that only ends like an occupation stands where one does."""
    start = text.tokens.index(first)
    return start == 0 or text.tokens[start - 1].plain in _ARTICLES


def _is_called(title: tuple[Token, ...], text: Text, lines: Text) -> bool:
    """Whether *as* stands before a word that the lines do not have at all: as chocolatier."""
    start = text.tokens.index(title[0])
    called = start > 0 and text.tokens[start - 1].plain == "as"
    return called and keys_of(title[-1].plain, "en").isdisjoint(lines.stems)


def _is_but_named(token: Token, lines: Text) -> bool:
    """Whether the lines have a word, and nobody in them is called that."""
    called = {one[-1].plain for one in held(lines)}
    keys = keys_of(token.plain, "en")
    return not keys.isdisjoint(lines.stems) and all(keys.isdisjoint(keys_of(one, "en")) for one in called)


_DOES = re.compile(
    r" [a-z]+ing (?:after|for|with|to|on|in|the|an?|our|\d+|[a-z]+ty|two|three|four|five|six)\b"
)


def stands_before(n: int, text: Text) -> bool:
    """Whether a word but begins the name of another thing: forester training; no manager looking after it."""
    if text.tokens[n].plain in _offices() and _DOES.match(text.folded, text.tokens[n].end):
        return False
    return n + 1 < len(text.tokens) and _stand_together(text.tokens[n], text.tokens[n + 1], text)


def _stand_together(one: Token, other: Token, text: Text) -> bool:
    between = text.text[one.end : other.start]
    told = (fold(t.word).split()[0] for t in (one, other))
    return between in {" ", "-"} and not any(_parts(word) for word in told)


def _parts(word: str) -> bool:
    """Whether a word parts what stands before it from what stands behind it."""
    return is_function_word(word, "en") or is_past(word) or word in words("prepositions") | {"de", "as"}
