"""What a mail means for an application: which one it is about, which move it suggests, and how sure that is.

Rules only, so that the same mail gives the same answer. A suggestion is as sure as its less sure half: which
application, and which move. At ``BY_ITSELF`` a move is made and can be undone, from ``ASK`` on a person is
asked, below it nothing is said.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from uuid import UUID

import yaml

from candidacy.domain.applications.mails import Mail
from candidacy.domain.applications.stages import Category, is_ahead, may_move
from candidacy.kernel.language import sentence

BY_ITSELF, ASK = 0.95, 0.5
_STRONG = 0.97


@dataclass(frozen=True, slots=True)
class Candidate:
    """An application that a mail may be about."""

    id: UUID
    title: str
    organization: str
    category: Category
    link: str = ""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """The stage that a mail speaks of, how sure, 0 to 1, and the words that say so."""

    category: Category
    confidence: float
    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """The application that a mail is about, how sure, 0 to 1, and why."""

    id: UUID
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to do about a mail; ``move`` is None where it says nothing new."""

    link: Link | None
    meaning: Meaning | None
    move: Category | None
    confidence: float

    @property
    def is_sure(self) -> bool:
        return self.move is not None and self.confidence >= BY_ITSELF

    @property
    def is_worth_asking(self) -> bool:
        return self.confidence >= ASK


@cache
def _rules() -> tuple[tuple[Category, float, re.Pattern[str]], ...]:
    """The rules that ship with the package, in their order."""
    file = files("candidacy.domain.applications").joinpath("data/mail_rules.yaml")
    listed = yaml.safe_load(file.read_text(encoding="utf-8"))
    return tuple(
        (
            Category(one["category"]),
            float(one["confidence"]),
            re.compile("|".join(one["words"]), re.IGNORECASE),
        )
        for one in listed
    )


_ORDER = (Category.REJECTED, Category.OFFER, Category.INTERVIEW, Category.SCREENING, Category.APPLIED)
_CONDITION = re.compile(
    r"\b(?:if|should|whether|in case|falls|sollten|wenn|si|may|might|once)\b", re.IGNORECASE
)
_OTHERS = re.compile(
    r"(?i)job alert|jobs? (?:matching|for you|you may)|recommended jobs|newsletter|neue jobs|stellenangebote"
)


def meaning_of(mail: Mail) -> Meaning | None:
    """What a mail says of an application; None where the rules see nothing in it."""
    if mail.is_bulk or _OTHERS.search(mail.subject):
        return None
    found: dict[Category, Meaning] = {}
    text = " ".join(f"{mail.subject}. {mail.text}".split())
    for category, strength, words in _rules():
        for hit in words.finditer(text):
            sure = strength if not _is_conditional(text, hit.start()) else strength * 0.4
            if category not in found or sure > found[category].confidence:
                found[category] = Meaning(category, sure, hit[0][:120])
    return _strongest(found)


def _is_conditional(text: str, start: int) -> bool:
    """Whether the sentence says what might be: "if you are selected for an interview"."""
    before = re.split(r"[.!?;:]\s", text[max(0, start - 200) : start])[-1]
    return bool(_CONDITION.search(before))


def _strongest(found: dict[Category, Meaning]) -> Meaning | None:
    """The one that counts: a receipt is thanked for in every mail; of two that clash neither is sure."""
    news = [found[one] for one in _ORDER if one in found and one is not Category.APPLIED]
    sure = [one for one in news if one.confidence >= _STRONG]
    if len(sure) > 1 and {one.category for one in sure} != {Category.SCREENING, Category.INTERVIEW}:
        return Meaning(sure[0].category, 0.6, sure[0].words)
    best = max(news, key=lambda one: one.confidence, default=None)
    if best is not None and best.confidence >= ASK:
        return best
    return found.get(Category.APPLIED) or best


_LEGAL = re.compile(
    r"(?i)\b(?:gmbh|ag|se|inc|llc|ltd|limited|corp|co|kg|plc|sa|sas|bv|nv|group|holding|the)\b\.?"
)
_SENT_FOR_OTHERS = (
    "greenhouse.io", "greenhouse-mail.io", "lever.co", "myworkday.com", "workday.com", "smartrecruiters.com",
    "ashbyhq.com", "workablemail.com", "personio.de", "personio.com", "recruitee.com", "teamtailor-mail.com",
    "icims.com", "jobvite.com", "bamboohr.com", "successfactors.com", "linkedin.com", "indeed.com",
    "gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "gmx.de", "web.de",
)  # fmt: skip


def links_of(mail: Mail, candidates: Iterable[Candidate]) -> list[Link]:
    """The applications that a mail may be about, the surest first; each with why."""
    found = [link for candidate in candidates if (link := _link(mail, candidate)) is not None]
    found.sort(key=lambda link: (-link.confidence, str(link.id)))
    if len(found) > 1 and found[0].confidence - found[1].confidence < 0.1:
        # Two that look the same, as at one employer: which of them it is, a person has to say.
        found = [Link(one.id, min(one.confidence, 0.6), one.why) for one in found]
    return found


def _link(mail: Mail, one: Candidate) -> Link | None:
    signs: list[tuple[float, str]] = []
    name = _bare(one.organization)
    head = f"{mail.subject} {mail.sender_name}".casefold()
    if mail.sender_address and mail.sender_address in one.addresses:
        signs.append((0.96, sentence("written by a contact of it")))
    if len(name) >= 3 and _is_own_domain(mail.domain, name):
        signs.append((0.9, sentence("the sender's address is the employer's")))
    if len(name) >= 3 and _says(head, name):
        signs.append((0.85, sentence("subject or sender names the employer")))
    elif len(name) >= 3 and _says(mail.text.casefold(), name):
        signs.append((0.6, sentence("the mail names the employer")))
    title = " ".join(one.title.casefold().split())
    if len(title) >= 4 and _says(f"{head} {mail.text.casefold()}", title):
        # A title alone, such as "Engineer", stands in many mails.
        signs.append((0.7 if signs else 0.3, sentence("the mail names the job")))
    if not signs:
        return None
    missed = 1.0
    for sure, _ in signs:
        missed *= 1 - sure
    return Link(one.id, round(1 - missed, 4), "; ".join(why for _, why in signs))


def _bare(organization: str) -> str:
    return " ".join(_LEGAL.sub(" ", organization).casefold().replace(",", " ").split())


def _is_own_domain(domain: str, name: str) -> bool:
    if not domain or any(domain == other or domain.endswith(f".{other}") for other in _SENT_FOR_OTHERS):
        return False
    labels = domain.split(".")[:-1]
    joined = re.sub(r"[\W_]+", "", name)
    return any(re.sub(r"[\W_]+", "", label) == joined for label in labels)


def _says(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", " ".join(text.split())) is not None


def suggest(mail: Mail, candidates: Sequence[Candidate]) -> Suggestion:
    """The application that a mail is about and the move that it suggests."""
    meaning, links = meaning_of(mail), links_of(mail, candidates)
    link = links[0] if links else None
    if link is None or meaning is None:
        return Suggestion(link, meaning, None, 0.0)
    stage = next(one.category for one in candidates if one.id == link.id)
    news = is_ahead(stage, meaning.category) and may_move(stage, meaning.category)
    confidence = round(min(link.confidence, meaning.confidence), 4)
    return Suggestion(link, meaning, meaning.category if news else None, confidence)
