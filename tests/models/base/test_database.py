import sys
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

import settings
from models.base import schema, soundness
from models.base.database import (
    begin_anew,
    engine,
    has_written,
    reading,
    uncounted,
    writing,
)
from models.base.dialects.sqlite import sqlite_driver
from models.base.soundness import sqlite_warning
from models.staff.member import Role, StaffMember, all_staff

EXPECTED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "busy_timeout": 10000,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
}


@pytest.mark.sqlite
@pytest.mark.parametrize("pragma", EXPECTED)
def test_every_connection_has_the_pragmas(pragma: str) -> None:
    with engine().connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == EXPECTED[pragma]


def test_the_driver_warns_or_is_sound() -> None:
    version = sqlite_driver().sqlite_version_info

    assert bool(sqlite_warning()) == (version < (3, 51, 3))


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("machine", "helps"),
    [("x86_64", "force-reinstall pysqlite3"), ("aarch64", "by a Python whose")],
)
def test_a_warning_says_what_helps_on_this_machine(
    monkeypatch: pytest.MonkeyPatch, machine: str, helps: str
) -> None:
    monkeypatch.setattr(soundness, "SAFE_SQLITE", (99, 0, 0))
    monkeypatch.setattr(soundness, "machine", lambda: machine)
    monkeypatch.setattr(sys, "platform", "linux")

    assert "can damage a database" in sqlite_warning()
    assert helps in sqlite_warning()


def test_a_gesture_that_fails_leaves_nothing() -> None:
    twin = {"full_name": "T", "email": "t@clinic.example", "role": Role.EDITOR}
    with pytest.raises(IntegrityError), writing() as session:
        session.add(StaffMember(username="twin", **twin))
        session.flush()
        session.add(StaffMember(username="twin", **twin))

    with reading() as session:
        assert session.scalars(all_staff()).all() == []


@pytest.mark.sqlite
def test_a_new_database_is_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "new" / "clinic.sqlite"
    monkeypatch.setattr(settings, "DATABASE_URL", f"sqlite:///{file}")
    engine.cache_clear()
    schema.migrate()

    with writing() as session:
        session.execute(all_staff())
        modes = {path.name: path.stat().st_mode & 0o777 for path in file.parent.iterdir()}

    assert len(modes) == 3
    assert set(modes.values()) == {0o600}
    engine().dispose()


def test_what_nobody_asked_for_is_not_counted_and_what_was_asked_for_stays() -> None:
    begin_anew()
    with uncounted(), writing():
        pass
    assert not has_written()
    with writing():
        pass
    with uncounted(), writing():
        pass
    assert has_written()
