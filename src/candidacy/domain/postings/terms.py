"""The labelled facts of a posting: title, employer, place, remote or not, kind of employment, date."""

import re
from dataclasses import dataclass

from candidacy.domain.postings.sections import heading_kind
from candidacy.domain.postings.text import BULLET, fold

_LABELS: dict[str, str] = {
    "title": r"job ?title|title|position|position title|role title|vacancy|stellenbezeichnung|stelle"
    r"|jobtitel|intitule(?: du poste)?|poste|puesto|titulo|cargo|vaga|functie(?:titel)?"
    r"|vacature",
    "organization": r"company(?: name)?|employer|organi[sz]ation|hiring organi[sz]ation|agency|client|firma"
    r"|unternehmen|arbeitgeber|entreprise|societe|employeur|empresa|bedrijf|werkgever"
    r"|organisatie",
    "location": r"(?:job |work |office |primary )?locations?|place of work|workplace|work site|city"
    r"|standort|arbeitsort|einsatzort|ort|lieu(?: de travail)?|localisation|ubicacion"
    r"|lugar(?: de trabajo)?|localizacion|localizacao|local(?: de trabalho)?|locatie"
    r"|standplaats|plaats",
    "employment_type": r"(?:job|employment|contract|position) type|type of (?:employment|contract)"
    r"|mode of employment|contract|schedule|working hours|hours|anstellungsart|vertragsart"
    r"|arbeitszeit|beschaftigungsart|type de contrat|contrat|tipo de contrato|contrato|jornada"
    r"|regime|dienstverband|contractvorm",
    "date_posted": r"(?:date )?posted(?: on)?|date posted|posting date|publication date"
    r"|veroffentlicht(?: am)?|online seit|publie(?: le)?|fecha(?: de publicacion)?"
    r"|publicado(?: em| el)?|data(?: de publicacao)?|geplaatst(?: op)?",
    "other": r"likes|dislikes|love|job ?id|job number|reference(?: number| no)?|ref\.?"
    r"|req(?:uisition)? ?(?:id|number|#)|salary|compensation|pay|pay rate|company (?:size"
    r"|type)|industry|experience level|seniority(?: level)?|role|department|reports to"
    r"|reporting to|start date|starting date|location options|number of positions|duration"
    r"|work hours|valid through|deadline|closing date|gehalt|abteilung|eintrittsdatum|beginn"
    r"|branche|referenz|salaire|secteur|reference|salario|sector|area|departamento|salaris"
    r"|afdeling|uren",
}
_LABELLED = re.compile(
    r"^[\W_]*(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _LABELS.items())
    + r")[*_ ]*[:|][*_ ]*(?P<value>.*)$"
)
_GENDER = re.compile(
    r"\s*[(\[]\s*(?:[mfwdxhvgn]|all|alle|div|gn)(?:\s*[/|,*]\s*(?:[mfwdxhvgn]|div"
    r"|all))+\s*[)\]]|\s*\((?:all genders?|h/f|gn)\)|\b[mwfhd]/[mwfhd](?:/[xd])?\b",
    re.IGNORECASE,
)
_SEARCHED = re.compile(
    r"(?:looking for|seeking|searching for|hiring|recruiting|join (?:us|our team) as|need"
    r"|recherch(?:e|ons)|recrut(?:e|ons)|busca(?:mos)?|procura(?:mos)?|suchen(?: wir)?"
    r"|zoeken(?: wij| we)?|op zoek naar)"
    r" (?:(?:a|an|our|new|another|experienced|talented|skilled|motivated|passionate|ein(?:e"
    r"|en)?(?: ?/ ?(?:n|ein(?:e|en)?))?|un(?:e|a|o)?|um(?:a)?|een|des|erfahrene[nr]?|ervaren"
    r"|highly)[ /]+(?:\w\)? )?)*"
    r"(?P<title>[A-ZÀ-Þ][\w+#./&'’-]*(?: (?:of |for |in |de |für |and |& )?[A-ZÀ-Þ(][\w+#./&'’)-]*){0,6})"
)
_REMOTE_NO = re.compile(
    r"\b(?:no|not|non)[- ](?:a )?remote|remote (?:work )?(?:is )?not|on[- ]?site only"
    r"|not (?:a )?remote|vor ort\b|sur site\b|presencial\b|op locatie"
)
_REMOTE_YES = re.compile(
    r"\b(?:fully|100 ?%|completely|all)[- ]remote|remote[- ](?:first|only|position|role|job"
    r"|work|friendly|option|flexib\w+)|work(?:ing)? (?:from home|remotely|from anywhere)"
    r"|home[- ]?office|\bremote\b|telecommut|teletravail|teletrabajo|trabajo remoto"
    r"|trabalho remoto|home office|thuiswerken|100 ?% remoto|mobiles arbeiten"
)
_TYPES = (
    (
        "FULL_TIME",
        (
            r"full[- ]?time|vollzeit|temps plein|cdi\b|tiempo completo|jornada completa|"
            r"tempo (?:inteiro|integral)|voltijd|fulltime"
        ),
    ),
    (
        "PART_TIME",
        (
            r"part[- ]?time|teilzeit|temps partiel|media jornada|tiempo parcial|jornada parcial|"
            r"meio periodo|tempo parcial|deeltijd|parttime"
        ),
    ),
    (
        "CONTRACTOR",
        r"contractor|freelance|self[- ]employed|freiberuf|autonomo|\bzzp\b|prestation de services",
    ),
    ("TEMPORARY", r"temporary|fixed[- ]term|befristet|\bcdd\b|interim|temporal|temporario|tijdelijk"),
    ("INTERN", r"\bintern(?:ship)?\b|praktikum|praktikant|\bstage\b|stagiaire|practicas|estagio|werkstudent"),
)
_TYPE_PATTERNS = tuple((name, re.compile(rf"(?<!\w)(?:{pattern})")) for name, pattern in _TYPES)
_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b|\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_FIRM = re.compile(
    r"\b(?:gmbh|mbh|ag|se|kg|kgaa|ohg|ug|e\.? ?v\.?|e\.? ?g\.?|inc|incorporated|ltd|limited|llc|llp|plc|corp"
    r"|corporation|co\.|company|group|holdings?|partners|s\.?a\.?s?|s\.?a\.?r\.?l|sarl|s\.?l|s\.?p\.?a|srl|lda|ltda"
    r"|b\.?v|n\.?v|oy|ab|aps|a/s|sro|hospital|clinic|klinik\w*|krankenhaus|university|universitat|college|school"
    r"|schule|institute?|bank|insurance|versicherung|hotel|restaurant|stiftung|foundation|association|verein"
    r"|council|authority|ministry|agency|gruppe|werke|consulting|technologies|systems|solutions|labs?|studios?"
    r"|logistics|pharma|robotics|energy|motors|airlines|media|software|hopital|clinique|universite|ecole|banque"
    r"|universidad|universidade|hospitais|banco|ziekenhuis|universiteit|gemeente|stadt)\b\.?"
)
_NO_FIRM = re.compile(
    r"[.!?:]$|[€$£]|\b(?:full|part)[- ]?time\b|\bremote\b|\bhybrid\b|\d{3}"
    r"|\b(?:we|you|our|your|is|are|wir|sie|du)\b"
)
_AT_FIRM = re.compile(r"\s(?:at|@)\s+(?P<name>[A-Z][\w&.'’-]*(?: [A-Z&][\w&.'’-]*){0,4})\s*$")
_LONGEST_FIRM = 60
_LONGEST_TITLE = 14
"""Words."""
_LONGEST_TITLE_LINE = 2000
"""Characters; a longer line is running text without line breaks."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The facts found, and the spans of the lines they were read from."""

    title: str | None = None
    organization: str | None = None
    location: str | None = None
    remote: bool | None = None
    employment_type: str | None = None
    date_posted: str | None = None
    spans: tuple[tuple[int, int], ...] = ()


