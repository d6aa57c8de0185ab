"""What differs between two Resumes, entry by entry: an entry that moved is no change of the others."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from candidacy.domain.resume.editing import END, Change
from candidacy.domain.resume.pointer import join, leaves, split
from candidacy.domain.resume.schema import Resume

Kind = Literal["added", "removed", "changed"]
_ALIKE = 0.3
"""The share of equal values from which two entries are the same one, changed."""

_NAMES = (
    "position",
    "name",
    "organization",
    "studyType",
    "area",
    "institution",
    "title",
    "language",
    "network",
)
"""The members that say which entry it is."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is new, gone, or another one."""

    kind: Kind
    section: str
    entry: str
    """What the entry is called, in the newer Resume where it is there: ``Engineer, Engines Ltd``."""
    member: str
    """The pointer within the entry, without numbers: ``startDate``, ``highlights``."""
    before: str | None
    after: str | None


def differences(before: Resume, after: Resume) -> list[Difference]:
    """All differences, in the order of the newer Resume; what is gone comes last in its section."""
    old, new = before.to_json_resume(), after.to_json_resume()
    sections = [*new, *(name for name in old if name not in new)]
    return [one for name in sections for one in _of_section(name, old.get(name), new.get(name))]


def _of_section(name: str, old: Any, new: Any) -> Iterator[Difference]:
    if not isinstance(old, list | None) or not isinstance(new, list | None):
        yield from _of_entry(name, old if old is not None else {}, new if new is not None else {})
        return
    pairs = _aligned(old or [], new or [])
    for was, now in pairs:
        yield from _of_entry(name, was, now)


def _aligned(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Entries that are the same one, side by side; None beside one that is new or gone."""
    left = list(range(len(old)))
    found: dict[int, int] = {}
    for least in (1.0, 0.6, _ALIKE):
        for number, entry in enumerate(new):
            if number in found or not left:
                continue
            best = max(left, key=lambda n: _likeness(old[n], entry))
            if _likeness(old[best], entry) >= least:
                found[number] = best
                left.remove(best)
    pairs = [(old[found[n]] if n in found else None, entry) for n, entry in enumerate(new)]
    return [*pairs, *((old[n], None) for n in left)]


def rebased(changes: Sequence[Change], before: Resume, now: Resume) -> list[Change]:
    """The changes that were meant for ``before``, with their pointers into ``now``.

    Changes to an entry that is gone meanwhile become one new entry, so that nothing is lost; to take it away
    is done already.
    """
    old, new = before.to_json_resume(), now.to_json_resume()
    found: list[Change] = []
    again: dict[tuple[str, str], dict[str, Any]] = {}
    for change in changes:
        section, *rest = split(change.path)
        if not rest or not rest[0].isdecimal() or not isinstance(old.get(section), list):
            found.append(change)
            continue
        place = _moved(old[section], new.get(section) or []).get(int(rest[0]))
        if place is not None:
            found.append(Change(join([section, place, *rest[1:]]), change.value))
        elif change.value is not None and len(rest) == 2:
            again.setdefault((section, rest[0]), {})[rest[1]] = change.value
    return [*found, *(Change(f"/{section}/{END}", entry) for (section, _), entry in again.items())]


def _moved(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """Where each old entry stands now; those that are gone are left out."""
    numbers = {id(entry): number for number, entry in enumerate(old)}
    return {
        numbers[id(was)]: at
        for at, (was, now) in enumerate(_aligned(old, new))
        if was is not None and now is not None
    }


def _likeness(one: Any, other: Any) -> float:
    """The share of values that two entries have in common; names count three times."""
    first, second = _weighed(one), _weighed(other)
    total = (first | second).total()
    return (first & second).total() / total if total else 1.0


def _weighed(entry: Any) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for path, value in leaves(entry):
        member = _member(path)
        found[member, value] += 3 if member in _NAMES else 1
    return found


def _of_entry(section: str, old: Any, new: Any) -> Iterator[Difference]:
    entry = _called(new) or _called(old) if section != "basics" else ""
    was, now = _by_member(old), _by_member(new)
    for member in [*now, *(m for m in was if m not in now)]:
        for before, after in _paired(was.get(member, []), now.get(member, [])):
            kind: Kind = "added" if before is None else "removed" if after is None else "changed"
            yield Difference(kind, section, entry, member, before, after)


def _called(entry: Any) -> str:
    if not isinstance(entry, dict):
        return ""
    names = [entry[name] for name in _NAMES if isinstance(entry.get(name), str)]
    return ", ".join(names[:2])


def _by_member(entry: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path, value in leaves(entry if entry is not None else {}):
        found.setdefault(_member(path), []).append(value)
    return found


def _member(path: str) -> str:
    return "/".join(part for part in split(path) if not part.isdecimal())


def _paired(old: list[str], new: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """Values of a list that differ: those in the same gap between equal ones are the same, changed."""
    for tag, i, j, k, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = old[i:j], new[k:m]
        for number in range(max(len(gone), len(come))):
            yield (
                gone[number] if number < len(gone) else None,
                come[number] if number < len(come) else None,
            )


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both texts have, or one of them alone."""

    kind: Literal["same", "added", "removed"]
    text: str


def words_between(before: str, after: str) -> list[Piece]:
    """The words of both texts in one line, told apart."""
    old, new = before.split(), after.split()
    pieces: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(old[i:j])))
            continue
        if i < j:
            pieces.append(Piece("removed", " ".join(old[i:j])))
        if k < m:
            pieces.append(Piece("added", " ".join(new[k:m])))
    return pieces
