"""What can go wrong with files."""

from candidacy.kernel.errors import Conflict, NotFound


class FileNotFound(NotFound):
    """There is no such file in this workspace."""

    code = "file_not_found"


class DocumentNotReady(Conflict):
    """This file has not been read yet. Follow its job and ask again when it has succeeded."""

    code = "document_not_ready"
