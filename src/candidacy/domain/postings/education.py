"""Degree levels, and reading them from text in several languages; for CVs and postings alike."""

import re
from dataclasses import dataclass

from candidacy.domain.postings.text import fold

DEGREES = ("secondary", "vocational", "associate", "bachelor", "master", "doctorate")
"""The levels in ascending order; ``Requirement.level`` of an education requirement is one of them."""


@dataclass(frozen=True, slots=True)
class DegreeMention:
    """A degree named in a text: ``text[start:end]`` is its wording."""

    level: str
    start: int
    end: int


def degree_rank(level: str) -> int:
    """The place of a level in DEGREES, 0 for the lowest; -1 for a level that is not one of them."""
    return DEGREES.index(level) if level in DEGREES else -1


# The patterns run over folded text (lower case, no accents). Levels stand highest first, because a
# wording that could be two levels ("postgraduate degree") belongs to the higher one.
_WORDS: tuple[tuple[str, str], ...] = (
    (
        "doctorate",
        (
            r"ph\.? ?d\b\.?|dphil|doctora(?:te|l|do)|doctor of [a-z]+|doctorat|doutora(?:do|mento)"
            r"|promotion zum dr"
            r"|promovier(?:t|te|ter)|doktor(?:at|grad|titel)|gepromoveerd|dottorato|ed\.?d\.(?!\w)"
            r"|dr\. ?(?:rer|med|ing|phil|iur|oec)\b"
        ),
    ),
    (
        "master",
        (
            r"(?<!scrum )(?<!ring )master(?:'?s)?(?= (?:degree|of|in|level|or|and|program)|'s\b|[,/)]"
            r"|$)|masters\b"
            r"|master(?:abschluss|studium|grad|titel)"
            r"|m\.? ?sc\b\.?|m\.s\.(?!\w)|ms(?= in\b| degree|/ph| or ph)|(?<=bs/)ms\b"
            r"|(?<=b\.s\./)m\.s\.|(?<=bs or )ms\b"
            r"|m\.?eng\b\.?|m\.?b\.?a\b\.?|m\.a\.(?!\w)|ma(?= in\b| degree)|m\.?ed\b\.?|ll\.?m\b\.?"
            r"|m\.?phil\b\.?|mph\b|msn\b|msw\b"
            r"|diplom(?:-?(?:ingenieur|informatik|kauf|betriebs|volks|psycholog|physik|chemik"
            r"|okonom)[a-z]*|\.?-ing\b)|dipl\.?-?(?:ing|inf|kfm|kffr|psych)\b"
            r"|magister|staatsexamen|postgraduate degree|bac ?\+ ?5|diplome d'ingenieur"
            r"|ecole d'ingenieurs?|maestria|mestrado|mestre em"
            r"|master universitario|wo[- ](?:niveau|diploma|opleiding)|universitair masterdiploma"
            r"|laurea magistrale|doctorandus"
            r"|(?:master|m)(?= ?/ ?(?:phd|doctora))|advanced degree|graduate degree"
        ),
    ),
    (
        "bachelor",
        (
            r"bachelor(?:'?s)?|baccalaureate(?: degree)?|b\.? ?sc\b\.?|b\.s\.(?!\w)|bs(?= in\b| degree"
            r"|/| or )|b\.?eng\b\.?|b\.?tech\b\.?"
            r"|b\.a\.(?!\w)|ba(?= in\b| degree|/bs| or )|b\.?b\.?a\b\.?|b\.?com\b\.?|b\.?ed\b\.?"
            r"|ll\.?b\b\.?|bsn\b|bfa\b|bachelor(?:abschluss|studium)"
            r"|undergraduate degree|college degree|university degree|four[- ]year degree"
            r"|4[- ]year degree|degree[- ](?:qualified|educated|level)"
            r"|(?:hoch|fachhoch)schul(?:abschluss|studium|bildung)|abgeschlossenes (?:hochschul"
            r"|fachhochschul)?studium|studienabschluss|universitatsabschluss"
            r"|akademische(?:r|n)? abschluss|abgeschlossene (?:hochschul|akademische )ausbildung"
            r"|licence(?= (?:en|pro|de)\b)|bac ?\+ ?[34]|formation superieure"
            r"|diplome universitaire|licenciatura|licenciad[oa]|grado (?:en|universitario)"
            r"|titulacion universitaria|titulo universitario|estudios universitarios"
            r"|diplomatura|ingeniero tecnico|graduad[oa] em|graduacao|bacharel(?:ado|ato)?"
            r"|ensino superior|formacao superior|superior completo"
            r"|hbo[- ]?(?:niveau|diploma|opleiding|werk)?\b|universitaire opleiding"
            r"|laurea(?: triennale)?|degree (?=in\b|or equivalent)|(?<=a )degree\b"
            r"|(?<=relevant )degree\b"
        ),
    ),
    (
        "associate",
        (
            r"associate(?:'?s)? degree|associate of (?:arts|science|applied science)|associate'?s in"
            r"|foundation degree|bac ?\+ ?2|\bbts\b|\bdut\b|hnd\b|two[- ]year degree"
            r"|tecnico superior|ciclo formativo de grado superior|tecnologo"
        ),
    ),
    (
        "vocational",
        (
            r"(?:abgeschlossene |kaufmannische |technische "
            r"|handwerkliche )*(?:berufs)?ausbildung (?=als|zum|zur|im|in|oder|mit)"
            r"|abgeschlossene (?:[a-z]+ )?(?:berufs)?ausbildung"
            r"|berufsausbildung|lehrabschluss|meisterbrief|apprenticeship|vocational (?:training"
            r"|qualification|degree|diploma|certificate|education)|trade school|trade certificate"
            r"|\bnvq\b|\bcap\b(?= (?:en|de|cuisine|petite))|\bbep\b|formacion profesional|grado medio"
            r"|curso tecnico|curso profissional|ensino tecnico"
            r"|mbo[- ]?(?:niveau|diploma|opleiding|werk)?\b"
            r"|vakopleiding|technical diploma|city (?:&|and) guilds"
        ),
    ),
    (
        "secondary",
        (
            r"high[- ]school (?:diploma|degree|graduat[a-z]+|education|equivalent)|high school(?= or)"
            r"|\bged\b|secondary (?:school|education)|\ba[- ]levels?\b|\bgcses?\b|abitur"
            r"|fachabitur|(?:fach)?hochschulreife|mittlere reife|realschulabschluss"
            r"|hauptschulabschluss|schulabschluss|matura\b|baccalaureat\b|bachillerato|\beso\b"
            r"|ensino (?:medio|secundario)|12\.? ?[oº] ano|middelbare school|havo\b|vwo\b|vmbo\b"
            r"|general education degree|diploma di maturita"
        ),
    ),
)
_WORD_AFTER = 1
"""A level that follows another after a space is its own word: the "degree" of "master's degree"."""
_PATTERNS = tuple((level, re.compile(rf"(?<!\w)(?:{pattern})")) for level, pattern in _WORDS)


def find_degrees(text: str) -> tuple[DegreeMention, ...]:
    """The degrees named in ``text``, in order, without overlaps."""
    folded = fold(text)
    found: list[DegreeMention] = []
    for level, pattern in _PATTERNS:
        for hit in pattern.finditer(folded):
            wording = hit[0].rstrip()
            end = hit.start() + len(wording)
            if wording and not any(
                m.start < end
                and hit.start() < m.end + (_WORD_AFTER + 1 if wording.startswith("degree") else 0)
                for m in found
            ):
                found.append(DegreeMention(level, hit.start(), end))
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))


def highest_degree(text: str) -> str | None:
    """The highest level named in ``text``: what a CV's education entry proves."""
    return max((m.level for m in find_degrees(text)), key=degree_rank, default=None)


def lowest_degree(text: str) -> str | None:
    """The lowest level named in ``text``: what "Bachelor's or Master's" asks for."""
    return min((m.level for m in find_degrees(text)), key=degree_rank, default=None)
