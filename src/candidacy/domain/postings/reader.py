"""The reader of postings: plain text in, a Posting with its requirements out."""

from dataclasses import replace

from candidacy.domain.postings import cues
from candidacy.domain.postings.headings import SectionKind
from candidacy.domain.postings.occupations import occupation_of
from candidacy.domain.postings.requirements import SILENT, Context, has_requirement_section, requirements_of
from candidacy.domain.postings.schema import Importance, Posting, Requirement, RequirementKind
from candidacy.domain.postings.sections import Piece, Section, find_pieces, find_sections
from candidacy.domain.postings.terms import Terms, read_terms
from candidacy.domain.postings.text import normalise
from candidacy.domain.reading.language import language_of
from candidacy.domain.skills.concepts import ConceptKind
from candidacy.domain.skills.matcher import find_skills
from candidacy.domain.skills.soft import is_soft
from candidacy.domain.skills.taxonomy import Taxonomy

_STRUCTURE = (SectionKind.DUTIES, SectionKind.REQUIREMENTS, SectionKind.NICE)


def read_posting(text: str, taxonomy: Taxonomy, *, stated: Terms | None = None) -> Posting:
    """The posting that ``text`` is. ``stated`` are facts known from elsewhere; they win over the text's.

    All offsets count in ``Posting.text``, which is ``text`` with its white space made plain.

    Raises:
        EmptyPosting: the text holds no letter or digit.
        PostingTooLong: the text is longer than a posting can be.
    """
    plain = normalise(text)
    terms = _merged(stated, read_terms(plain))
    sections = find_sections(plain)
    pieces = [p for p in find_pieces(plain, sections) if not _in_terms(p, terms)]
    context = _context(sections, taxonomy)
    requirements = (*requirements_of(plain, pieces, context), *_place(plain, terms))
    return Posting(
        text=plain,
        title=terms.title,
        organization=terms.organization,
        location=terms.location,
        remote=terms.remote,
        employment_type=terms.employment_type,
        date_posted=terms.date_posted,
        language=language_of(plain),
        occupation_uri=occupation_of(terms.title, taxonomy) if terms.title else None,
        requirements=requirements,
    )


def core_text(text: str) -> str:
    """What a posting says of the job and the person: no benefits, employer, applying or legal notes."""
    pieces = find_pieces(text, find_sections(text))
    told = (text[p.start : p.end] for p in pieces if p.section not in SILENT)
    return "\n".join(sentence for sentence in told if not cues.is_boilerplate(sentence))


def _merged(stated: Terms | None, read: Terms) -> Terms:
    if stated is None:
        return read
    known = {
        name: value
        for name in Terms.__slots__
        if name != "spans" and (value := getattr(stated, name)) is not None
    }
    return replace(read, **known)


def _in_terms(piece: Piece, terms: Terms) -> bool:
    return any(start <= piece.start < end for start, end in terms.spans)


def _context(sections: tuple[Section, ...], taxonomy: Taxonomy) -> Context:
    def kind_of(uri: str) -> ConceptKind | None:
        concept = taxonomy.get(uri)
        return concept.kind if concept else None

    return Context(
        find=lambda sentence: find_skills(sentence, taxonomy),
        kind_of=kind_of,
        lists_requirements=has_requirement_section(sections),
        structured=any(s.kind in _STRUCTURE for s in sections),
        is_soft=lambda uri: is_soft(uri, taxonomy),
    )


def _place(text: str, terms: Terms) -> tuple[Requirement, ...]:
    """The stated place of work as a requirement, unless the job can be done from anywhere."""
    if not terms.location or terms.remote:
        return ()
    start = text.find(terms.location)
    start, end = (start, start + len(terms.location)) if start >= 0 else (0, 0)
    return (
        Requirement(
            text=terms.location,
            kind=RequirementKind.LOCATION,
            importance=Importance.MUST,
            start=start,
            end=end,
        ),
    )
