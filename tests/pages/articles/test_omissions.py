"""Beside an imported article stands what was left out of it; beside no other."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from actions.articles.manuscripts.omissions import look_up_omissions
from desk.articles.writing.omissions import FEW
from models.base.database import reading, writing
from models.imports.omission import Omission
from models.staff.member import Actor
from tests.articles import Written, newest
from tests.pages.articles.test_article import at, labels, type_heading

Open = Callable[..., AppTest]


@pytest.fixture
def imported(tides: Written) -> Written:
    """With more left out than fits on a screen; the first stood behind the words on spring."""
    with writing() as session:
        session.add_all(
            Omission(article_id=tides.id, text=f"Menu {number}", reason="A menu", follows=follows)
            for number, follows in enumerate(["About spring.", *[""] * FEW])
        )
    return tides


def test_the_panel_is_there_for_imported_articles_and_for_those_who_write(
    open_desk: Open, ed: Actor, cleo: Actor, imported: Written
) -> None:
    assert "Put back" in labels(at(open_desk, ed, imported, 1, panel="Import"))
    assert "Put back" not in labels(at(open_desk, cleo, imported, 1, panel="Import"))


def test_other_articles_have_no_such_panel(open_desk: Open, ed: Actor, tides: Written) -> None:
    strip = at(open_desk, ed, tides, 1).segmented_control("panel-strip-rare")
    assert "Import" not in strip.options


def test_what_is_being_written_there_stays_and_meets_the_part_that_came_back(
    open_desk: Open, ed: Actor, imported: Written
) -> None:
    desk = at(open_desk, ed, imported, 1, panel="Import")
    spring = imported.sections[1]
    type_heading(desk, spring, "Half a headi")
    desk.run()
    with reading() as session:
        first = look_up_omissions(session, imported.id, by=ed)[0].id
    desk.button(f"put-back-{first}").click().run()
    assert not desk.exception
    assert newest(spring).body == "About spring.\n\nMenu 0"
    assert desk.text_input(f"section-{spring}-heading").value == "Half a headi"
    desk.button(f"undo-{first}").click().run()
    assert newest(spring).body == "About spring."


def test_a_long_list_is_opened_by_a_click(open_desk: Open, ed: Actor, imported: Written) -> None:
    desk = at(open_desk, ed, imported, 1, panel="Import")
    assert labels(desk).count("Put back") == FEW
    desk.toggle("more-omissions").set_value(True).run()
    assert labels(desk).count("Put back") == FEW + 1


def test_a_refusal_is_told(open_desk: Open, ed: Actor, imported: Written) -> None:
    desk = at(open_desk, ed, imported, 1, panel="Import")
    with writing() as session:
        session.delete(session.get_one(Omission, 1))
    desk.button("put-back-1").click().run()
    assert "no such part" in " ".join(each.value for each in desk.error)
