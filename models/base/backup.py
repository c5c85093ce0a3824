"""Copies of the whole clinic, its secret too: made while people work, proved, and put back."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import settings
from models.base.backup_folder import NAME, SEALED, UNPROVED, alone_in
from models.base.database import engine
from models.base.dialects.copies import BadBackup, Copies, CopyFailed
from models.base.dialects.postgresql_copies import PostgresqlCopies
from models.base.dialects.sqlite_copies import SqliteCopies
from models.base.schema import is_known
from models.base.sealing import BadKey, seal, unseal
from models.base.table import now


def copies() -> Copies:
    return SqliteCopies() if settings.on_sqlite() else PostgresqlCopies()


def back_up(folder: Path, *, recipient: str = "", at: datetime | None = None) -> Path:
    """A verified copy in `folder`, sealed for `recipient` if there is one.

    Errors: BadBackup when the copy does not verify, CopyFailed, BadKey, OSError.
    """
    with alone_in(folder):
        target = (folder / NAME.format(at or now())).with_suffix(copies().ending)
        unproved = target.with_suffix(UNPROVED)
        try:
            unproved.touch(mode=0o600)
            copies().make(unproved, settings.secret_key())
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


def restore(file: Path, *, key: Path | None = None) -> Path:
    """Put a backup in the database's place, in one transaction. Returns a copy of what was there.

    Errors: BadBackup, BadKey, CopyFailed, before anything is changed.
    """
    with opened(file, key) as (copy, secret):
        engine().dispose()
        before = _put_aside()
        copies().put_back(copy)
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
    here = settings.folder()
    here.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="restoring-", dir=here) as folder:
        copy = Path(folder) / f"copydesk{copies().ending}"
        copy.touch(mode=0o600)
        if file.suffix != SEALED:
            shutil.copyfile(file, copy)
        elif key is None:
            raise BadKey(f"{file.name} is sealed: name the file with its key.")
        else:
            unseal(file, copy, key)
        verify(copy, named=file.name)
        yield copy, copies().open(copy)


def _put_aside() -> Path:
    """A whole database is copied, of a damaged one is kept what there is."""
    folder = settings.folder() / "before-restore"
    try:
        return back_up(folder)
    except (BadBackup, CopyFailed):
        damaged = (folder / NAME.format(now())).with_suffix(".damaged")
        copies().put_aside(damaged)
        return damaged


def verify(file: Path, *, named: str = "") -> None:
    """`named` is what to call it. Errors: BadBackup."""
    name = named or file.name
    if not is_known(copies().revision(file, name)):
        raise BadBackup(f"{name} was written by a newer Copydesk; start that one.")


def onto_disk(path: Path) -> None:
    """A file's bytes, or a folder's names."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
