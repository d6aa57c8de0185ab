"""Everything of an installation in one file, held against digests: made while it runs, brought back."""

from candidacy.infrastructure.backup.archive import (
    ArchiveReader,
    ArchiveWriter,
    BackupDamaged,
    BackupNewer,
    Contents,
    NotABackup,
    TargetExists,
)
from candidacy.infrastructure.backup.comparing import Held, held
from candidacy.infrastructure.backup.dump import DumpFailed, dump_database, load_database

__all__ = [
    "ArchiveReader",
    "ArchiveWriter",
    "BackupDamaged",
    "BackupNewer",
    "Contents",
    "DumpFailed",
    "Held",
    "NotABackup",
    "TargetExists",
    "dump_database",
    "held",
    "load_database",
]
