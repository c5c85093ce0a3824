"""Each test's database is a file of its own; all of them are opened by the one engine there is."""

import shutil
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar

from sqlalchemy import event

import settings
from models.base.database import engine

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
    made = engine()
    made.dispose()
    made.url = made.url.set(database=str(file))
    if not event.contains(made, "do_connect", _open_todays):
        event.listen(made, "do_connect", _open_todays)
    _today.look = ()


def _open_todays(_dialect: Any, _record: Any, arguments: list[Any], _named: Any) -> None:
    arguments[0] = str(settings.database_file())


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
    """Reading works, and SQLite refuses each write, as on a disk that takes no more."""
    made = engine()
    event.listen(made, "checkout", _let_read_only)
    try:
        yield
    finally:
        event.remove(made, "checkout", _let_read_only)
        made.dispose()


def _let_read_only(connection: Any, _record: Any, _proxy: Any) -> None:
    connection.execute("PRAGMA query_only = 1")
