import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from models.base.database import reading, writing
from models.staff.log import record
from models.staff.log_breach import Breach, BreachKind
from models.staff.member import OPERATOR, Actor
from tests.log import breaches_in, tamper

CHANGED, REMOVED = BreachKind.CHANGED, BreachKind.REMOVED


@pytest.fixture
def five_entries(ada: Actor) -> None:
    for action in ("added", "disabled", "enabled", "changed", "reset"):
        with writing() as session:
            record(session, ada, f"staff.{action}", subject="staff:1", details={"role": "editor"})


def breaches() -> list[Breach]:
    with reading() as session:
        return breaches_in(session)


def test_an_untouched_log_is_whole(five_entries: None) -> None:
    assert breaches() == []


@pytest.mark.parametrize("statement", ["UPDATE log_entry SET actor = 'x'", "DELETE FROM log_entry"])
def test_the_database_refuses_to_change_the_log(five_entries: None, statement: str) -> None:
    with pytest.raises(IntegrityError, match="append-only"), writing() as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    "statement, kind, first, last",
    [
        ("UPDATE log_entry SET actor = 'Somebody' WHERE id = 2", CHANGED, 2, 2),
        ("UPDATE log_entry SET details = '{}' WHERE id IN (2, 3)", CHANGED, 2, 3),
        pytest.param(
            *("UPDATE log_entry SET details = 'rubbish' WHERE id = 2", CHANGED, 2, 2),
            marks=pytest.mark.sqlite,
        ),
        ("UPDATE log_entry SET at = 'yesterday' WHERE id = 5", CHANGED, 5, 5),
        ("UPDATE log_entry SET staff_id = NULL WHERE id = 1", CHANGED, 1, 1),
        ("UPDATE log_entry SET actor = CAST(x'ff' AS TEXT) WHERE id = 3", CHANGED, 3, 3),
        ("UPDATE log_entry SET previous_hash = hash WHERE id = 3", CHANGED, 3, 3),
        ("DELETE FROM log_entry WHERE id = 2", REMOVED, 2, 2),
        ("DELETE FROM log_entry WHERE id BETWEEN 2 AND 4", REMOVED, 2, 4),
        ("DELETE FROM log_entry WHERE id = 1", REMOVED, 1, 1),
        ("DELETE FROM log_entry WHERE id > 3", REMOVED, 4, 5),
        ("DELETE FROM log_entry", REMOVED, 1, 5),
        ("UPDATE log_head SET entry_id = 4", BreachKind.HEAD, 4, 4),
    ],
)
def test_what_was_changed_or_removed_is_named(
    five_entries: None, statement: str, kind: BreachKind, first: int, last: int
) -> None:
    tamper(statement)

    assert breaches() == [Breach(kind, first, last)]


def test_each_of_several_is_named(five_entries: None) -> None:
    tamper("UPDATE log_entry SET actor = 'x' WHERE id = 1", "DELETE FROM log_entry WHERE id = 3")

    assert [each.in_words() for each in breaches()] == [
        "entry 1 was changed",
        "entry 3 was removed",
    ]


def test_two_entries_of_one_gesture_follow_each_other() -> None:
    with writing() as session:
        record(session, OPERATOR, "one")
        record(session, None, "two")

    assert breaches() == []