def read_terms(text: str) -> Terms:
    """The facts a normalised posting states; the title is its first line unless one is labelled."""
    values, spans = _labelled(text)
    first = _first_line_title(text)
    if first and "title" not in values:
        spans = (*spans, first[1])
    title = values.get("title") or (first[0] if first else None) or _searched(text)
    folded = fold(text)
    kind = values.get("employment_type")
    return Terms(
        title=clean_title(title) if title else None,
        organization=values.get("organization") or _second_line_firm(text, first),
        location=values.get("location"),
        remote=_remote(folded),
        employment_type=employment_type(kind) if kind else employment_type(text[:1500]),
        date_posted=_date(values.get("date_posted", "")),
        spans=spans,
    )


def clean_title(title: str) -> str:
    """A job title without gender marks, decoration and what hangs on behind a dash or in brackets."""
    bare = _GENDER.sub(" ", title).strip(" *#_-–|:,.\t")
    bare = re.split(
        r"\s+[-–|@]\s+|\s+at\s+(?=[A-Z<])|\s*<[A-Z]+>|\s+(?:Date )?[Pp]osted:? ", bare, maxsplit=1
    )[0]
    return re.sub(r"\s+", " ", bare).strip(" *#_-–|:,.") or title.strip()


def employment_type(text: str) -> str | None:
    """The schema.org employment type that a text states: FULL_TIME, PART_TIME, CONTRACTOR, TEMPORARY ..."""
    folded = fold(text)
    hits = [(h.start(), name) for name, pattern in _TYPE_PATTERNS if (h := pattern.search(folded))]
    return min(hits)[1] if hits else None


