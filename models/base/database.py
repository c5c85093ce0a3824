"""The one database: opening it, looking at it, writing to it. Each dialect has a file beside."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.orm import Session

import settings
from models.base.dialects.dialect import Dialect
from models.base.dialects.postgresql import Postgresql
from models.base.dialects.sqlite import Sqlite
from models.base.table import LOOK

_DIALECTS = {"sqlite": Sqlite(), "postgresql": Postgresql()}
Transaction = Callable[[], AbstractContextManager[Session]]
"""`reading` or `writing`, for a gesture that takes several."""
_BEFORE_COMMIT: list[Callable[[Session], None]] = []


def before_commit(hook: Callable[[Session], None]) -> Callable[[Session], None]:
    """Have it look at every writing transaction at its end, inside it."""
    _BEFORE_COMMIT.append(hook)
    return hook


@cache
def engine() -> Engine:
    made = _dialect().make_engine()
    event.listen(made, "begin", _begin)
    return made


def _dialect() -> Dialect:
    """Errors: BadSetting."""
    scheme, _, _ = settings.DATABASE_URL.partition("://")
    name, _, _ = scheme.partition("+")
    if name not in _DIALECTS:
        raise settings.BadSetting(
            "COPYDESK_DATABASE", "give a file's path, or PostgreSQL's address"
        )
    return _DIALECTS[name]


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writing", False):
        _dialect().begin_writing(connection)
    else:
        _dialect().begin_reading(connection)


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


def change_token() -> object:
    """Equal to an earlier answer when nobody has committed since, in this process or another.

    None where the database cannot tell: then ask it properly.
    """
    return _dialect().change_token(engine())


def empty_log() -> bool:
    """What was written is in the database alone, and in no log of it; False while others read."""
    return _dialect().empty_log()


def database_size() -> int:
    """In bytes."""
    return _dialect().size(engine())


def database_place() -> str:
    return _dialect().place()


def database_tables() -> set[str] | None:
    """See `Dialect.tables`."""
    return _dialect().tables(engine)


def database_version() -> str:
    return _dialect().version(engine())


def damage_in(session: Session) -> Sequence[str]:
    """All that is wrong with it, a line each, after a look at the whole."""
    return _dialect().damage(session.connection())


def prove_writable() -> None:
    """Commit a change that changes nothing. Errors: what the database says when it cannot."""
    with writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = version_num"))
