"""The double for tests and demonstrations."""

from obstore.store import MemoryStore

from candidacy.infrastructure.storage.objects import ObjectStorage


class MemoryStorage(ObjectStorage):
    """Keeps objects in memory, where they are lost with the process; so it refuses production."""

    def __init__(self, *, production: bool) -> None:
        if production:
            raise ValueError("MemoryStorage loses every file at a restart. Choose another storage.")
        super().__init__(MemoryStore())
