"""From a Document to a Resume whose every value says where it was read and how sure that is."""

from candidacy.domain.reading.document import Document
from candidacy.domain.reading.fields.reader import read_tree
from candidacy.domain.reading.fields.values import sourced
from candidacy.domain.resume import SourcedResume

__all__ = ["read_resume"]


def read_resume(document: Document, *, region: str | None = None) -> SourcedResume:
    """The Resume that a document tells, as far as it does: what is not there is not in it.

    ``region`` (ISO 3166-1 alpha-2) is where telephone numbers without a country code are called from; without
    it the document's places and language tell.
    """
    return sourced(document, read_tree(document, region))
