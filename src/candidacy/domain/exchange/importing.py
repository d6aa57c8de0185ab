"""Bytes of a file to a Resume."""

from candidacy.domain.exchange.errors import UnknownExchangeFormat
from candidacy.domain.exchange.recognition import recognise
from candidacy.domain.exchange.values import Imported
from candidacy.domain.reading.errors import EmptyFile


def import_resume(data: bytes) -> Imported:
    """The Resume of a file that another program wrote, whichever it is; told by the content.

    Raises UnknownExchangeFormat for any other file, and the errors of reading for a damaged one.
    """
    if not data:
        raise EmptyFile
    read = recognise(data)
    if read is None:
        raise UnknownExchangeFormat
    return read()
