"""Files in a directory of this machine."""

from pathlib import Path

from obstore.store import LocalStore

from candidacy.infrastructure.storage.objects import ObjectStorage
from candidacy.infrastructure.storage.port import StorageUnavailable


class LocalStorage(ObjectStorage):
    """Keeps objects in a directory that only this process's user can enter."""

    def __init__(self, root: Path) -> None:
        try:
            if not root.exists():
                root.mkdir(parents=True)
                root.chmod(0o700)
            store = LocalStore(prefix=root)
        except (OSError, ValueError) as exc:
            raise StorageUnavailable(
                f"Files cannot be kept in {root}: {exc}. Set CANDIDACY_HOME to a writable directory."
            ) from exc
        super().__init__(store)
