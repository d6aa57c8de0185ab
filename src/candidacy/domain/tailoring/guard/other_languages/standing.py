"""What somebody was called, and which skills are named, in German, French and Spanish."""

import re
from collections.abc import Iterator

from candidacy.domain.skills import SkillMention, find_skills
from candidacy.domain.tailoring.guard.checks.claim import Claim
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text, stems_of
from candidacy.domain.tailoring.guard.lexicon import Token, is_function_word, pattern, words
from candidacy.domain.tailoring.guard.other_languages.wording import unknown
from candidacy.domain.tailoring.schema import ClaimKind

_AS = re.compile(
    r"\b(?:(?<!mehr )(?<!weniger )als|comme|como|en tant que|en qualite de|en calidad de|in der rolle"
    r"|in der funktion)\s+"
)
_BEGINS = re.compile(r"(?:^|[.;:\n(])\s*$")
PERSON = {
    "de": re.compile(
        r"\w{3,}(?:er|erin|or|orin|eur|eurin|ist|istin|ent|entin|ant|antin|mann|frau|kraft|hilfe|oge|ogin|beauftragte[rn]?)"
    ),
    "fr": re.compile(
        r"chef|cheffe|patron|patronne|\w{2,}(?:eur|euse|rice|ier|iere|iste|ien|ienne|ant|ante|ologue|aire|cadre)"
    ),
    "es": re.compile(
        r"\w{2,}(?:or|ora|ista|ero|era|ente|enta|ario|aria|ico|ica|jefe|jefa|ologo|ologa|cial|tor)"
    ),
}
_OFFICE = re.compile(
    r"\w*(?:leiter|leiterin|chef|chefin|meister|meisterin|direktor|direktorin|manager|managerin)"
)
_FURTHER = re.compile(
    r"(?:\b(?:mit|in|mittels|per|und|sowie|oder|via|durch|avec|sous|et|ou|par|con|en|y|e|mediante)|[,/(&+])"
    r"\s*(?:(?:der|die|das|dem|le|la|les|el|los|las)\s+)?$"
)


def titles(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Nobody was what no source says of them; whom the lines but name is somebody else."""
    begun = _BEGINS.search(text.folded[: text.tokens[0].start]) if text.tokens else None
    for n, token in enumerate(text.tokens):
        called = bool(_AS.search(_since_name(text, n)))
        first = begun is not None and n == 0
        office = _is_office(token, text.language) or _is_ranked(n, text)
        if called and (office or PERSON[text.language].fullmatch(token.plain)):
            known = _is_held(n, text, scope)
        elif first and (office or (n == 0 and _names_oneself(token, text))):
            known = _is_held(n, text, scope) or [t.plain for t in scope.lines.tokens[:1]] == [token.plain]
        else:
            known = not office or bool(stems_of(token.plain, text.language) & scope.around.stems)
        if not known:
            yield ClaimKind.TITLE, token.word


def _since_name(text: Text, n: int) -> str:
    """What stands before a word, without the words that belong to it: *als* of *als leitende Ärztin*."""
    begin = n
    while (
        begin
        and text.text[text.tokens[begin - 1].end : text.tokens[begin].start] == " "
        and n - begin < _LONG
    ):
        begin -= 1
        if not is_function_word(text.tokens[begin].plain, text.language):
            continue
        if _AS.match(text.folded, text.tokens[begin].start):
            return text.folded[: text.tokens[begin + 1].start]
    return ""


_LONG = 3
_APART = re.compile(r"\s*[:,]")


def _names_oneself(token: Token, text: Text) -> bool:
    """Whether a text begins with who somebody is, as with a title of its own."""
    return bool(PERSON[text.language].fullmatch(token.plain) and _APART.match(text.folded, token.end))


def _is_office(token: Token, language: str) -> bool:
    own = pattern("offices", language).fullmatch(token.plain)
    listed = token.plain in (words("heads") | words("seniority")) - words("title_or_word")
    return bool(own) or listed or (language == "de" and bool(_OFFICE.fullmatch(token.plain)))


def _is_ranked(n: int, text: Text) -> bool:
    """Whether an English word that is as often none is a title by the rank before it: head nurse."""
    ranked = n > 0 and text.tokens[n - 1].plain in words("ranks")
    return ranked and text.tokens[n].plain in words("title_or_word")


def _is_held(n: int, text: Text, scope: Scope) -> bool:
    """Whether the entry has the title, and every number and rank of it."""
    token, behind = text.tokens[n], text.tokens[n + 1 : n + 3]
    own = stems_of(token.plain, text.language) & (scope.titles.stems | _called(scope.lines))
    labels = [t for t in behind if any(map(str.isdigit, t.word))]
    return bool(own) and all(t.plain in scope.titles.words for t in labels)


def _called(lines: Text) -> frozenset[str]:
    """What the lines themselves say somebody was."""
    told = (t for n, t in enumerate(lines.tokens) if _AS.search(_since_name(lines, n)))
    return frozenset[str]().union(*(stems_of(t.plain, lines.language) for t in told))


def skills(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """A named skill, or one that stands as a further means or thing, is shown where this rests."""
    for mention in find_skills(text.text, facts.taxonomy):
        new = any(mention.start < t.end and t.start < mention.end for t in unknown(text, scope, facts))
        if new and _is_claimed(mention, text):
            yield ClaimKind.SKILL, mention.text


def _is_claimed(mention: SkillMention, text: Text) -> bool:
    """Whether it is a name or stands as a means; short English names are other words here."""
    if mention.text.islower():
        return False
    named = any(sum(map(str.isupper, part)) > 1 or not part.isalpha() for part in mention.text.split())
    named = named or text.language != "de" or " " in mention.text
    return named or bool(_FURTHER.search(text.folded[: mention.start]))
