"""Whether the dates are there, possible, in one form, and without a hole."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from candidacy.domain.resume import Resume
from candidacy.domain.review.dates import month_of, this_month, written_dates, written_ranges
from candidacy.domain.review.outcome import Outcome, by_count, met, missing, part, silent
from candidacy.domain.review.schema import Quote
from candidacy.domain.review.subject import Kind, Passage, Subject, roles
from candidacy.kernel.language import sentence


def _dated(resume: Resume) -> Iterator[tuple[str, str | None, str | None, str]]:
    """Pointer, start, end and a name of everything that has both dates."""
    for section in ("work", "volunteer", "education", "projects"):
        for index, entry in enumerate(getattr(resume, section)):
            label = " at ".join(filter(None, (_title(entry), _place(entry))))
            yield f"/{section}/{index}", entry.start_date, entry.end_date, label


def _title(entry: object) -> str | None:
    return getattr(entry, "position", None) or getattr(entry, "study_type", None)


def _place(entry: object) -> str | None:
    names = (getattr(entry, key, None) for key in ("name", "organization", "institution"))
    return next((n for n in names if n), None)


def _has_dates(subject: Subject) -> bool:
    return any(start or end for _, start, end, _ in _dated(subject.resume))


def date_order(subject: Subject) -> Outcome:
    """Nothing ends before it starts, neither in the Resume nor in the document's own ranges."""
    if not _has_dates(subject):
        return silent()
    found = []
    for path, start, end, label in _dated(subject.resume):
        begins, ends = month_of(start), month_of(end)
        if begins and ends and ends.last < begins.first:
            found.append(_range_quote(subject, path, label, f"{start} – {end}"))
    if not found and subject.document is not None:
        text = subject.document.text
        for written in written_ranges(text):
            if written.finish.month.last < written.begin.month.first:
                passage = Passage(text, Kind.LOOSE, offset=0)
                found.append(subject.quote(passage, written.begin.start, written.finish.end))
    return missing(found) if found else met()


def _range_quote(subject: Subject, path: str, label: str, dates: str) -> Quote:
    begin = subject.value(f"{path}/startDate", dates)
    end = subject.value(f"{path}/endDate", dates)
    spans = begin.spans + tuple(s for s in end.spans if s not in begin.spans)
    return Quote(quote=f"{label}, {dates}" if label else dates, path=path, spans=spans)


def future_dates(subject: Subject) -> Outcome:
    """No role begins or ends after today; studies may be expected to end."""
    if not _has_dates(subject):
        return silent()
    now = this_month(subject.today)
    found: list[Quote] = []
    for path, start, end, label in _dated(subject.resume):
        dates = (start,) if path.startswith(("/education", "/projects")) else (start, end)
        late = [d for d in dates if (month := month_of(d)) and month.first > now]
        found.extend(_range_quote(subject, path, label, d or "") for d in late)
    return by_count(found, zero_at=2)


def dates_given(subject: Subject) -> Outcome:
    """Each paid role has a start."""
    work = subject.resume.work
    if not work:
        return silent()
    without = [
        subject.entry(f"/work/{i}", position=w.position, name=w.name)
        for i, w in enumerate(work)
        if month_of(w.start_date) is None
    ]
    return part(1 - len(without) / len(work), without) if without else met()


def role_order(subject: Subject) -> Outcome:
    """Roles run from the latest to the oldest; what goes on may stand anywhere among what goes on."""
    dated = [
        (f"/work/{i}", month_of(w.start_date), month_of(w.end_date), w)
        for i, w in enumerate(subject.resume.work)
    ]
    known = [(path, s, e, r) for path, s, e, r in dated if s is not None]
    if not known:
        return silent()
    wrong = [
        subject.entry(path, position=role.position, name=role.name)
        for (_, above, above_end, _), (path, start, end, role) in pairwise(known)
        if start.first > above.last and above_end is not None and (end is None or end.first > above_end.last)
    ]
    return by_count(wrong, zero_at=2)


def date_forms(subject: Subject) -> Outcome:
    """The dates of roles are all written in one form; a lone year beside months is another one."""
    if not any(w.start_date for w in subject.resume.work):
        return silent()
    if subject.document is None:
        lengths = Counter(len(d) for w in subject.resume.work for d in (w.start_date, w.end_date) if d)
        return part(0.5, forms=sentence("years and months")) if {4, 7} <= lengths.keys() else met()
    text = subject.document.text
    forms = Counter[str]()
    for path, _ in roles(subject):
        for key in ("startDate", "endDate"):
            for span in subject.sourced.spans_at(f"{path}/{key}"):
                forms.update(d.form for d in written_dates(text[span.start : span.end]) if d.form)
    if len(forms) < 2:
        return met()
    usual, many = forms.most_common(1)[0]
    return part(
        2 * many / forms.total() - 1,
        forms=sentence(" and ").join([usual, *sorted(f for f in forms if f != usual)]),
    )


def gaps(subject: Subject, *, months: int) -> Outcome:
    """Between paid roles there are at most so many months that nothing dated covers."""
    covered = {m for first, last, _ in _occupied(subject) for m in range(first, last + 1)}
    work = sorted(span for span in _occupied(subject) if span[2].startswith("/work"))
    if not work:
        return silent()
    holes = []
    reached = work[0][1]
    for first, last, path in work[1:]:
        empty = sum(month not in covered for month in range(reached + 1, first))
        if empty > months:
            holes.append((empty, path))
        reached = max(reached, last)
    if not holes:
        return met()
    longest = max(empty for empty, _ in holes)
    return part(0.5 - longest / 48, (_start_quote(subject, path) for _, path in holes), months=longest)


def _start_quote(subject: Subject, path: str) -> Quote:
    role = subject.resume.work[int(path.split("/")[2])]
    words = ", ".join(filter(None, (role.position or role.name, (role.start_date or "")[:7])))
    return subject.value(f"{path}/startDate", words)


def _occupied(subject: Subject) -> Iterator[tuple[int, int, str]]:
    """The months, first to last, that each dated entry covers.

    A year alone is all of its months. Studies without a beginning cover the year they end in, anything
    else without an end its beginning, and a paid role without an end goes on.
    """
    now = this_month(subject.today)
    for path, start, end, _ in _dated(subject.resume):
        begins, ends = month_of(start), month_of(end)
        if begins is None and path.startswith("/education"):
            begins = ends
        if begins is None or (ends is not None and ends.last < begins.first):
            continue
        last = ends.last if ends else now if path.startswith("/work") else begins.last
        yield begins.first, max(last, begins.first), path
