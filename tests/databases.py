"""Each test's database is its own; all of them are opened by the one engine there is.

A file of SQLite's, or on PostgreSQL one of a cluster that runs while the tests do.
"""

import shutil
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar

from sqlalchemy import Connection, event

import settings
from models.base.database import engine
from models.base.kept import Sql, Trigger
from models.base.schema import migrate
from tests.clusters import Cluster

Told = TypeVar("Told")
Steps = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a database holds after some steps, and what the last of them told."""

    file: Path
    told: Any


@dataclass(slots=True)
class _Today:
    """The steps that made the database as it is, while nothing else has touched it."""

    steps: Steps = ()
    look: tuple[int, ...] = ()


_kept: dict[Steps, _Kept] = {}
_today = _Today()


def use_database(file: Path) -> None:
    """The engine stays, and with it every statement that it has compiled for former tests."""
    settings.DATABASE_URL = f"sqlite:///{file}"
    _turn_to(str(file))


def _turn_to(name: str) -> None:
    made = engine()
    if made.dialect.name != settings.DATABASE_URL.partition("+")[0].partition(":")[0]:
        engine.cache_clear()  # a test of both
        made = engine()
    made.dispose()
    made.url = made.url.set(database=name)
    if not event.contains(made, "do_connect", _open_todays):
        event.listen(made, "do_connect", _open_todays)
    _today.look = ()


def _open_todays(_dialect: Any, _record: Any, arguments: list[Any], named: dict[str, Any]) -> None:
    if settings.on_sqlite():
        arguments[0] = str(settings.database_file())
    else:
        named["dbname"] = engine().url.database


def use_database_of(cluster: Cluster, name: str, folder: Path) -> None:
    """As `use_database`; what is not in it lies in `folder`."""
    settings.DATABASE_URL, settings.FOLDER = cluster.address(name), folder
    _turn_to(name)


def migrated_in(cluster: Cluster, folder: Path) -> str:
    """A migrated database to begin others from. Returns its name."""
    name = cluster.make()
    use_database_of(cluster, name, folder)
    migrate()
    engine().dispose()
    return name


def environment_of(file: Path) -> dict[str, str]:
    """For a process of its own on this database; on PostgreSQL its name is today's."""
    if settings.on_sqlite() or file != settings.FOLDER / "copydesk.sqlite":
        return {"COPYDESK_DATABASE": str(file)}
    return {"COPYDESK_DATABASE": settings.DATABASE_URL, "COPYDESK_FOLDER": str(settings.FOLDER)}


@contextmanager
def fresh_in(cluster: Cluster, migrated: str, folder: Path) -> Iterator[None]:
    """A test's database, in which nothing has happened yet."""
    name = cluster.make(migrated)
    use_database_of(cluster, name, folder)
    yield
    _wait_for_others()
    engine().dispose()
    cluster.drop(name)


def _wait_for_others() -> None:
    """A thread that a test began may be about to end: what it holds then would never be closed."""
    for _ in range(200):
        if not engine().pool.checkedout():  # type: ignore[attr-defined]  # it is a QueuePool
            return
        time.sleep(0.01)


def begin_from(migrated: Path, file: Path) -> None:
    """A test's database, in which nothing has happened yet."""
    shutil.copyfile(migrated, file)
    use_database(file)
    _note(())


def step(name: Hashable, make: Callable[[], Told]) -> Told:
    """`make()` in today's database. What a worker has made once from the same beginning is copied.

    Only what always comes out the same, and tells plain values.
    """
    if not _today.look or _look() != _today.look:
        return make()
    steps = (*_today.steps, name)
    if steps in _kept:
        _replace(_kept[steps].file)
        told: Told = _kept[steps].told
    else:
        told = make()
        engine().dispose()
        _keep(steps, told)
    _note(steps)
    return told


def _keep(steps: Steps, told: Any) -> None:
    if not _look():
        return
    folder = Path(mkdtemp(dir=settings.database_file().parents[1], prefix="step-"))
    file = folder / "copydesk.sqlite"
    shutil.copyfile(settings.database_file(), file)
    _kept[steps] = _Kept(file, told)


def _replace(kept: Path) -> None:
    """Beside it first: whoever still has the former file open keeps that."""
    new = settings.database_file().with_suffix(".new")
    shutil.copyfile(kept, new)
    new.replace(settings.database_file())


def _note(steps: Steps) -> None:
    _today.steps, _today.look = steps, _look()


def _look() -> tuple[int, ...]:
    """Empty while somebody has the file open: then it may be anything."""
    file = settings.database_file()
    if not file.exists() or file.with_name(file.name + "-shm").exists():
        return ()
    known = file.stat()
    return (known.st_ino, known.st_size, known.st_mtime_ns)


@contextmanager
def nothing_can_be_written() -> Iterator[None]:
    """Reading works, and each write is refused, as on a disk that takes no more."""
    made = engine()
    event.listen(made, "begin", _let_read_only)
    try:
        yield
    finally:
        event.remove(made, "begin", _let_read_only)
        made.dispose()


def _let_read_only(connection: Connection) -> None:
    only_read = "PRAGMA query_only = 1" if settings.on_sqlite() else "SET TRANSACTION READ ONLY"
    connection.exec_driver_sql(only_read)


@contextmanager
def refusing(table: str, why: str, when: str = "", state: str = "") -> Iterator[None]:
    """Every new row of a table, or those of them; `state` is what PostgreSQL calls the trouble."""
    sql = Sql(is_postgresql=not settings.on_sqlite())
    refusal = f"RAISE SQLSTATE '{state}' USING MESSAGE = '{why}'; " if state else ""
    steps = refusal if refusal and sql.is_postgresql else sql.refusing(why)
    with engine().begin() as connection:
        for statement in Trigger("refusal", "BEFORE INSERT", table, steps, when).statements(sql):
            connection.exec_driver_sql(statement)
    try:
        yield
    finally:
        with engine().begin() as connection:
            drop_trigger(connection, "refusal", table)


def drop_trigger(connection: Connection, name: str, table: str) -> None:
    on_table = "" if settings.on_sqlite() else f" ON {table}"
    connection.exec_driver_sql(f"DROP TRIGGER {name}{on_table}")
