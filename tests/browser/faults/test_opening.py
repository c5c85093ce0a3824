"""What lies where the database should be is refused by the server itself, and left as it is."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from models.base.database import engine
from tests.browser.server import Server


def missing(file: Path) -> None:
    file.unlink()
    file.with_suffix(".anchor").touch()


def foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE invoice (total INTEGER)")


def damaged(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[:16] = b"rubbish rubbish "
    file.write_bytes(content)


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("befall", "words"),
    [(missing, "is gone"), (foreign, "not a database of Copydesk"), (damaged, "or is damaged")],
)
def test_it_does_not_start_says_why_and_makes_no_empty_one(
    fresh_database: Path, own_port: int, befall: Callable[[Path], None], words: str
) -> None:
    engine().dispose()
    befall(fresh_database)
    before = state_of(fresh_database)

    server = Server(fresh_database, own_port, fresh_database.with_name("server.log"))
    with pytest.raises(AssertionError, match=f"Copydesk cannot start.*{words}"):
        server.start()
    server.kill()

    assert state_of(fresh_database) == before


def state_of(file: Path) -> bytes:
    return sha256(file.read_bytes()).digest() if file.exists() else b""
