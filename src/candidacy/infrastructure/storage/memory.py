"""The double for tests and demonstrations."""

from typing import TYPE_CHECKING

from candidacy.infrastructure.storage.objects import ObjectStorage

if TYPE_CHECKING:
    from obstore.store import MemoryStore


class MemoryStorage(ObjectStorage):
    """Keeps objects in memory, where they are lost with the process; so it refuses production."""

    def __init__(self, *, production: bool) -> None:
        if production:
            raise ValueError("MemoryStorage loses every file at a restart. Choose another storage.")
        super().__init__(_opened)


def _opened() -> "MemoryStore":
    from obstore.store import MemoryStore

    return MemoryStore()
