"""What is PostgreSQL's own: its engine, one writer at a time, and what others commit."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

import settings
from models.base.dialects.dialect import Dialect
from models.base.refusal import Refused

WRITERS = 0x434F5059
"""The advisory lock that whoever writes holds until the end of the transaction."""
OPTIONS = {
    "lock_timeout": "10s",
    "timezone": "UTC",
    "synchronous_commit": "on",
    "tcp_keepalives_idle": "10",  # with the two below: a machine that is gone holds no lock
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
SEEN = "SELECT pg_current_snapshot()::text"
SIZE = "SELECT pg_database_size(current_database())"
LOCALE = (
    "SELECT pg_encoding_to_char(encoding), replace(datcollate, 'utf8', 'UTF-8'), "
    "replace(datctype, 'utf8', 'UTF-8') FROM pg_database WHERE datname = current_database()"
)


class OtherLocale(Refused):
    """There, text is sorted and compared in another way than we rely on."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} is not of the locale C.UTF-8. Nothing in it was changed. Make another one: "
            "createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 copydesk"
        )


class Postgresql(Dialect):
    def make_engine(self) -> Engine:
        options = " ".join(f"-c {name}={value}" for name, value in OPTIONS.items())
        wishes = {"connect_timeout": "10", "options": options}
        try:
            address = make_url(settings.DATABASE_URL).update_query_dict(wishes)
            made = create_engine(
                address.set(drivername="postgresql+psycopg"),
                pool_size=12,
                max_overflow=28,
                pool_use_lifo=True,
                pool_pre_ping=True,
            )
        except ImportError as error:
            raise settings.BadSetting(
                "COPYDESK_DATABASE",
                "for PostgreSQL, install its driver: pip install -r requirements-postgresql.txt",
            ) from error
        except ArgumentError as error:
            raise settings.BadSetting(
                "COPYDESK_DATABASE", "give an address like postgresql://name:password@host/copydesk"
            ) from error
        event.listen(made, "connect", _take_any_text)
        return made

    def begin_reading(self, connection: Connection) -> None:
        """One snapshot, of the moment of the first question."""
        _promise(connection, writes=False)

    def begin_writing(self, connection: Connection) -> None:
        """At REPEATABLE READ it would see what there was before it waited."""
        _promise(connection, writes=True)
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")

    def change_token(self, engine: Engine) -> object:
        """Which transactions have ended: two that are equal see the same. Once there and back."""
        try:
            watch = _watch(settings.DATABASE_URL, engine)
            return watch, watch.seen()
        except (DBAPIError, engine.dialect.loaded_dbapi.Error):
            _watch.cache_clear()
            return None

    def empty_log(self) -> bool:
        """PostgreSQL looks after its own."""
        return True

    def size(self, engine: Engine) -> int:
        with engine.connect() as connection:
            return int(connection.exec_driver_sql(SIZE).scalar_one())

    def place(self) -> str:
        return make_url(settings.DATABASE_URL).render_as_string(hide_password=True)

    def tables(self, engine: Callable[[], Engine]) -> set[str] | None:
        """Errors: OtherLocale."""
        with engine().connect() as connection:
            if tuple(connection.exec_driver_sql(LOCALE).one()) != ("UTF8", "C.UTF-8", "C.UTF-8"):
                raise OtherLocale(self.place())
            return set(inspect(connection).get_table_names()) or None

    def version(self, engine: Engine) -> str:
        """As the last connection told it."""
        known = getattr(engine.dialect, "server_version_info", None) or ("unknown",)
        return f"PostgreSQL {'.'.join(map(str, known))}"

    def damage(self, connection: Connection) -> Sequence[str]:  # noqa: ARG002  it proves pages and keys by itself
        return ()


def _take_any_text(connection: Any, _record: Any) -> None:
    """It knows no NUL, which an address may have: what is looked up by it is not there."""
    from psycopg.types.string import StrDumperUnknown  # noqa: PLC0415  only whoever uses PostgreSQL has it

    class WithoutNul(StrDumperUnknown):
        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\ufffd"))

    connection.adapters.register_dumper(str, WithoutNul)


def _promise(connection: Connection, *, writes: bool) -> None:
    """It goes with the BEGIN that the driver sends: no way there and back of its own.

    A look is not READ ONLY: an export notes what it takes in a table of its own.
    """
    from psycopg import IsolationLevel  # noqa: PLC0415  only whoever uses PostgreSQL has it

    level = IsolationLevel.READ_COMMITTED if writes else IsolationLevel.REPEATABLE_READ
    driver: Any = connection.connection.driver_connection
    driver.isolation_level = level


class _Watch:
    """A connection of its own, which is asked what a look would see now."""

    def __init__(self, engine: Engine) -> None:
        arguments, named = engine.dialect.create_connect_args(engine.url)
        self._lock = Lock()
        self._connection: Any = engine.dialect.connect(*arguments, **named, autocommit=True)

    def __del__(self) -> None:
        if hasattr(self, "_connection"):
            self._connection.close()

    def seen(self) -> str:
        with self._lock:
            return str(self._connection.execute(SEEN).fetchone()[0])


@lru_cache(maxsize=1)
def _watch(_url: str, engine: Engine) -> _Watch:
    return _Watch(engine)
