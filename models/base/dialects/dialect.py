"""What each kind of database does in its own way."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Engine

from models.base.refusal import Refused


class NotOurs(Refused):
    """Another program's database, or no database at all."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place} is not a database of Copydesk, or is damaged. Nothing in it was changed. "
            "Name another one in COPYDESK_DATABASE, or restore the newest backup."
        )


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

    @abstractmethod
    def size(self, engine: Engine) -> int:
        """In bytes."""

    @abstractmethod
    def place(self) -> str:
        """Where the database is, in words for an operator."""

    @abstractmethod
    def tables(self, engine: Callable[[], Engine]) -> set[str] | None:
        """What is there, looked at without changing it; None for nothing at all.

        Errors: NotOurs, Refused.
        """

    @abstractmethod
    def version(self, engine: Engine) -> str:
        """Of what keeps the database."""

    @abstractmethod
    def damage(self, connection: Connection) -> Sequence[str]:
        """All that is wrong with it, a line each, after a look at the whole."""
