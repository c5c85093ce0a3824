"""What is SQLite's own: its driver, its engine, and how it tells of what others commit."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import lru_cache
from threading import Lock
from types import ModuleType
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

import settings
from models.base.dialects.dialect import Dialect, NotOurs

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "busy_timeout = 10000",
    "foreign_keys = ON",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "temp_store = MEMORY",
    "cache_size = -16000",
)
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def sqlite_driver() -> ModuleType:
    """The newer of the packaged SQLite and the standard library's."""
    try:
        from pysqlite3 import dbapi2  # noqa: PLC0415  where it has no wheel, the standard library's serves
    except ImportError:
        return sqlite3
    newer: ModuleType = (
        dbapi2 if dbapi2.sqlite_version_info > sqlite3.sqlite_version_info else (sqlite3)
    )
    return newer


class Sqlite(Dialect):
    def make_engine(self) -> Engine:
        file = settings.database_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)  # SQLite gives its log and index the same mode
        made = create_engine(
            URL.create("sqlite", database=str(file)),  # its name may hold what an address may not
            module=sqlite_driver(),
            pool_size=24,
            max_overflow=40,
            pool_use_lifo=True,
        )
        event.listen(made, "connect", _configure)
        return made

    def begin_reading(self, connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    def begin_writing(self, connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def change_token(self, engine: Engine) -> object:  # noqa: ARG002  one connection beside it
        """A look costs microseconds."""
        watch = _watch(settings.DATABASE_URL)
        count = watch.count()
        return None if count is None else (watch, count)

    def empty_log(self) -> bool:
        """Put the write-ahead log into the database and cut it to nothing."""
        file = settings.database_file()
        connection = sqlite_driver().connect(file, timeout=10, isolation_level=None)
        try:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            return bool(busy == 0)
        finally:
            connection.close()

    def size(self, engine: Engine) -> int:  # noqa: ARG002  the file tells
        return settings.database_file().stat().st_size

    def place(self) -> str:
        return str(settings.database_file())

    def tables(self, engine: Callable[[], Engine]) -> set[str] | None:  # noqa: ARG002  it would make a file
        """A file without any is ours too: a first start may have been killed."""
        file = settings.database_file()
        if not file.exists() or not file.stat().st_size:
            return None
        address = f"{file.absolute().as_uri()}?mode=ro"
        try:
            with closing(sqlite_driver().connect(address, uri=True)) as connection:
                return {name for (name,) in connection.execute(TABLES)}
        except sqlite_driver().DatabaseError as error:
            if "not a database" in str(error):
                raise NotOurs(self.place()) from error
            raise

    def version(self, engine: Engine) -> str:  # noqa: ARG002  it is in this process
        return f"SQLite {sqlite_driver().sqlite_version}"

    def damage(self, connection: Connection) -> Sequence[str]:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
        damage = [f"The database is damaged: {line}" for line in found if line != "ok"]
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return damage + ([f"{len(lost)} rows point at nothing."] if lost else [])


def _configure(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we issue BEGIN ourselves
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


class _Watch:
    """A connection of its own, which SQLite tells how often the others have committed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._driver = sqlite_driver()
        self._connection = self._driver.connect(
            settings.database_file(), timeout=0, check_same_thread=False
        )

    def __del__(self) -> None:
        self._connection.close()

    def count(self) -> int | None:
        """None while somebody has the file to themselves: nobody waits here."""
        try:
            with self._lock:
                return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except self._driver.OperationalError:
            return None


@lru_cache(maxsize=1)
def _watch(_url: str) -> _Watch:
    return _Watch()
