"""What the database is asked while something is done."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from models.base.database import engine


@contextmanager
def statements() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    yield asked
    event.remove(engine(), "before_cursor_execute", note)
