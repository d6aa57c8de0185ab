"""What is known of the last backup: a line that ``candidacy backup`` leaves in the home.

It stands in a file and not in the database, which is what is backed up: so a restored installation does not
take the backup it came from for its own.
"""

from datetime import datetime
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

FILE = "last-backup.json"


class LastBackup(BaseModel):
    """When it was made, where it was written to, and when it was last checked as a whole."""

    model_config = ConfigDict(frozen=True)

    made_at: AwareDatetime
    file: str
    bytes: int
    files: int
    checked_at: AwareDatetime | None = None


def last_backup(home: Path) -> LastBackup | None:
    """The last one that was made of what this home belongs to; None where nothing is known."""
    try:
        return LastBackup.model_validate_json((home / FILE).read_bytes())
    except (FileNotFoundError, PermissionError, ValidationError):
        return None


def note_backup(home: Path, made: LastBackup) -> None:
    """Remember a backup, whole or not at all."""
    home.mkdir(parents=True, exist_ok=True)
    part = home / f".{FILE}.part"
    part.write_text(made.model_dump_json(), encoding="utf-8")
    part.replace(home / FILE)


def note_check(home: Path, made_at: datetime, checked_at: datetime) -> None:
    """Remember that the last backup was read from beginning to end; one of another is not remembered."""
    known = last_backup(home)
    if known is not None and known.made_at == made_at:
        note_backup(home, known.model_copy(update={"checked_at": checked_at}))
