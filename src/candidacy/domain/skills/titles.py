"""Job titles: the occupation and the seniority that a title says, without its noise."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Seniority(StrEnum):
    """How far up a title stands, lowest first; ``MID`` is a title that says nothing of it."""

    INTERN = "intern"
    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    LEAD = "lead"
    MANAGER = "manager"
    DIRECTOR = "director"
    EXECUTIVE = "executive"


@dataclass(frozen=True, slots=True)
class Title:
    """A job title taken apart: ``core`` is the occupation in lower case, without seniority and noise."""

    text: str
    core: str
    seniority: Seniority


_NOISE = re.compile(
    r"""
    [(\[{][^)\]}]*[)\]}]                                    # anything in brackets
    | \b[mwfdxh](?:\s?/\s?[mwfdxh]){1,3}\b                  # m/w/d
    | \s+(?:@|at|bei|chez)\s+.*$                            # at Company
    | \s*[|•·–—].*$                                         # | Company, - Location
    | \s+-\s+.*$
    | [£$€]\s?[\d.,]+k?.*$                                  # £30k
    | \b(?:full|part)[ -]?time\b
    | \b(?:remote|hybrid|on-?site|permanent|temporary|freelance|contract|interim)\b
    | \b(?:urgent(?:ly)?|immediate start|wanted|needed|required|vacancy|hiring|now|new)\b
    | \b(?:ref|req|id|job)\W*\d\w*
    | \b\d{3,}\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LEVEL = re.compile(
    r"\b(?:grade|level|lvl|band|tier|class)?\s*(?:[1-9]|[ivx]{1,4}|l[1-9])\s*$", re.IGNORECASE
)
_MAKER = r"\s+(?:\w+\s+)?(?:engineer|scientist|designer|developer|architect)"
_MARKS: tuple[tuple[Seniority, re.Pattern[str]], ...] = tuple(
    (seniority, re.compile(rf"\b(?:{words})(?:\b|(?<=\.))", re.IGNORECASE))
    for seniority, words in (
        (
            Seniority.INTERN,
            r"intern|internship|trainee|apprentice|apprenticeship|working student|werkstudent|placement",
        ),
        (
            Seniority.JUNIOR,
            r"junior|jr\.?|jnr\.?|graduate|entry[ -]level|early career|associate(?=\s+\w+\s+\w)",
        ),
        (
            Seniority.EXECUTIVE,
            r"c[efotimp]o|ciso|chief|president|managing director|vice president|s?vp|evp|avp",
        ),
        (Seniority.DIRECTOR, r"director|head of|head"),
        (Seniority.LEAD, rf"lead|principal|team leader|staff(?={_MAKER})"),
        (Seniority.SENIOR, r"senior|sr\.?|snr\.?|experienced|expert"),
    )
)
_REMOVED = re.compile(
    r"\b(?:senior|sr|snr|junior|jr|jnr|mid[ -]?level|mid|middle|entry[ -]level|lead|principal|graduate"
    rf"|experienced|intern|internship|working student|early career|staff(?={_MAKER}))\b\.?",
    re.IGNORECASE,
)
_MANAGES = re.compile(r"\b(?:manager|supervisor|foreman|superintendent|matron|headteacher)\b", re.IGNORECASE)
_MANAGES_NO_ONE = re.compile(
    r"\b(?:product|project|programme|program|account|community|case|social media|content|brand|customer"
    r" success|relationship|property|category|portfolio|fund|campaign|event|partner|channel|release"
    r"|contracts?)"
    r"\s+manager\b",
    re.IGNORECASE,
)
_DIRECTS_NO_ONE = re.compile(
    r"\b(?:(?:art|film|music|funeral|casting|stage|theatre)\s+director"
    r"|head\s+(?:chef|waiter|nurse|coach))\b",
    re.IGNORECASE,
)


def read_title(text: str) -> Title:
    """``text`` taken apart: "software engineer", senior, of "Sr. Software Engineer II (m/f/d) - Berlin"."""
    cleaned = " ".join(_NOISE.sub(" ", text).split()).strip(" ,;:/-")
    cleaned = _turned(cleaned) or text.strip()
    seniority = _seniority(cleaned)
    core = _LEVEL.sub("", _REMOVED.sub(" ", cleaned))
    core = " ".join(core.split()).strip(" ,;:/-&.") or cleaned
    return Title(text, core.lower(), seniority)


def _turned(text: str) -> str:
    """``Engineer, Software`` as ``Software Engineer``; a longer enumeration is cut at its first comma."""
    head, comma, rest = text.partition(",")
    if not comma or not rest.strip():
        return text
    if len(head.split()) == 1 and "," not in rest and len(rest.split()) <= 2:
        return f"{rest.strip()} {head.strip()}"
    return head if len(head.split()) > 1 else text.replace(",", " ")


def _seniority(text: str) -> Seniority:
    for seniority, mark in _MARKS:
        if mark.search(text) and not (seniority is Seniority.DIRECTOR and _DIRECTS_NO_ONE.search(text)):
            return seniority
    if _MANAGES.search(text) and not _MANAGES_NO_ONE.search(text):
        return Seniority.MANAGER
    return Seniority.MID
