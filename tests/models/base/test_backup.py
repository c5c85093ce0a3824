import threading
from pathlib import Path

import pytest

import settings
from models.base import schema
from models.base.backup import BadBackup, back_up, restore, verify
from models.base.database import engine, reading, writing
from models.staff.member import Actor, StaffMember, all_staff


def names() -> list[str]:
    with reading() as session:
        return sorted(member.username for member in session.scalars(all_staff()))


def test_a_backup_holds_everything_and_verifies(ed: Actor, tmp_path: Path) -> None:
    copy = back_up(tmp_path / "backups")

    verify(copy)
    assert copy.stat().st_mode & 0o777 == 0o600


def test_restoring_brings_back_what_was_and_keeps_what_is(ed: Actor, tmp_path: Path) -> None:
    copy = back_up(tmp_path / "backups")
    with writing() as session:
        session.add(StaffMember(username="new", full_name="N", email="n@x", role="editor"))

    before = restore(copy)
    after_restore = names()
    restore(before)

    assert after_restore == ["ed"]
    assert names() == ["ed", "new"]


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    made = [back_up(tmp_path / "backups", keep=2) for _ in range(4)]

    assert sorted((tmp_path / "backups").iterdir()) == made[2:]


def test_backups_under_writes_are_whole(tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with writing() as session:
                session.add(
                    StaffMember(username=f"s{number}", full_name="S", email="s@x", role="editor")
                )

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(5):
            verify(back_up(tmp_path / "backups"))
    finally:
        stop.set()
        writer.join()


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"x" * 5000])
def test_what_is_no_backup_is_refused_and_nothing_changes(
    ed: Actor, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "strange.sqlite"
    file.write_bytes(content)

    with pytest.raises(BadBackup):
        restore(file)

    assert names() == ["ed"]


def test_a_backup_from_the_future_is_refused(tmp_path: Path) -> None:
    with engine().begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine().dispose()

    with pytest.raises(BadBackup, match="newer"):
        back_up(tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []
    assert schema.current_revision() == "9999"


def test_a_damaged_database_is_put_aside_and_replaced(ed: Actor, tmp_path: Path) -> None:
    copy = back_up(tmp_path / "backups")
    engine().dispose()
    settings.database_file().write_bytes(b"rubbish")

    before = restore(copy)

    assert names() == ["ed"]
    assert before.read_bytes() == b"rubbish"
