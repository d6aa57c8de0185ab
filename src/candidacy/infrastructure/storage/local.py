"""Files in a directory of this machine."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from candidacy.infrastructure.storage.objects import ObjectStorage
from candidacy.infrastructure.storage.port import StorageUnavailable

if TYPE_CHECKING:
    from obstore.store import LocalStore


class LocalStorage(ObjectStorage):
    """Keeps objects in a directory that only this process's user can enter."""

    def __init__(self, root: Path) -> None:
        try:
            if not root.exists():
                root.mkdir(parents=True)
                root.chmod(0o700)
            os.scandir(root).close()
        except OSError as exc:
            raise StorageUnavailable(
                f"Files cannot be kept in {root}: {exc}. Set CANDIDACY_HOME to a writable directory."
            ) from exc

        def opened() -> "LocalStore":
            from obstore.store import LocalStore

            return LocalStore(prefix=root)

        super().__init__(opened)
