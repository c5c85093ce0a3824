"""Copies of a SQLite file: page by page while it is used, with the secret as one more table."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import settings
from models.base.dialects.copies import BadBackup, Copies, CopyFailed
from models.base.dialects.sqlite import sqlite_driver


class SqliteCopies(Copies):
    ending = ".sqlite"

    def make(self, target: Path, secret: bytes) -> None:
        _copy(settings.database_file(), target)
        with closing(_open(target)) as connection, connection:
            connection.execute("CREATE TABLE backup_secret (key BLOB NOT NULL)")
            connection.execute("INSERT INTO backup_secret VALUES (?)", [secret])

    def revision(self, file: Path, name: str) -> str:
        with closing(_open(file)) as connection:
            try:
                damage = connection.execute("PRAGMA integrity_check").fetchone()[0]
                lost = connection.execute("PRAGMA foreign_key_check").fetchall()
                schema = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            except sqlite_driver().Error as error:
                raise BadBackup(f"{name} is not a Copydesk database ({error}).") from error
        if damage != "ok" or lost:
            raise BadBackup(f"{name} is damaged: {damage}; {len(lost)} rows point at nothing.")
        return str(schema[0]) if schema else ""

    def open(self, file: Path) -> bytes:
        secret = b""
        with closing(_open(file)) as connection, connection:
            with suppress(sqlite_driver().OperationalError):
                secret = connection.execute("SELECT key FROM backup_secret").fetchone()[0]
            connection.execute("DROP TABLE IF EXISTS backup_secret")
        return secret

    def put_back(self, opened: Path) -> None:
        _copy(opened, settings.database_file())

    def put_aside(self, target: Path) -> None:
        present = settings.database_file()
        for ending in ("-wal", "-shm", ""):
            part = present.with_name(present.name + ending)
            if part.exists():
                part.rename(target.with_name(target.name + ending))

    @contextmanager
    def beside(self, opened: Path) -> Iterator[dict[str, str]]:
        yield {"COPYDESK_DATABASE": str(opened)}


def _open(file: Path) -> Any:
    return sqlite_driver().connect(str(file), timeout=10)


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(_open(source)) as reading, closing(_open(target)) as writing:
            writing.execute("PRAGMA synchronous = FULL")
            reading.backup(writing)  # in one step: in parts it starts anew at every write
    except sqlite_driver().Error as error:
        raise CopyFailed(f"{error}. Make room and try again") from error
    target.chmod(0o600)
