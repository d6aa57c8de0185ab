"""Whether an unknown word is a name: by capitals; in German, where every noun has one, by where it stands."""

import re
from itertools import pairwise

from candidacy.domain.tailoring.guard.facts import Text
from candidacy.domain.tailoring.guard.lexicon import Token
from candidacy.domain.tailoring.guard.other_languages.vocabulary import listed

_BEGINS = re.compile(r"(?:^|[.:;!?•–—\"“„(\n])\s*[-•*]?\s*$")
_NOUN = re.compile(
    r".*(?:en|ern|el|eln|er|ung|keit|heit|schaft|ion|tat|nis|ment|tum|ling|ie|ik|ur|age|enz|anz|ei|us|ismus|e)"
)
"""How German nouns end, and few names of firms."""
_OF_WHOM = frozenset({"bei", "fur", "an", "von", "via", "mit"})
_LETTERS = re.compile(r"[^\W\d_]+(?:['’. -][^\W\d_]+)*\.?")


def is_name(token: Token, text: Text) -> bool:
    """Whether a word that the sources do not have is but a name, an abbreviation or a label with digits."""
    if not _LETTERS.fullmatch(token.word) or any(_is_abbreviation(p) for p in re.split(r"[-/]", token.word)):
        return True
    if not token.word[:1].isupper() or _BEGINS.search(text.text[: token.start]):
        return False
    return text.language != "de" or _stands_as_name(token, text)


def _is_abbreviation(part: str) -> bool:
    return sum(map(str.isupper, part)) > 1


def _stands_as_name(token: Token, text: Text) -> bool:
    """Whether a German word stands behind a kind of organisation, or behind *bei* and is like no noun."""
    n = next(n for n, one in enumerate(text.tokens) if one.start == token.start)
    before = text.tokens[n - 1] if n else None
    if before is None or text.text[before.end : token.start] != " ":
        return False
    if before.plain in _OF_WHOM:
        return not _NOUN.fullmatch(token.plain)
    return before.plain.endswith(tuple(listed("organisations", "de")))


def is_double_name(token: Token, new: list[Token], text: Text) -> bool:
    """Whether two German words with capitals stand together that no source has, the second like no noun."""
    if text.language != "de":
        return False
    together = [t for t in new if t.word[:1].isupper() and not _BEGINS.search(text.text[: t.start])]
    return any(
        token in pair and text.text[pair[0].end : pair[1].start] == " " and not _NOUN.fullmatch(pair[1].plain)
        for pair in pairwise(together)
    )
