import errno
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from models.base.database import engine, reading, writing
from models.base.dialects.sqlite import sqlite_driver
from models.base.trouble import BUSY, DAMAGED, FULL, OUT_OF_DATE, READ_ONLY, UNREACHABLE, trouble_of
from models.staff.member import Role, StaffMember, all_staff


def engine_for(file: Path, **wishes: object) -> Engine:
    return create_engine(f"sqlite:///{file}", module=sqlite_driver(), connect_args=wishes)


def error_of(made: Engine, statement: str) -> DBAPIError:
    with pytest.raises(DBAPIError) as caught, made.begin() as connection:
        connection.execute(text(statement))
    made.dispose()
    return caught.value


@pytest.mark.sqlite
def test_a_locked_database_is_busy(fresh_database: Path) -> None:
    with writing() as session:
        session.execute(text("SELECT 1"))
        error = error_of(engine_for(fresh_database, timeout=0), "BEGIN IMMEDIATE")

    assert trouble_of(error) is BUSY


@pytest.mark.sqlite
def test_a_full_disk_is_named_and_reading_goes_on() -> None:
    made = engine()
    with made.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    long_name = "x" * 1_000_000
    with pytest.raises(DBAPIError) as caught, writing() as session:
        told = {"email": "", "role": Role.EDITOR}
        session.add(StaffMember(username="x", full_name=long_name, **told))

    assert trouble_of(caught.value) is FULL
    with reading() as session:
        assert session.scalars(all_staff()).all() == []


@pytest.mark.sqlite
def test_a_file_without_leave_to_write_is_read_only(fresh_database: Path) -> None:
    made = create_engine(
        f"sqlite:///file:{fresh_database}?mode=ro&uri=true", module=sqlite_driver()
    )

    assert trouble_of(error_of(made, "DELETE FROM staff_member")) is READ_ONLY


@pytest.mark.sqlite
def test_a_file_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    error = error_of(engine_for(tmp_path / "no" / "x.sqlite"), "SELECT 1")

    assert trouble_of(error) is UNREACHABLE


@pytest.mark.sqlite
def test_a_file_of_something_else_is_damaged(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite"
    file.write_bytes(b"something else entirely" * 100)

    assert trouble_of(error_of(engine_for(file), "SELECT * FROM staff_member")) is DAMAGED


@pytest.mark.sqlite
def test_a_missing_table_means_migrate(tmp_path: Path) -> None:
    error = error_of(engine_for(tmp_path / "x.sqlite"), "SELECT * FROM staff_member")

    assert trouble_of(error) is OUT_OF_DATE


def test_other_errors_are_no_trouble_of_the_database() -> None:
    assert trouble_of(ValueError("database is locked")) is None
    assert trouble_of(OSError(errno.ENOENT, "x")) is None


def test_the_cause_behind_an_error_is_looked_at() -> None:
    error = RuntimeError()
    error.__cause__ = OSError(errno.ENOSPC, "No space left on device")

    assert trouble_of(error) is FULL
