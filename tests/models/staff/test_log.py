import pytest
from sqlalchemy.exc import IntegrityError

from models.base.database import engine, reading, writing
from models.staff.log import entries_in_order, first_broken_entry, head_of_log, record
from models.staff.member import OPERATOR, Actor


@pytest.fixture
def three_entries(ada: Actor) -> None:
    for action in ("staff.added", "staff.disabled", "staff.enabled"):
        with writing() as session:
            record(session, ada, action, subject="staff:1", details={"role": "editor"})


def broken() -> int | None:
    with reading() as session:
        head = session.scalar(head_of_log())
        return first_broken_entry(session.scalars(entries_in_order()), head)


def tamper(statement: str) -> None:
    with engine().begin() as connection:
        for verb in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER log_entry_refuses_{verb}")
        connection.exec_driver_sql(statement)


def test_an_untouched_log_is_whole(three_entries: None) -> None:
    assert broken() is None


@pytest.mark.parametrize("statement", ["UPDATE log_entry SET actor = 'x'", "DELETE FROM log_entry"])
def test_the_database_refuses_to_change_the_log(three_entries: None, statement: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"), engine().begin() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    "statement, first",
    [
        ("UPDATE log_entry SET actor = 'Somebody' WHERE id = 2", 2),
        ("DELETE FROM log_entry WHERE id = 2", 2),
        ("DELETE FROM log_entry WHERE id = 3", 3),
    ],
)
def test_a_tampered_or_shortened_log_is_detected(
    three_entries: None, statement: str, first: int
) -> None:
    tamper(statement)

    assert broken() == first


def test_two_entries_of_one_gesture_follow_each_other() -> None:
    with writing() as session:
        record(session, OPERATOR, "one")
        record(session, None, "two")

    assert broken() is None
