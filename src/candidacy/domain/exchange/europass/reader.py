"""Which of the two forms a file has, and the Resume it holds."""

import re

from candidacy.domain.exchange.errors import UnknownExchangeFormat
from candidacy.domain.exchange.europass.candidate import candidate_resume
from candidacy.domain.exchange.europass.passport import passport_resume
from candidacy.domain.exchange.europass.tree import tree_of
from candidacy.domain.exchange.source import Source, present
from candidacy.domain.exchange.values import Format, Imported
from candidacy.domain.resume.json_resume import load_resume

_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:Candidate|SkillsPassport|LearnerInfo|Europass)[\s>/]")


def is_europass(data: bytes) -> bool:
    """Whether XML looks like it; only reading tells for certain."""
    head = data[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")
    return bool(_ROOT.search(head))


def read_europass(data: bytes) -> Imported:
    """The Resume. Raises DamagedFile for broken XML."""
    root, tree = tree_of(data)
    source = Source(tree)
    source.skip("@schemaLocation", "@locale", "@noNamespaceSchemaLocation")
    if root == "Candidate":
        resume = candidate_resume(source)
    elif root == "LearnerInfo":
        resume = passport_resume(source)
    elif root in {"SkillsPassport", "Europass"}:
        source.skip("DocumentInfo", "PrintingPreferences", "ECVInfo")
        resume = passport_resume(source.at("LearnerInfo"))
    else:
        raise UnknownExchangeFormat
    return Imported(Format.EUROPASS, load_resume(present(**resume)), source.lost())
