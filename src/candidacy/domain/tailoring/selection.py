"""Tailoring without a model: choose, order and cut what the CV says, for one posting.

The order of jobs and courses stays as it is. Lines, projects and skills that answer the posting come first; a
skill that the posting calls otherwise gets that name; and where pages are too many, what answers least goes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from candidacy.domain.matching import PreparedPosting
from candidacy.domain.postings import RequirementKind
from candidacy.domain.resume import Resume, SourcedResume
from candidacy.domain.resume.pointer import get, leaves
from candidacy.domain.skills import Relation, Taxonomy, find_skills
from candidacy.domain.tailoring.applying import applied
from candidacy.domain.tailoring.errors import DoesNotFit
from candidacy.domain.tailoring.relevance import Relevance
from candidacy.domain.tailoring.schema import Change, Source
from candidacy.kernel.language import sentence

Pages = Callable[[Resume], int]
"""How many pages a Resume takes."""

_ORDERED = ("/skills", "/projects", "/volunteer")
_LEAST_LINES = 1
"""Lines that every job keeps."""
_MOST_SOURCES = 3


@dataclass(frozen=True, slots=True)
class Cut:
    """An item that may be left out, and what it is worth to keep."""

    path: str
    index: int
    worth: float


def select(
    sourced: SourcedResume,
    prepared: PreparedPosting,
    taxonomy: Taxonomy,
    *,
    pages: Pages | None = None,
    most_pages: int | None = None,
) -> tuple[Change, ...]:
    """The changes by rules alone. Raises DoesNotFit where ``most_pages`` cannot be reached by leaving out."""
    selection = _Selection(sourced, Relevance(prepared, taxonomy))
    renamed = tuple(_renamed(sourced, prepared, taxonomy))
    changes = (*renamed, *selection.changes({}))
    if pages is None or most_pages is None or pages(applied(sourced, changes).resume) <= most_pages:
        return changes
    return (*renamed, *selection.fitted(lambda c: pages(applied(sourced, (*renamed, *c)).resume), most_pages))


class _Selection:
    def __init__(self, sourced: SourcedResume, relevance: Relevance) -> None:
        self._sourced, self._relevance = sourced, relevance
        self._value = sourced.resume.to_json_resume()

    def changes(self, left_out: Mapping[str, set[int]]) -> tuple[Change, ...]:
        """The lists in their new order, without what is left out."""
        found = (self._change(path, left_out.get(path, set())) for path in self._lists())
        return tuple(change for change in found if change is not None)

    def fitted(self, pages: Callable[[tuple[Change, ...]], int], most: int) -> tuple[Change, ...]:
        """Leave out as few items as it takes, the least worth first."""
        cuts = sorted(self._cuts(), key=lambda c: (c.worth, c.path, -c.index))
        low, high = 0, len(cuts)
        if pages(self.changes(_grouped(cuts))) > most:
            raise DoesNotFit(
                "With everything left out that may be, this CV takes more than 1 page."
                " Allow more pages, or shorten it by hand."
                if most == 1
                else f"With everything left out that may be, this CV takes more than {most} pages."
                " Allow more pages, or shorten it by hand."
            )
        while low < high:
            middle = (low + high) // 2
            fits = pages(self.changes(_grouped(cuts[:middle]))) <= most
            low, high = (low, middle) if fits else (middle + 1, high)
        return self.changes(_grouped(cuts[:low]))

    def _lists(self) -> Iterator[str]:
        for section in ("work", "volunteer", "projects"):
            for i, entry in enumerate(self._value.get(section, ())):
                yield from (f"/{section}/{i}/{m}" for m in ("highlights", "keywords") if entry.get(m))
        for i, group in enumerate(self._value.get("skills", ())):
            yield from (f"/skills/{i}/{m}" for m in ("keywords",) if group.get(m))
        yield from (
            f"/{s}"
            for s in ("skills", "projects", "volunteer", "interests", "references")
            if self._value.get(s)
        )

    def _change(self, path: str, left_out: set[int]) -> Change | None:
        items = get(self._value, path)
        worth = [self._worth(item) for item in items]
        kept = [i for i in range(len(items)) if i not in left_out]
        moves = path in _ORDERED or path.count("/") > 1
        order = sorted(kept, key=lambda i: -worth[i]) if moves else kept
        if order == list(range(len(items))) or (path.endswith("/keywords") and path.startswith("/work")):
            return None
        first = [i for n, i in enumerate(order) if i > n and worth[i] > 0] or order[:1]
        return Change(
            path=path,
            before=items,
            after=[items[i] for i in order],
            reason=self._reason([items[i] for i in first], len(left_out), moved=order != kept),
            sources=tuple(self._source(path, i) for i in first[:_MOST_SOURCES]),
        )

    def _worth(self, item: Any) -> float:
        texts = [item] if isinstance(item, str) else [text for _, text in leaves(item)]
        return max((self._relevance.of(text).worth for text in texts), default=0.0)

    def _reason(self, first: Sequence[Any], left_out: int, *, moved: bool) -> str:
        texts = [t for item in first for _, t in leaves(item)]
        found = dict.fromkeys(r for t in texts for r in self._relevance.of(t).requirements[:2])
        asked = "; ".join(list(found)[:3])
        if not left_out:
            return sentence(f"Puts first what the posting asks for: {asked}.") if moved else ""
        if not moved:
            return (
                sentence("Leaves out 1 item that answers the posting least, to fit the pages.")
                if left_out == 1
                else sentence(f"Leaves out {left_out} items that answer the posting least, to fit the pages.")
            )
        return (
            sentence(
                f"Puts first what the posting asks for: {asked}."
                " Leaves out 1 item that answers the posting least, to fit the pages."
            )
            if left_out == 1
            else sentence(
                f"Puts first what the posting asks for: {asked}."
                f" Leaves out {left_out} items that answer the posting least, to fit the pages."
            )
        )

    def _source(self, path: str, index: int) -> Source:
        """The first value of an item, as it stands in the CV."""
        item = get(self._value, f"{path}/{index}")
        place, text = next(leaves(item, f"{path}/{index}"))
        return Source(path=place, quote=text, spans=self._sourced.spans_at(place))

    def _cuts(self) -> Iterator[Cut]:
        """What may be left out: lines beyond the best of a job, projects, interests, references."""
        for path in self._lists():
            items = get(self._value, path)
            if path in {"/interests", "/references"}:
                yield from (Cut(path, i, -1.0) for i in range(len(items)))
            elif path == "/projects":
                yield from (Cut(path, i, self._worth(item) + 1.0) for i, item in enumerate(items))
            elif path.endswith("/highlights"):
                yield from self._lines(path, items)

    def _lines(self, path: str, items: Sequence[str]) -> Iterator[Cut]:
        """A line of an older entry is worth less, and the best of an entry stays."""
        age = int(path.split("/")[2])
        best = sorted(range(len(items)), key=lambda i: (-self._worth(items[i]), i))
        for i in best[_LEAST_LINES:]:
            yield Cut(path, i, self._worth(items[i]) + 1.0 / (1 + age))


def _grouped(cuts: Sequence[Cut]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for cut in cuts:
        found.setdefault(cut.path, set()).add(cut.index)
    return found


def _renamed(sourced: SourcedResume, prepared: PreparedPosting, taxonomy: Taxonomy) -> Iterator[Change]:
    """Skills under the name that the posting has for the same concept."""
    text = prepared.posting.text
    asked = {
        m.uri: m.text
        for r in prepared.posting.requirements
        if r.kind is RequirementKind.SKILL
        for m in find_skills(text[r.start : r.end], taxonomy)
    }
    for i, group in enumerate(sourced.resume.skills):
        listed = {k.casefold() for k in group.keywords}
        for j, keyword in enumerate(group.keywords):
            path = f"/skills/{i}/keywords/{j}"
            name = _name_for(keyword, asked, taxonomy)
            if name and name.casefold() not in listed:
                yield Change(
                    path=path,
                    before=keyword,
                    after=name,
                    reason=sentence(f"The posting calls it {name}."),
                    sources=(Source(path=path, quote=keyword, spans=sourced.spans_at(path)),),
                )


def _name_for(keyword: str, asked: Mapping[str, str], taxonomy: Taxonomy) -> str | None:
    whole = [m for m in find_skills(keyword, taxonomy) if m.text == keyword.strip()]
    for uri, name in asked.items():
        if any(taxonomy.relation(m.uri, uri) is Relation.EXACT for m in whole):
            return name if name.casefold() != keyword.casefold() else None
    return None
