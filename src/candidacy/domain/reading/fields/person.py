"""Who the person is: the name, the headline and the summary at the head of a CV."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from candidacy.domain.reading.fields.contact import Contact
from candidacy.domain.reading.fields.dates import find_dates
from candidacy.domain.reading.fields.flow import paragraph
from candidacy.domain.reading.fields.folding import fold
from candidacy.domain.reading.fields.headings import named
from candidacy.domain.reading.fields.lexicon import company_score, is_label, is_place, title_score, tokens
from candidacy.domain.reading.fields.rows import Piece, Row
from candidacy.domain.reading.fields.tables import table, words
from candidacy.domain.reading.fields.values import Found, found

_NAME_WORD = re.compile(r"^[(\"“'’]?[^\W\d_]+(?:['’.‐-][^\W\d_]*)*[)\"”'’.,]?$")
_CREDENTIALS = re.compile(
    r"(?:,\s*|\s+)(?:Ph\.?\s?D\.?|MD|M\.D\.|MBA|RN|BSN|MSN|CPA|PMP|CFA|Esq\.?|"
    r"PE|P\.E\.|SHRM-C?S?CP|PHR|LCSW|CSM|CISSP|M\.?Sc\.?|B\.?Sc\.?|"
    r"M\.A\.|B\.A\.|DNP|FNP|PharmD|JD|J\.D\.|LLM|LL\.M\.|MPH|MS|CMA|"
    r"ACCA|EIT|RDN?|OTR/L|DPT|DDS|Jr\.?|Sr\.?|III|II)\.?(?=$|,|\s)"
)
_PREFIX = re.compile(
    r"(?i)^\s*(?:curriculum vitae|lebenslauf|resume|résumé|cv|name|full name|nom|nombre|nome|naam|namn|navn)"
    r"\s*(?:of|von|de|di|–|—|-|:)+\s*"
)


@dataclass(frozen=True)
class _Named:
    score: float
    name: Found
    pieces: tuple[Piece, ...]
    supported: bool = True
    """Whether more than its words speak for it: its size, or the e-mail address."""


def _shape(text: str) -> float:
    """How much the words look like those of a person's name; below 0 when they cannot be."""
    parts = text.split()
    particles = words("words", "name_particles")
    if not 1 <= len(parts) <= 6 or not all(_NAME_WORD.match(p) for p in parts):
        return -9.0
    folded = [fold(p).strip(".,") for p in parts]
    if any(f in words("words", "not_names") for f in folded) or (named(text) is not None and len(parts) < 3):
        return -9.0
    core = [p for p, f in zip(parts, folded, strict=True) if f not in particles]
    score = 1.5 if 2 <= len(core) <= 4 else -0.5
    if core and all(p[:1].isupper() or (not p[:1].islower() and not p.isascii()) for p in core):
        score += 1.0
    elif core and all(p[:1].islower() for p in core):
        score -= 1.5
    return score


def agrees(name: str, email: Found | None) -> bool:
    """Whether the e-mail address is made of the name."""
    if email is None:
        return False
    local = re.sub(r"[^a-z]", "", fold(email.text.split("@")[0]))
    parts = [re.sub(r"[^a-z]", "", t) for t in tokens(name)]
    return any(len(p) > 2 and p in local for p in parts)


def _bare_name(piece: Piece) -> Found:
    text, offset = piece.text, piece.start
    if prefix := _PREFIX.match(text):
        text, offset = text[prefix.end() :], offset + prefix.end()
    head = re.split(r"\s*[|•·–—]\s*|\s+-\s+", text)[0]
    credentials = _CREDENTIALS.search(head)
    if credentials and credentials.start() > 3:
        head = head[: credentials.start()]
    return found(head, offset, strip=" \t,;:|·•–—/")


def _candidates(rows: Sequence[Row], usual: float, contact: Contact, *, words_tell: bool) -> list[_Named]:
    largest = max((w.size for r in rows for p in r.pieces for w in p.words), default=0.0)
    result = []
    for position, row in enumerate(rows):
        if row.bullet:
            continue
        for piece in [*row.pieces[:2], *_runs(row)]:
            name = _bare_name(piece)
            if not name or "@" in name.text:
                continue
            score = _shape(name.text)
            if score < -5:
                continue
            size = piece.style.size
            if usual and size > usual * 1.15:
                score += 1.5 + (2.0 if size >= largest - 0.5 else 0.0)
            score += max(0.0, 1.8 - 0.45 * position)
            score += 0.5 if piece.style.bold else 0.0
            score += 2.0 if agrees(name.text, contact.email) else 0.0
            if words_tell:
                score -= 1.2 * min(title_score(name.text), 2.5) + 0.8 * min(company_score(name.text), 2)
            score -= 3.0 if is_place(name.text) or contact.holds(piece.start, piece.start + 1) else 0.0
            supported = (usual > 0 and size > usual * 1.15) or agrees(name.text, contact.email)
            result.append(_Named(score, name, (piece,), supported))
    return result


def _runs(row: Row) -> list[Piece]:
    """The runs of a row's first piece where its size changes, as in "John Doe | Title"."""
    runs = row.first.runs
    sizes = {round(r.style.size) for r in runs}
    return runs[:1] if len(runs) > 1 and len(sizes) > 1 else []


