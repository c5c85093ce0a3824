"""What PostgreSQL is made to promise, as SQLite does: one writer, one state a look, plain words."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

import settings
from models.base.backup import back_up
from models.base.database import change_token, engine, reading, writing
from models.base.dialects import postgresql, postgresql_copies
from models.base.dialects.copies import CopyFailed
from models.base.dialects.dialect import NotOurs
from models.base.dialects.postgresql import OtherLocale
from models.base.opening import DatabaseGone, open_database
from models.base.schema import current_revision, newest_revision
from models.base.trouble import BUSY, FULL, OUT_OF_DATE, READ_ONLY, UNREACHABLE, Trouble, trouble_of
from models.staff.member import Actor, Role, StaffMember, all_staff
from tests.clusters import Cluster
from tests.databases import nothing_can_be_written, use_database_of

pytestmark = pytest.mark.postgresql
RAISED = "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{}'; END $$"


def hire_somebody(username: str) -> None:
    with writing() as session:
        told = {"full_name": "S", "email": "s@x", "role": Role.EDITOR}
        session.add(StaffMember(username=username, **told))


def trouble_with(statement: str) -> Trouble | None:
    with pytest.raises(DBAPIError) as caught, writing() as session:
        session.execute(text(statement))
    return trouble_of(caught.value)


def test_of_two_who_write_one_waits_and_sees_what_the_other_left() -> None:
    seen, is_waiting = [], threading.Event()

    def count_and_write() -> None:
        is_waiting.set()
        with writing() as session:
            seen.append(len(session.scalars(all_staff()).all()))

    other = threading.Thread(target=count_and_write)
    with writing() as session:
        session.add(StaffMember(username="a", full_name="A", email="a@x", role=Role.EDITOR))
        session.flush()
        other.start()
        is_waiting.wait()
    other.join()

    assert seen == [1]


def test_who_waits_too_long_is_told_that_it_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(postgresql.OPTIONS, "lock_timeout", "50ms")
    engine.cache_clear()
    found = []

    def write() -> None:
        try:
            hire_somebody("late")
        except DBAPIError as error:
            found.append(trouble_of(error))

    other = threading.Thread(target=write)
    with writing() as session:
        session.scalars(all_staff()).all()
        other.start()
        other.join()
    engine().dispose()
    engine.cache_clear()

    assert found == [BUSY]


def test_a_look_sees_one_state_whatever_is_written_meanwhile() -> None:
    with reading() as session:
        before = session.scalars(all_staff()).all()
        hire_somebody("new")
        assert session.scalars(all_staff()).all() == before == []


def test_a_change_is_noticed_and_a_look_is_none() -> None:
    first = change_token()
    with reading() as session:
        session.scalars(all_staff()).all()
    assert change_token() == first is not None

    hire_somebody("a")
    second = change_token()
    assert second != first
    with engine().execution_options(writing=True).connect() as connection:
        connection.exec_driver_sql("UPDATE staff_member SET full_name = 'B'")
        assert change_token() == second  # nobody sees it yet
        connection.commit()
    assert change_token() not in {first, second}


@pytest.mark.parametrize(
    "code, trouble",
    [
        ("53100", FULL),
        ("53300", BUSY),
        ("55P03", BUSY),
        ("40P01", BUSY),
        ("40001", BUSY),
        ("25006", READ_ONLY),
        ("42P01", OUT_OF_DATE),
        ("42703", OUT_OF_DATE),
        ("57P01", UNREACHABLE),
        ("08006", UNREACHABLE),
        ("23505", None),
    ],
)
def test_errors_are_known_by_their_codes(code: str, trouble: Trouble | None) -> None:
    assert trouble_with(RAISED.format(code)) is trouble


def test_where_nothing_can_be_written_reading_goes_on() -> None:
    with nothing_can_be_written():
        assert trouble_with("DELETE FROM staff_member") is READ_ONLY
        with reading() as session:
            assert session.scalars(all_staff()).all() == []


def test_a_connection_that_was_cut_is_replaced() -> None:
    with pytest.raises(DBAPIError) as caught, writing() as session:
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert trouble_of(caught.value) is UNREACHABLE

    hire_somebody("after")


def test_a_database_that_is_not_there_cannot_be_opened(cluster: Cluster, tmp_path: Path) -> None:
    use_database_of(cluster, "nowhere", tmp_path)

    with pytest.raises(DBAPIError) as caught:
        open_database()
    assert trouble_of(caught.value) is UNREACHABLE


def test_an_empty_one_is_made_ours(cluster: Cluster, tmp_path: Path) -> None:
    use_database_of(cluster, cluster.make(), tmp_path)

    open_database()
    open_database()

    assert current_revision() == newest_revision()


def test_one_that_was_ours_and_is_empty_is_not_begun_anew(cluster: Cluster, tmp_path: Path) -> None:
    use_database_of(cluster, cluster.make(), tmp_path)
    settings.anchor_file().touch()

    with pytest.raises(DatabaseGone, match="is gone"):
        open_database()
    assert current_revision() == ""


def test_another_programs_is_left_as_it_is(cluster: Cluster, tmp_path: Path) -> None:
    use_database_of(cluster, cluster.make(), tmp_path)
    with writing() as session:
        session.execute(text("CREATE TABLE invoice (total integer)"))

    with pytest.raises(NotOurs):
        open_database()
    assert current_revision() == ""


def test_one_that_sorts_in_another_way_is_refused(cluster: Cluster, tmp_path: Path) -> None:
    name = cluster.make("template0 LOCALE 'C'")
    use_database_of(cluster, name, tmp_path)

    with pytest.raises(OtherLocale, match=r"--locale=C\.UTF-8"):
        open_database()


def test_an_older_one_is_backed_up_before_it_is_brought_up_to_date(
    ed: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0044'"))
    monkeypatch.setattr("models.base.opening.migrate", lambda: None)

    open_database()

    [copy] = (tmp_path / "backups").iterdir()
    assert copy.suffix == ".postgresql"


def test_without_the_programs_of_postgresql_no_copy_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(CopyFailed, match="pg_dump is missing"):
        back_up(tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_copy_that_breaks_off_is_not_put_back(
    ed: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = back_up(tmp_path / "backups")
    hire_somebody("later")
    monkeypatch.setattr(postgresql_copies, "PLAIN", ("--no-such-wish",))

    with pytest.raises(CopyFailed):
        postgresql_copies.PostgresqlCopies().put_back(copy)

    with reading() as session:
        assert len(session.scalars(all_staff()).all()) == 2
