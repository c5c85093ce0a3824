"""Copies of the whole clinic: made while people work, proved, and put back. SQLite's own."""

import os
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import settings
from models.base.database import sqlite_driver
from models.base.refusal import Refused
from models.base.schema import is_known
from models.base.table import now

NAME = "copydesk-{:%Y%m%dT%H%M%S%f}Z.sqlite"


class BadBackup(Refused):
    """The file is no whole database of ours."""


def back_up(folder: Path, *, keep: int = 0, at: datetime | None = None) -> Path:
    """A verified copy in `folder`; the `keep` newest stay (0 keeps all).

    Errors: BadBackup when the copy does not verify, OSError, sqlite3.Error.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / NAME.format(at or now())
    unproved = target.with_suffix(".unproved")
    try:
        _copy(settings.database_file(), unproved)
        verify(unproved)
        _onto_disk(unproved)
        unproved.rename(target)
    finally:
        unproved.unlink(missing_ok=True)
    for old in sorted(folder.glob("copydesk-*Z.sqlite"))[:-keep] if keep else []:
        old.unlink()
    return target


def restore(file: Path) -> Path:
    """Put a backup in the database's place, in one transaction. Returns a copy of what was there.

    Errors: BadBackup, before anything is changed.
    """
    verify(file)
    before = _put_aside(settings.database_file())
    _copy(file, settings.database_file())
    return before


def _put_aside(present: Path) -> Path:
    """A whole database is copied, a damaged one moved away as it is."""
    folder = present.parent / "before-restore"
    try:
        return back_up(folder)
    except (BadBackup, sqlite_driver().Error):
        damaged = folder / NAME.format(now()).replace(".sqlite", ".damaged")
        for ending in ("-wal", "-shm", ""):
            part = present.with_name(present.name + ending)
            if part.exists():
                part.rename(damaged.with_name(damaged.name + ending))
        return damaged


def verify(file: Path) -> None:
    """Errors: BadBackup."""
    if not file.is_file():
        raise BadBackup(f"There is no file {file}.")
    with closing(_open(file)) as connection:
        try:
            damage = connection.execute("PRAGMA integrity_check").fetchone()[0]
            lost = connection.execute("PRAGMA foreign_key_check").fetchall()
            schema = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite_driver().Error as error:
            raise BadBackup(f"{file.name} is not a Copydesk database ({error}).") from error
    if damage != "ok" or lost:
        raise BadBackup(f"{file.name} is damaged: {damage}; {len(lost)} rows point at nothing.")
    if not schema or not is_known(schema[0]):
        raise BadBackup(f"{file.name} was written by a newer Copydesk; start that one.")


def _open(file: Path) -> Any:
    return sqlite_driver().connect(str(file), timeout=10)


def _copy(source: Path, target: Path) -> None:
    with closing(_open(source)) as reading, closing(_open(target)) as writing:
        writing.execute("PRAGMA synchronous = FULL")
        reading.backup(writing)  # in one step: in parts it starts anew at every write
    target.chmod(0o600)


def _onto_disk(file: Path) -> None:
    for path in (file, file.parent):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
