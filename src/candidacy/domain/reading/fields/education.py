"""Studies: the school, the degree, its subject, the grade and the courses."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from candidacy.domain.reading.fields.chunks import Chunk, split_place
from candidacy.domain.reading.fields.entries import Entry, body_items, entries_of
from candidacy.domain.reading.fields.folding import fold
from candidacy.domain.reading.fields.hints import is_date
from candidacy.domain.reading.fields.lexicon import degree_score, institution_score, is_label
from candidacy.domain.reading.fields.rows import Piece, Row
from candidacy.domain.reading.fields.tables import words
from candidacy.domain.reading.fields.values import Found, found

_SCORE = re.compile(
    r"(?i)(?:\b(?P<label>(?:cumulative |overall |major |final )?(?:c?gpa|grade|note|"
    r"abschlussnote|gesamtnote|notendurchschnitt|score|nota media|nota|media|"
    r"voto|moyenne|mention|cijfer|ocena|betyg|karakter|percentage|average|ortalama|průměr)s?)\b\s*[:=–-]?\s*"
    r"(?P<value>\d{1,3}(?:[.,]\d{1,3})?\s*%?(?:\s*(?:/|out of|von|sur|su)\s*\d{1,3}(?:[.,]\d+)?)?"
    r"|[A-F][+-]?(?![\w]))"
    r"|(?P<before>\d(?:[.,]\d{1,2})(?:\s*/\s*\d{1,2}(?:[.,]\d+)?)?)\s*(?:c?gpa)\b"
    r"|\b(?P<words>(?:magna |summa )?cum laude|"
    r"first[- ]class honou?rs|(?:upper |lower )?second[- ]class honou?rs"
    r"|with (?:high )?distinction|with honou?rs)\b)"
)
_JOINTS = re.compile(r"(?i)\s+(?:in|im|en|em|w|inom|within|of)\s+|\s*[,:–—]\s+|\s+-\s+")
_ACRONYM = re.compile(r"[A-ZÀ-Þ]{3,6}\b(?! *[&/+])")
_KINDS_OF = re.compile(
    r"(?i)^(?:bachelor|master|doctor|associate|licenciatura|grado|laurea|diploma|diplom|certificate|"
    r"máster|mestrado|bacharelado|graduação|"
    r"licence|magister|diplôme|licenciado|ingeniería|doctorado|doutorado|curso técnico|"
    r"técnico|tecnólogo|pós-graduação|especialização)"
    r"(?:'?’?s)?(?:\s+(?:degree|diploma|magistrale|triennale))?"
)
_ABBREVIATED = re.compile(
    r"^(?:(?:[BMDPAL]\.?\s?(?:Sc|Eng|Tech|Com|Ed|Arch|Phil|A|S|BA|Res|Ba|L)\.?"
    r"(?:\s?\(?(?:Hons|Honours)\)?)?|Ph\.?\s?D\.?|MBA|B\.?E\.?|"
    r"[BM]\.?F\.?A\.?|[A-Z]\.A\.S\.|A\.?A\.?S?\.?|M\.?P\.?H\.?|LL\.?[BM]\.?|Dipl\.-?\s?[A-Z][a-zä]+\.?|"
    r"Mgr\.|Bc\.|Ing\.|BS|BA|MS|MA|BBA|BFA|BSN|MSN|JD|MD|BEng|MEng|BSc|MSc)"
    r"(?:,?\s+(?:Hons?\.?|\(Hons?\.?\)))?)(?=\s|,|$)"
)


def _lean(text: str) -> float:
    """Above 0 for a degree, below 0 for a school."""
    return degree_score(text) - institution_score(text)


def _score_of(rows: Sequence[Row]) -> tuple[Found | None, tuple[int, int] | None]:
    for row in rows:
        for piece in row.pieces:
            match = _SCORE.search(piece.text)
            if match:
                group = next(g for g in ("value", "before", "words") if match[g])
                value = found(match[group], piece.start + match.start(group), 0.9, strip=" ,;()")
                return value, (piece.start + match.start(), piece.start + match.end())
    return None, None


def _without_score(chunk: Chunk) -> Chunk | None:
    """The chunk without a grade in it; None when it is nothing else."""
    match = _SCORE.search(chunk.text)
    if match is None or len(chunk.value.ranges) != 1:
        return chunk
    begin = chunk.value.ranges[0][0]
    rest = found(chunk.text[: match.start()], begin, chunk.value.confidence, strip=" ,;:()–—-|·•")
    return Chunk(rest, chunk.row, chunk.bold, chunk.side) if len(rest.text) > 2 else None


def _comma_split(chunk: Chunk) -> list[Chunk]:
    """A chunk with both a degree and a school as two."""
    if len(chunk.value.ranges) != 1 or institution_score(chunk.text) == 0:
        return [chunk]
    best: tuple[float, int, int] | None = None
    for match in re.finditer(r",\s+|\s+(?=from\s|an der\s|an\s)", chunk.text):
        if chunk.text.count("(", 0, match.start()) != chunk.text.count(")", 0, match.start()):
            continue
        left, right = chunk.text[: match.start()], chunk.text[match.end() :]
        apart = abs(_lean(left) - _lean(right))
        divided = min(institution_score(left), institution_score(right)) == 0
        later = institution_score(right) > 0
        if divided and (best is None or apart > best[0] + 0.01 or (later and apart > best[0] - 0.01)):
            best = apart, match.start(), match.end()
    if best is None and (short := _ABBREVIATED.match(chunk.text)) and len(chunk.text) > short.end() + 4:
        best = 9.0, short.end(), short.end() + 1
    if best is None or best[0] < 2.0 or (degree_score(chunk.text) == 0 and best[0] < 2.5):
        return [chunk]
    begin, end = chunk.value.ranges[0]
    head = Found(chunk.text[: best[1]].strip(" ,"), ((begin, begin + best[1]),), chunk.value.confidence)
    tail = Found(chunk.text[best[2] :].strip(" ,"), ((begin + best[2], end),), chunk.value.confidence)
    if not head or not tail:
        return [chunk]
    return [Chunk(part, chunk.row, chunk.bold, chunk.side) for part in (head, tail)]


def _place_of(chunk: Chunk) -> Chunk:
    """The chunk without its place; "University of California, Berkeley" keeps its city."""
    named = institution_score(chunk.text.split(",")[0]) > 0
    bare, _ = split_place(chunk, 2 if named and " of " in chunk.text else 1)
    return bare


def _parts(entry: Entry) -> tuple[list[Chunk], list[Chunk]]:
    """The chunks that name the school, and those that name the degree."""
    chunks: list[Chunk] = []
    for chunk in entry.chunks:
        bare = _without_score(chunk)
        if bare is None or is_label(bare.text, "score_labels") or is_label(bare.text, "degree_labels"):
            continue
        chunks.extend(_place_of(c) for c in _comma_split(bare))
    return _schools_and_degrees(chunks)


def _schools_and_degrees(chunks: list[Chunk]) -> tuple[list[Chunk], list[Chunk]]:
    if not chunks:
        return [], []
    schools = [c for c in chunks if institution_score(c.text) > 0 and _lean(c.text) <= 0]
    if schools:
        best = min(schools, key=lambda c: (_lean(c.text), chunks.index(c)))
        rest = [c for c in chunks if c is not best and (c not in schools or degree_score(c.text) > 0)]
        return [best], rest
    degrees = [c for c in chunks if degree_score(c.text) > 0]
    if degrees:
        rest = [c for c in chunks if c not in degrees]
        return (rest[:1], degrees) if rest else _unknown_school(degrees)
    return [], []


def _unknown_school(degrees: list[Chunk]) -> tuple[list[Chunk], list[Chunk]]:
    """A school of no known kind after the degree and a comma: capitals tell a name from a subject."""
    first = degrees[0]
    head, comma, tail = first.text.partition(", ")
    name = _ACRONYM.match(tail)
    if not comma or name is None or len(first.value.ranges) != 1 or degree_score(tail) > 0:
        return [], degrees
    begin, end = first.value.ranges[0]
    at = begin + len(head) + 2
    degree = Chunk(Found(head, ((begin, begin + len(head)),), 0.85), first.row, first.bold, first.side)
    school = Chunk(Found(tail, ((at, end),), 0.7), first.row, first.bold, first.side)
    return [school], [degree, *degrees[1:]]


def _study(chunks: Sequence[Chunk]) -> dict[str, Found]:
    """The degree and its subject from the chunks that name them."""
    if not chunks:
        return {}
    first, others = chunks[0], chunks[1:]
    degrees = [c for c in chunks if degree_score(c.text) > 0]
    if degrees and degrees[0] is not first and degree_score(first.text) == 0:
        first, others = degrees[0], [c for c in chunks if c is not degrees[0]]
    study = _split_degree(first.value)
    if "area" not in study and others and len(others[0].text.split()) <= 8 and not _more(study, others):
        study["area"] = others[0].value.at(0.75)
    return study


def _with_degree_below(study: dict[str, Found], plain: Sequence[Found]) -> dict[str, Found]:
    """The study with a degree that stands on a line below the header."""
    first = next((p for p in plain[:2] if degree_score(p.text) >= 1.5 and len(p.text.split()) <= 8), None)
    if first is None or "studyType" in study:
        return study
    below = _split_degree(first)
    return {**below, "area": study["area"]} if "area" in study else below


def _more(study: dict[str, Found], others: Sequence[Chunk]) -> bool:
    """Whether the next chunk is another degree rather than the subject of this one."""
    return degree_score(others[0].text) >= 1.5 and "studyType" in study


def _split_degree(value: Found) -> dict[str, Found]:
    text = value.text
    if text.lower().startswith("in ") and len(value.ranges) == 1:
        text = text[3:]
        value = Found(text, ((value.ranges[0][0] + 3, value.ranges[0][1]),), value.confidence)
    if len(value.ranges) != 1:
        return {"studyType": value.at(0.85 if degree_score(text) else 0.6)}
    begin, end = value.ranges[0]
    if short := _ABBREVIATED.match(text):
        rest = text[short.end() :]
        area = re.sub(r"^[\s,:–—-]*(?:(?:in|im|of|en|em|de)\s+)?", "", rest)
        if area:
            at = begin + len(text) - len(area)
            return {
                "studyType": Found(short.group(), ((begin, begin + short.end()),), 0.9),
                "area": Found(area, ((at, end),), 0.88),
            }
        return {"studyType": value.at(0.9)}
    for match in _JOINTS.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        joint = match.group().strip().lower()
        if joint == "of" or not degree_score(left) or (degree_score(right) >= 1.5 and joint == ","):
            continue
        if joint in {"en", "em"} and not _KINDS_OF.match(left):
            continue
        return {
            "studyType": Found(left, ((begin, begin + match.start()),), 0.9),
            "area": Found(right, ((begin + match.end(), end),), 0.88),
        }
    return {"studyType": value.at(0.88)} if degree_score(text) else {"area": value.at(0.65)}


def _courses(items: Sequence[Found]) -> list[Found]:
    labels = words("words", "course_labels")
    for item in items:
        label, colon, rest = item.text.partition(":")
        if colon and fold(label).strip() in labels and len(item.ranges) >= 1:
            offset = item.ranges[0][0] + len(label) + 1
            one_line = len(item.ranges) == 1
            courses, position = [], 0
            for part in re.split(r",(?![^(]*\))|;", rest):
                course = found(part, offset + position, 0.85, strip=" \t,;.")
                if course:
                    courses.append(course if one_line else Found(course.text, item.ranges, 0.8))
                position += len(part) + 1
            return courses
    return []


def _is_whole(text: str) -> bool:
    """Whether a line names both a degree and a school."""
    return degree_score(text) > 0 and institution_score(text) > 0 and len(text.split()) <= 20


def _one_study_a_row(rows: Sequence[Row]) -> tuple[list[Row], frozenset[str]]:
    """The rows, with those parted that hold a school, its date and the next school side by side.

    That one's date may stand alone in the next row. Also the texts of the rows with such a school.
    """
    result: list[Row] = []
    beside: set[str] = set()
    for row in rows:
        if result and result[-1].text in beside and is_date(row.text):
            result[-1] = replace(result[-1], pieces=(*result[-1].pieces, row.first))
            continue
        result.append(row)
        if _holds_two(row):
            result[-1:] = [replace(row, pieces=row.pieces[:2]), replace(row, pieces=row.pieces[2:])]
            beside.add(result[-1].text)
    return result, frozenset(beside)


def _holds_two(row: Row) -> bool:
    """Whether a row is a school, its date, and another school."""
    return (
        len(row.pieces) == 3
        and is_date(row.pieces[1].text)
        and _is_school(row.pieces[0])
        and _is_school(row.pieces[2])
    )


def _is_school(piece: Piece) -> bool:
    return institution_score(piece.text) > 0 and degree_score(piece.text) == 0


def read_studies(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The entries of an education section."""
    found_studies: list[dict[str, Any]] = []
    rows, beside = _one_study_a_row(rows)
    for entry in entries_of(rows, whole=lambda text: text in beside or _is_whole(text)):
        schools, degrees = _parts(entry)
        school = schools[0].value if schools else None
        score, _ = _score_of([*entry.header, *entry.body])
        bullets, plain = body_items(entry)
        study = _with_degree_below(_study(degrees), plain)
        if school is None and not study:
            continue
        strong = school is not None and institution_score(school.text) > 0
        found_studies.append(
            {
                "institution": school.at(0.95 if strong else 0.7) if school else None,
                **study,
                "startDate": entry.start,
                "endDate": entry.end,
                "score": score,
                "courses": _courses([*bullets, *plain]),
            }
        )
    return found_studies
