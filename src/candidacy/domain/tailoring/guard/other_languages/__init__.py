"""The guard for CVs in German, French and Spanish: what is refused there, and what its person is asked about.

What lists, numbers, capitals and forms of verbs speak against in these languages is refused as in English;
every other word that no source says is asked about.
"""

from candidacy.domain.tailoring.guard.asking import MOST, SHARE
from candidacy.domain.tailoring.guard.checks import Check
from candidacy.domain.tailoring.guard.checks.claim import Claim
from candidacy.domain.tailoring.guard.checks.doing import performing
from candidacy.domain.tailoring.guard.checks.keeping import tenses
from candidacy.domain.tailoring.guard.checks.standing import certificates, degrees, employers, languages
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.lexicon import is_function_word
from candidacy.domain.tailoring.guard.other_languages.doubting import company, moved, named
from candidacy.domain.tailoring.guard.other_languages.extent import extent
from candidacy.domain.tailoring.guard.other_languages.keeping import left_out, lost
from candidacy.domain.tailoring.guard.other_languages.numbering import everyday, numbers, unclear
from candidacy.domain.tailoring.guard.other_languages.standing import skills, titles
from candidacy.domain.tailoring.guard.other_languages.telling import present
from candidacy.domain.tailoring.guard.other_languages.wording import names, times, unknown, usual

CHECKS: tuple[Check, ...] = (
    numbers,
    employers,
    titles,
    degrees,
    certificates,
    skills,
    languages,
    extent,
    performing,
    lost,
    tenses,
    present,
    names,
    times,
)
ASKED: tuple[Check, ...] = (unclear, usual)
DOUBTS: tuple[Check, ...] = (moved, named, company, left_out, everyday)


def judged(text: Text, scope: Scope, facts: Facts) -> tuple[list[Claim], dict[Claim, bool]]:
    """All claims of a text that the sources do not support, and those of them that may be asked about.

    What is mostly unknown is invented: then nothing is asked.
    """
    refused = [claim for one in CHECKS for claim in one(text, scope, facts)]
    asked = [claim for one in ASKED for claim in one(text, scope, facts)]
    words = len(unknown(text, scope, facts))
    content = [t for t in text.tokens if not is_function_word(t.plain, text.language)]
    too_many = words > min(MOST, SHARE * len(content))
    return [*refused, *asked], {} if too_many else {claim: True for claim in asked if claim not in refused}


__all__ = ["ASKED", "CHECKS", "DOUBTS", "judged"]
