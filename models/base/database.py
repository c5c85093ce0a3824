"""The one database: opening it, looking at it, writing to it. What is SQLite's own stays here."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache, lru_cache
from threading import Lock
from types import ModuleType
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

import settings
from models.base.table import LOOK

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

Transaction = Callable[[], AbstractContextManager[Session]]
"""`reading` or `writing`, for a gesture that takes several."""
_BEFORE_COMMIT: list[Callable[[Session], None]] = []


def before_commit(hook: Callable[[Session], None]) -> Callable[[Session], None]:
    """Have it look at every writing transaction at its end, inside it."""
    _BEFORE_COMMIT.append(hook)
    return hook


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


@cache
def engine() -> Engine:
    if not settings.DATABASE_URL.startswith("sqlite"):
        return _elsewhere()
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
    event.listen(made, "begin", _begin)
    return made


def _elsewhere() -> Engine:
    try:
        return create_engine(settings.DATABASE_URL)
    except (ArgumentError, ImportError) as error:
        raise settings.BadSetting(
            "COPYDESK_DATABASE", "give the path of a SQLite file; this address cannot be used here"
        ) from error


def _configure(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we issue BEGIN ourselves
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writing_now = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing_now else "BEGIN")


@contextmanager
def reading() -> Iterator[Session]:
    """One consistent look at the database; what was loaded stays readable afterwards."""
    with Session(engine(), autoflush=False, info={LOOK: True}) as session, session.begin():
        yield session
        session.expunge_all()


_written = threading.local()


def has_written() -> bool:
    """Whether this thread has committed since `begin_anew`: what failed then is not all of it."""
    return bool(getattr(_written, "count", 0))


def begin_anew() -> None:
    """From here on `has_written` is about what comes."""
    _written.count = 0


@contextmanager
def uncounted() -> Iterator[None]:
    """What is committed in here is nothing that anybody asked for: `has_written` stays as it is."""
    before = getattr(_written, "count", 0)
    try:
        yield
    finally:
        _written.count = before


@contextmanager
def writing() -> Iterator[Session]:
    """One gesture's work: on disk whole, or not at all. Errors: Trouble from the database."""
    bind = engine().execution_options(writing=True)
    with Session(bind, expire_on_commit=False) as session, session.begin():
        yield session
        for hook in _BEFORE_COMMIT:
            hook(session)
    _written.count = getattr(_written, "count", 0) + 1


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


def change_token() -> object:
    """Equal to an earlier answer when nobody has committed since, in this process or another.

    A look costs microseconds. None where the database cannot tell: then ask it properly.
    """
    if not settings.DATABASE_URL.startswith("sqlite"):
        return None
    watch = _watch(settings.DATABASE_URL)
    count = watch.count()
    return None if count is None else (watch, count)


def empty_log() -> bool:
    """Put the write-ahead log into the database and cut it to nothing; False while others read."""
    if not settings.DATABASE_URL.startswith("sqlite"):
        return True
    connection = sqlite_driver().connect(settings.database_file(), timeout=10, isolation_level=None)
    try:
        return bool(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)
    finally:
        connection.close()


def prove_writable() -> None:
    """Commit a change that changes nothing. Errors: what the database says when it cannot."""
    with writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = version_num"))
