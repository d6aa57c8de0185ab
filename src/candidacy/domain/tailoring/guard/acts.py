"""What somebody did: the families of verbs that a word belongs to, and those that it says too."""

from functools import cache, lru_cache

from candidacy.domain.tailoring.guard.forms import bases
from candidacy.domain.tailoring.guard.shipped import shipped

LIGHT = "light"
"""The family of verbs that claim nothing by themselves."""


@cache
def _families() -> dict[str, frozenset[str]]:
    """Each family with all that it says, itself among it."""
    says = {name: tuple(family.get("says", ())) for name, family in shipped("acts").items()}

    def closed(name: str, seen: frozenset[str]) -> frozenset[str]:
        for other in says[name]:
            if other not in seen:
                seen = closed(other, seen | {other})
        return seen

    return {name: closed(name, frozenset({name})) for name in says}


@cache
def _words(language: str) -> dict[str, frozenset[str]]:
    """The families of each base form or beginning of a word."""
    found: dict[str, frozenset[str]] = {}
    for name, family in shipped("acts").items():
        for word in str(family.get(language, "")).split():
            found[word] = found.get(word, frozenset()) | {name}
    return found


@lru_cache(maxsize=16_384)
def acts_of(word: str, language: str) -> frozenset[str]:
    """The families that a folded word belongs to; none for a word that is no act."""
    word = word.removeprefix("co-")
    known = _words(language)
    found = frozenset[str]().union(*(known.get(base, ()) for base in bases(word, language)))
    for end in range(len(word), 2, -1):
        if begun := known.get(f"{word[:end]}*"):
            return found | begun
    return found


_ANYWHERE = frozenset({"looking", "telling", "things", "people", "upkeep", "arranging"})
"""Fields of acts that are part of nearly any work."""


@cache
def fields_of(family: str) -> frozenset[str]:
    """The fields of routine acts that a family belongs to."""
    return frozenset(name for name, families in shipped("fields").items() if family in families.split())


def supported(word: str, language: str, done: frozenset[str], told: frozenset[str]) -> bool:
    """Whether what a word says was done is of what was ``done``, or a routine of a field that is ``told``."""
    families = acts_of(word, language)
    if LIGHT in families or families & done:
        return True
    fields = frozenset[str]().union(*map(fields_of, families))
    others = frozenset[str]().union(*map(fields_of, told))
    # Where the line has but light verbs, or none that is known, a routine act says no more than they do.
    return bool(fields & others) or (done <= {LIGHT} and not fields.isdisjoint(_ANYWHERE))


@lru_cache(maxsize=16_384)
def said_by(word: str, language: str) -> frozenset[str]:
    """The families of a word, and those that these say too."""
    families = _families()
    return frozenset[str]().union(*(families[name] for name in acts_of(word, language)))
