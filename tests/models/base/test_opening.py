"""What lies where the database should be is looked at before anything is made of it."""

import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from models.base.schema import newest_revision
from tests.models.base.test_upgrade import first_release
from tests.program import begin, manage

pytestmark = pytest.mark.sqlite

__all__ = ["first_release"]
KEPT = "SELECT name, email, message FROM enquiry ORDER BY id"


def rows_of(file: Path, statement: str = KEPT) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(statement).fetchall()


def schema_of(file: Path) -> str:
    [(revision,)] = rows_of(file, "SELECT version_num FROM alembic_version")
    return str(revision)


def test_a_database_that_is_gone_is_not_replaced_by_an_empty_one(tmp_path: Path) -> None:
    file, anchor = tmp_path / "clinic.sqlite", tmp_path / "clinic.anchor"
    anchor.touch()

    told = manage(file, "check")

    assert told.returncode == 1
    assert f"The database {file} is gone" in told.stderr
    assert not file.exists()
    anchor.unlink()
    assert manage(file, "migrate").returncode == 0


@pytest.mark.parametrize("empty", [True, False])
def test_a_file_of_another_program_is_left_as_it_is(tmp_path: Path, *, empty: bool) -> None:
    file = tmp_path / "accounts.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE invoice (total INTEGER)")
        connection.execute("DELETE FROM invoice" if empty else "INSERT INTO invoice VALUES (7)")
        connection.commit()
    before = sha256(file.read_bytes()).digest()

    told = manage(file, "migrate")

    assert (told.returncode, told.stdout) == (1, "")
    assert "not a database of Copydesk" in told.stderr
    assert sha256(file.read_bytes()).digest() == before
    assert list(tmp_path.glob("accounts*")) == [file]


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(b"%PDF-1.7 " + bytes(5_000))

    told = manage(file, "migrate")

    assert "not a database of Copydesk" in told.stderr
    assert file.read_bytes() == b"%PDF-1.7 " + bytes(5_000)


def test_a_first_start_that_was_killed_is_gone_on_with(tmp_path: Path) -> None:
    file = tmp_path / "clinic.sqlite"
    file.touch()

    assert manage(file, "migrate").returncode == 0
    assert schema_of(file) == newest_revision()


def test_an_older_database_is_backed_up_before_it_is_brought_up_to_date(
    first_release: Path, tmp_path: Path
) -> None:
    before = rows_of(first_release)

    assert manage(first_release, "migrate").returncode == 0
    [copy] = (tmp_path / "backups").iterdir()

    assert (schema_of(first_release), schema_of(copy)) == (newest_revision(), "0001")
    assert rows_of(first_release) == rows_of(copy) == before
    assert manage(first_release, "migrate").returncode == 0
    assert [*(tmp_path / "backups").iterdir()] == [copy]


def test_what_cannot_be_backed_up_is_not_converted(first_release: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "backups"
    in_the_way.write_text("a file, not a folder")

    told = manage(first_release, "migrate")

    assert told.returncode == 1
    assert "could not be backed up" in told.stderr
    assert str(in_the_way) in told.stderr
    assert schema_of(first_release) == "0001"


def test_killed_at_any_moment_it_comes_up_to_date_the_next_time(
    first_release: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    before, moments = rows_of(first_release), random.Random(11)
    started = time.monotonic()
    trial = tmp_path / "trial.sqlite"
    shutil.copy(first_release, trial)
    assert manage(trial, "migrate").returncode == 0
    lasting = time.monotonic() - started

    for _ in range(10):
        process = begin(first_release, "migrate")
        process.join(moments.uniform(0, lasting))
        process.kill()
        process.join()
        assert schema_of(first_release) in {"0001", newest_revision()}
        assert rows_of(first_release) == before

    record_property("figure", "10 kills: 0 half done")
    assert manage(first_release, "migrate").returncode == 0
    assert schema_of(first_release) == newest_revision()
    assert rows_of(first_release) == before
    assert rows_of(first_release, "PRAGMA integrity_check") == [("ok",)]