def _labelled(text: str) -> tuple[dict[str, str], tuple[tuple[int, int], ...]]:
    values: dict[str, str] = {}
    spans = []
    at, waiting = 0, None
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        folded = fold(line)
        hit = _LABELLED.match(folded) if len(line) <= 120 else None
        if hit:
            name = _label_of(hit)
            value = line[len(line) - len(hit["value"]) :].strip(" *_")
            spans.append((start, start + len(line)))
            waiting = name if not value else None
            if value:
                values.setdefault(name, value)
        elif waiting and line.strip():
            if len(line) <= 80 and not heading_kind(line) and not BULLET.match(line):
                values.setdefault(waiting, line.strip())
                spans.append((start, start + len(line)))
            waiting = None
    return values, tuple(spans)


def _label_of(hit: re.Match[str]) -> str:
    return next((name for name in _LABELS if hit[name]), "")


def _first_line_title(text: str) -> tuple[str, tuple[int, int]] | None:
    line, _, _ = text.partition("\n")
    words = line.split()
    if (
        len(line) > _LONGEST_TITLE_LINE
        or heading_kind(line)
        or line.rstrip().endswith((".", "!", "?", ":", ","))
        or _LABELLED.match(fold(line))
    ):
        return None
    head = re.split(r"\s*<[A-Z]+>|\s+Date posted", line, maxsplit=1)[0] or line
    if 0 < len(head.split()) <= _LONGEST_TITLE and any(ch.isalpha() for ch in head):
        return head, (0, len(line) if len(words) <= _LONGEST_TITLE + 12 else len(head))
    return None


def _second_line_firm(text: str, first: tuple[str, tuple[int, int]] | None) -> str | None:
    """The employer below the title, a short line that names a kind of firm, or behind "at" in it."""
    if first is None:
        return None
    if behind := _AT_FIRM.search(first[0]):
        return behind["name"].strip()
    _, _, rest = text.partition("\n")
    line = rest.lstrip("\n").partition("\n")[0].strip()
    name = re.split(r"\s+[|·•–-]\s+", line, maxsplit=1)[0].strip(" *_,")
    folded = fold(name)
    if (
        not 0 < len(name) <= _LONGEST_FIRM
        or heading_kind(line)
        or BULLET.match(line)
        or _NO_FIRM.search(folded)
    ):
        return None
    named = [w for w in name.split() if len(w) > 3]
    if not _FIRM.search(folded) or not all(w[0].isupper() or not w[0].isalpha() for w in named):
        return None
    return name


def _searched(text: str) -> str | None:
    hit = _SEARCHED.search(text[:4000])
    return hit["title"] if hit else None


def _remote(folded: str) -> bool | None:
    if _REMOTE_NO.search(folded):
        return False
    return True if _REMOTE_YES.search(folded) else None


def _date(value: str) -> str | None:
    hit = _DATE.search(value)
    if not hit:
        return None
    if hit[1]:
        return hit[0]
    return f"{hit[6]}-{int(hit[5]):02}-{int(hit[4]):02}"
