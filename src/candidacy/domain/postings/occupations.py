"""The occupation that a job title surely names; of a CV's titles and a posting's alike."""

from candidacy.domain.skills.concepts import ConceptKind
from candidacy.domain.skills.matcher import matcher_of
from candidacy.domain.skills.taxonomy import Taxonomy
from candidacy.domain.skills.titles import read_title
from candidacy.domain.skills.tokens import cut


def occupation_of(title: str, taxonomy: Taxonomy) -> str | None:
    """The occupation with this title, or the one with the longest name inside it; the last of equals.

    A title that is only similar names none: matching would rather compare its words.
    """
    from candidacy.domain.skills.occupations import occupations_of  # With 10 MB of numpy.

    exact = occupations_of(taxonomy).exactly(read_title(title))
    if exact:
        return exact
    hits = matcher_of(taxonomy, (ConceptKind.OCCUPATION,)).hits(cut(title))
    return max(hits, key=lambda h: (h.last - h.first, h.first)).name.uri if hits else None
