"""A backup each hour, in a folder that keeps one of each hour, day and week."""

import shutil
from datetime import timedelta
from logging import INFO
from pathlib import Path

import settings
from logs import note
from models.base.backup import back_up
from models.base.backup_folder import newest_in, rotate
from models.base.database import database_size
from models.base.refusal import Refused
from models.base.table import now

BETWEEN = timedelta(hours=1)
TIMES_THE_DATABASE = 3
"""A copy, its sealed form, and as much again for the clinic to go on with."""


class NoRoom(Refused):
    """A backup would take what the clinic needs to go on."""


def make_backup() -> None:
    """Errors: NoRoom, BadBackup, CopyFailed, OSError; whoever runs it notes them and goes on."""
    folder = settings.backup_folder()
    if folder is None or not _is_due(folder):
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if shutil.disk_usage(folder).free < TIMES_THE_DATABASE * database_size():
        raise NoRoom("The disk has no room for another backup.")
    back_up(folder, recipient=settings.BACKUP_RECIPIENT)
    rotate(folder)
    note("backup made", level=INFO)


def _is_due(folder: Path) -> bool:
    """Those from before a clock was put back do not count."""
    newest = newest_in(folder, until=now())
    return newest is None or now() >= newest + BETWEEN
