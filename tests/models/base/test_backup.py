"""Copies of the whole clinic: whole under writes, sealed, put back, and never half there."""

import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

import settings
from models.base import schema
from models.base.backup import back_up, restore, verify
from models.base.backup_folder import keep_newest
from models.base.database import engine, reading, writing
from models.base.dialects.copies import BadBackup
from models.base.dialects.sqlite import sqlite_driver
from models.base.sealing import BadKey, make_key
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
    made = [back_up(tmp_path / "backups") for _ in range(4)]

    keep_newest(tmp_path / "backups", 2)

    assert sorted((tmp_path / "backups").iterdir()) == made[2:]


def test_the_secret_comes_back_with_the_database(ed: Actor, tmp_path: Path) -> None:
    copy, secret = back_up(tmp_path / "backups"), settings.secret_key()
    settings.replace_secret(b"of another machine, 32 bytes long")

    before = restore(copy)

    assert settings.secret_key() == secret
    with reading() as session:
        assert "backup_secret" not in inspect(session.connection()).get_table_names()
    restore(before)
    assert settings.secret_key() == b"of another machine, 32 bytes long"


@pytest.mark.sqlite
def test_a_backup_of_a_former_version_leaves_the_secret_as_it_is(ed: Actor, tmp_path: Path) -> None:
    copy, secret = back_up(tmp_path / "backups"), settings.secret_key()
    with closing(sqlite_driver().connect(str(copy))) as connection, connection:
        connection.execute("DROP TABLE backup_secret")

    restore(copy)

    assert settings.secret_key() == secret


def test_a_sealed_backup_opens_with_its_key_alone(ed: Actor, tmp_path: Path) -> None:
    mine, other = tmp_path / "mine.key", tmp_path / "other.key"
    recipient = make_key(mine)
    make_key(other)
    copy = back_up(tmp_path / "backups", recipient=recipient)

    assert copy.read_bytes().startswith(b"age-encryption.org/v1")
    assert [file.name for file in (tmp_path / "backups").iterdir()] == [copy.name]
    assert {file.stat().st_mode & 0o777 for file in (copy, mine)} == {0o600}
    for key, words in ((None, "name the file"), (other, "does not open")):
        with pytest.raises(BadKey, match=words):
            restore(copy, key=key)
    copy.write_bytes(copy.read_bytes()[:-1])
    with pytest.raises(BadKey):
        restore(copy, key=mine)
    assert names() == ["ed"]

    whole = back_up(tmp_path / "backups", recipient=recipient)
    restore(whole, key=mine)
    assert names() == ["ed"]


@pytest.mark.parametrize("content", ["", "# nothing\n", "AGE-SECRET-KEY-1NOTONE\n"])
def test_what_is_no_key_is_refused(ed: Actor, tmp_path: Path, content: str) -> None:
    copy = back_up(tmp_path / "backups", recipient=make_key(tmp_path / "mine.key"))
    (tmp_path / "bad.key").write_text(content)

    with pytest.raises(BadKey):
        restore(copy, key=tmp_path / "bad.key")


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    make_key(tmp_path / "mine.key")

    with pytest.raises(FileExistsError):
        make_key(tmp_path / "mine.key")


def test_backups_under_writes_are_whole(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
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
        for whole in range(1, 21):
            verify(back_up(tmp_path / "backups"))
            record_property("figure", f"{whole} of 20 whole")
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
    with writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine().dispose()

    with pytest.raises(BadBackup, match="newer"):
        back_up(tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []
    assert schema.current_revision() == "9999"


@pytest.mark.sqlite
def test_a_damaged_database_is_put_aside_and_replaced(ed: Actor, tmp_path: Path) -> None:
    copy = back_up(tmp_path / "backups")
    engine().dispose()
    settings.database_file().write_bytes(b"rubbish")

    before = restore(copy)

    assert names() == ["ed"]
    assert before.read_bytes() == b"rubbish"
