"""Reading a document in a child process with limits."""

from candidacy.infrastructure.sandbox.limits import Limits
from candidacy.infrastructure.sandbox.reader import DocumentReader

__all__ = ["DocumentReader", "Limits"]
