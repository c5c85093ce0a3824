"""Copies of the whole clinic, its secret too: made while people work, proved, and put back."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import settings
from models.base.backup_folder import NAME, SEALED, UNPROVED, alone_in
from models.base.dialects.sqlite import sqlite_driver
from models.base.refusal import Refused
from models.base.schema import is_known
from models.base.sealing import BadKey, seal, unseal
from models.base.table import now


class BadBackup(Refused):
    """The file is no whole database of ours."""


def back_up(folder: Path, *, recipient: str = "", at: datetime | None = None) -> Path:
    """A verified copy in `folder`, sealed for `recipient` if there is one.

    Errors: BadBackup when the copy does not verify, BadKey, OSError, sqlite3.Error.
    """
    with alone_in(folder):
        target = folder / NAME.format(at or now())
        unproved = target.with_suffix(UNPROVED)
        try:
            _copy(settings.database_file(), unproved)
            _put_in_secret(unproved)
            verify(unproved)
            return _finish(unproved, target, recipient)
        finally:
            unproved.unlink(missing_ok=True)


def _finish(unproved: Path, target: Path, recipient: str) -> Path:
    """It has its name only once it is whole and on disk."""
    if recipient:
        target = target.with_name(target.name + SEALED)
        sealed = unproved.with_name(unproved.name + SEALED)
        sealed.touch(mode=0o600)
        seal(unproved, sealed, recipient)
        unproved.unlink()
        unproved = sealed
    onto_disk(unproved)
    unproved.rename(target)
    onto_disk(target.parent)
    return target


def _put_in_secret(copy: Path) -> None:
    with closing(_open(copy)) as connection, connection:
        connection.execute("CREATE TABLE backup_secret (key BLOB NOT NULL)")
        connection.execute("INSERT INTO backup_secret VALUES (?)", [settings.secret_key()])


def restore(file: Path, *, key: Path | None = None) -> Path:
    """Put a backup in the database's place, in one transaction. Returns a copy of what was there.

    Errors: BadBackup, BadKey, before anything is changed.
    """
    with opened(file, key) as (copy, secret):
        before = _put_aside(settings.database_file())
        _copy(copy, settings.database_file())
        if secret:
            settings.replace_secret(secret)
    return before


@contextmanager
def opened(file: Path, key: Path | None = None) -> Iterator[tuple[Path, bytes]]:
    """A proved copy of a backup in a folder of its own, and the secret that was in it.

    `key` opens a sealed one. Errors: BadBackup, BadKey.
    """
    if not file.is_file():
        raise BadBackup(f"There is no file {file}.")
    here = settings.database_file().parent
    here.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="restoring-", dir=here) as folder:
        copy = Path(folder) / "copydesk.sqlite"
        copy.touch(mode=0o600)
        if file.suffix != SEALED:
            shutil.copyfile(file, copy)
        elif key is None:
            raise BadKey(f"{file.name} is sealed: name the file with its key.")
        else:
            unseal(file, copy, key)
        verify(copy, named=file.name)
        yield copy, _take_out_secret(copy)


def _take_out_secret(copy: Path) -> bytes:
    """Empty in backups of former versions."""
    secret = b""
    with closing(_open(copy)) as connection, connection:
        with suppress(sqlite_driver().OperationalError):
            secret = connection.execute("SELECT key FROM backup_secret").fetchone()[0]
        connection.execute("DROP TABLE IF EXISTS backup_secret")
    return secret


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


def verify(file: Path, *, named: str = "") -> None:
    """`named` is what to call it. Errors: BadBackup."""
    name = named or file.name
    with closing(_open(file)) as connection:
        try:
            damage = connection.execute("PRAGMA integrity_check").fetchone()[0]
            lost = connection.execute("PRAGMA foreign_key_check").fetchall()
            schema = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite_driver().Error as error:
            raise BadBackup(f"{name} is not a Copydesk database ({error}).") from error
    if damage != "ok" or lost:
        raise BadBackup(f"{name} is damaged: {damage}; {len(lost)} rows point at nothing.")
    if not schema or not is_known(schema[0]):
        raise BadBackup(f"{name} was written by a newer Copydesk; start that one.")


def _open(file: Path) -> Any:
    return sqlite_driver().connect(str(file), timeout=10)


def _copy(source: Path, target: Path) -> None:
    with closing(_open(source)) as reading, closing(_open(target)) as writing:
        writing.execute("PRAGMA synchronous = FULL")
        reading.backup(writing)  # in one step: in parts it starts anew at every write
    target.chmod(0o600)


def onto_disk(path: Path) -> None:
    """A file's bytes, or a folder's names."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
