"""Job titles: how close two are, and the seniority they state."""

import re
from dataclasses import dataclass

from candidacy.domain.matching.words import stem, stems
from candidacy.domain.postings.text import fold

_SENIORITY: dict[int, str] = {
    5: (
        r"chief|c[etfomi]o|vp|vice president|president|director|head of|founder|co-?founder"
        r"|geschaftsfuhr\w*|leiter\w*|directeur|directrice|diretor\w*|directeur|managing"
    ),
    4: (
        r"lead|principal|staff|manager(?:in)?|team ?lead\w*|teamleiter\w*|supervisor|foreman|jefe"
        r"|chef de|gerente|coordenador\w*|architect"
    ),
    3: (r"senior|sr|erfahren\w*|confirme\w*|experienced|iii"),
    1: (
        r"junior|jr|entry[- ]level|graduate|assistant|associate|berufseinsteiger\w*|debutant\w*"
        r"|auxiliar|ayudante|helper"
    ),
    0: (
        r"intern|internship|trainee|apprentice|working student|werkstudent\w*|praktikant\w*"
        r"|stagiaire|becari[oa]|estagiari[oa]|azubi|auszubildende\w*|student"
    ),
}
_LEVELS = tuple((level, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for level, words in _SENIORITY.items())
MIDDLE = 2
"""The seniority of a title that states none."""
_NO_CONTENT = frozenset(
    stem(w)
    for w in str.split(
        "senior junior lead principal staff head chief intern trainee graduate entry level "
        "experienced sr jr i ii iii iv full part time remote "
        "temporary freelance contract founding m w f d x h"
    )
)
_COMMON = frozenset(
    stem(w)
    for w in str.split(
        "engineer developer manager specialist consultant analyst assistant associate officer "
        "coordinator administrator technician director "
        "representative executive worker operator expert agent supervisor advisor professional "
        "clerk leader architect designer entwickler ingenieur "
        "berater mitarbeiter leiter fachkraft techniker ingeniero desarrollador tecnico gerente "
        "especialista analista consultor developpeur ingenieur "
        "responsable charge technicien engenheiro desenvolvedor medewerker ontwikkelaar adviseur"
    )
)
_COMMON_WEIGHT = 0.4
"""How much the "engineer" of a title counts against its other words."""


@dataclass(frozen=True, slots=True)
class Title:
    """A job title as the matcher sees it."""

    text: str
    stems: tuple[str, ...]
    seniority: int | None
    """0 intern, 1 junior, 2 middle, 3 senior, 4 lead or manager, 5 director; None when not stated."""


def read_title(text: str) -> Title:
    """The content words and the seniority of a title."""
    found = dict.fromkeys(s for s in stems(text) if s not in _NO_CONTENT)
    return Title(text, tuple(found), seniority_of(text))


def seniority_of(text: str) -> int | None:
    """The seniority that a title states; the highest where it states several."""
    folded = fold(text)
    return next((level for level, pattern in _LEVELS if pattern.search(folded)), None)


def closeness(have: Title, want: Title) -> float:
    """The share of the wanted title's words that the other one holds, 0..1; common words count less."""
    total = sum(map(_weight, want.stems))
    if not total:
        return 0.0
    return sum(_weight(s) for s in want.stems if s in have.stems) / total


def _weight(stem_: str) -> float:
    return _COMMON_WEIGHT if stem_ in _COMMON else 1.0
