"""What each kind of database does in its own way."""

from abc import ABC, abstractmethod

from sqlalchemy import Connection, Engine


class Dialect(ABC):
    @abstractmethod
    def make_engine(self) -> Engine:
        """Errors: BadSetting."""

    @abstractmethod
    def begin_reading(self, connection: Connection) -> None:
        """All that is asked until the end sees one state of the database."""

    @abstractmethod
    def begin_writing(self, connection: Connection) -> None:
        """Wait until no other writes, ten seconds at most; then see what they left."""

    @abstractmethod
    def change_token(self, engine: Engine) -> object:
        """See `database.change_token`."""

    @abstractmethod
    def empty_log(self) -> bool:
        """See `database.empty_log`."""
