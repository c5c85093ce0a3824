"""Columns stay as wide as somebody made them: theirs alone, table by table."""

import pytest

from actions.staff.widths import choose_widths, own_widths
from models.base.database import reading, writing
from models.staff.member import OPERATOR, Actor, NotAllowed


def widen(by: Actor, table: str, **widths: int) -> None:
    with writing() as session:
        choose_widths(session, table, widths, by=by)


def widths(by: Actor, table: str) -> dict[str, int]:
    with reading() as session:
        return own_widths(session, table, by=by)


def test_everybody_has_their_own_in_every_table(ed: Actor, fay: Actor) -> None:
    widen(ed, "a-table", Title=300)
    widen(fay, "a-table", Title=150)
    widen(ed, "e-table", Name=90)

    assert widths(ed, "a-table") == {"Title": 300}
    assert widths(fay, "a-table") == {"Title": 150}
    assert widths(ed, "log-table") == {}


def test_a_column_made_wider_leaves_the_others_as_they_were(ed: Actor) -> None:
    widen(ed, "a-table", Title=300, Author=90)
    widen(ed, "a-table", Author=140)

    assert widths(ed, "a-table") == {"Title": 300, "Author": 140}


def test_nothing_is_kept_of_whoever_has_no_account() -> None:
    widen(OPERATOR, "a-table", Title=300)

    assert widths(OPERATOR, "a-table") == {}


def test_who_may_not_use_the_desk_has_no_tables() -> None:
    nobody = Actor(1, "Nobody Example", frozenset())
    with pytest.raises(NotAllowed):
        widen(nobody, "a-table", Title=300)
    with pytest.raises(NotAllowed):
        widths(nobody, "a-table")