def _over_lines(best: _Named, rows: Sequence[Row]) -> _Named:
    """A name whose parts stand on lines of their own, in one look."""
    piece = best.pieces[0]
    index = next((i for i, r in enumerate(rows) if r.first.start == piece.start), None)
    if index is None or len(best.name.text.split()) > 2 or not piece.style.size:
        return best
    look = piece.style
    for other in (index + 1, index - 1):
        if not 0 <= other < len(rows):
            continue
        near = rows[other].first
        alike = round(near.style.size) == round(look.size) and near.style.capitals == look.capitals
        alike = alike and best.name.text == piece.text.strip(" ,")
        if (
            alike
            and len(near.text.split()) <= 2
            and _shape(f"{near.text} {best.name.text}") > 1
            and title_score(near.text) < 1
        ):
            if len(best.name.text.split()) == 2 and len(near.text.split()) == 2:
                continue
            pair = sorted((piece, near), key=lambda p: p.start)
            text = " ".join(p.text.strip(" ,") for p in pair)
            ranges = tuple((p.start, p.end) for p in pair)
            return replace(best, name=Found(text, ranges, 0.9), pieces=tuple(pair))
    return best


def read_name(
    rows: Sequence[Row], usual: float, contact: Contact, titles: Sequence[Found] = ()
) -> tuple[Found | None, tuple[Piece, ...]]:
    """The name among the rows of the head, and the pieces it takes.

    ``titles`` are titles by their places: no names. Where there are any, no word makes a name a title.
    """
    taken = [tokens(title.text) for title in titles]
    read = _candidates(rows, usual, contact, words_tell=not titles)
    candidates = [c for c in read if tokens(c.name.text) not in taken]
    if not candidates:
        return None, ()
    others = [row for row in rows if tokens(row.first.text) not in taken]
    best = _over_lines(max(candidates, key=lambda c: c.score), others)
    if best.score < 2.2:
        return None, ()
    sure = min(0.99, 0.62 + 0.065 * best.score) - (0.0 if best.supported else 0.15)
    return best.name.at(sure), best.pieces


def _labels() -> frozenset[str]:
    groups = table("words")["field_labels"]
    return frozenset(fold(w) for group in groups.values() for w in group)


def is_field_label(text: str) -> bool:
    """Whether the text is the label of a contact detail, such as "Phone"."""
    return fold(text).strip(" :.") in _labels()


def _free(piece: Piece, contact: Contact) -> bool:
    """Whether a piece of the head says something that is not a contact detail."""
    label = piece.text.partition(":")[0]
    return (
        not contact.holds(piece.start, piece.end)
        and not is_field_label(piece.text)
        and not (":" in piece.text and is_field_label(label))
        and not is_place(piece.text)
        and any(c.isalpha() for c in piece.text)
        and not is_label(piece.text, "not_names")
    )


def read_label(rows: Sequence[Row], taken: tuple[Piece, ...], contact: Contact) -> Found | None:
    """The headline: a short line close to the name that is no contact detail."""
    if not taken:
        return None
    index = next((i for i, r in enumerate(rows) if r.start <= taken[-1].start <= r.end), 0)
    options: list[tuple[float, Found]] = []
    for distance, row in enumerate(rows[index : index + 4]):
        for piece in row.pieces:
            rest = _after(piece, taken)
            if rest is None or not _free(rest, contact) or len(rest.words) > 14:
                continue
            text = rest.text
            if (text.endswith(".") and len(rest.words) > 5) or text[:1] in '“"«„' or find_dates(text):
                continue
            role = min(title_score(text), 3)
            score = role - 0.6 * distance + (0.8 if len(rest.words) <= 8 else 0)
            score += 0.5 if rest.style.size > 0 and distance <= 1 else 0.0
            options.append((score, found(text, rest.start, min(0.93, 0.6 + 0.1 * score + 0.05 * role))))
    if not options:
        return None
    score, label = max(options, key=lambda o: o[0])
    return label if score > -0.2 else None


def _after(piece: Piece, taken: tuple[Piece, ...]) -> Piece | None:
    """What a piece has after the name."""
    end = max(p.end for p in taken)
    inside = [w for w in piece.words if w.start >= end]
    overlaps = any(p.start < piece.end and piece.start < p.end for p in taken)
    if not overlaps:
        return piece
    inside = [w for w in inside if any(c.isalnum() for c in w.text)] if inside else []
    return piece.part(inside) if inside else None


def read_summary(rows: Sequence[Row], contact: Contact, taken: tuple[tuple[int, int], ...]) -> Found | None:
    """A paragraph among rows without a heading of their own: the longest run of full lines."""
    runs: list[list[Row]] = [[]]
    for row in rows:
        used = any(a < row.end and row.start < b for a, b in taken) or contact.holds(row.start, row.end)
        wordy = len(row.text.split()) >= 5 or (bool(runs[-1]) and row.line.block == runs[-1][-1].line.block)
        if used or not wordy or row.bullet:
            runs.append([])
        else:
            runs[-1].append(row)
    best = max(runs, key=lambda run: sum(len(r.text.split()) for r in run))
    if sum(len(r.text.split()) for r in best) < 12:
        return None
    return paragraph(best, 0.85)
