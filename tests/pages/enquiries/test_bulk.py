"""Changing many enquiries on the screen: told first, then done, then perhaps taken back."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from desk.enquiries.listing.bulk_choices import FIELDS
from models.base.database import writing
from models.enquiries.enquiry import Status
from models.staff.member import Actor, Role, StaffMember
from tests.enquiries import arrive, newest

Open = Callable[..., AppTest]


def words(desk: AppTest) -> str:
    assert not desk.exception
    return "\n".join(
        str(each.value)
        for each in (*desk.markdown, *desk.caption, *desk.error, *desk.success, *desk.warning)
    )


def test_a_change_of_many_is_told_done_and_taken_back_after_a_reload(
    open_desk: Open, fay: Actor
) -> None:
    many = [arrive(f"P{number}") for number in range(3)]
    there, ruth = arrive("There", status=Status.SPAM), arrive("R*u*th", is_at_risk=True)
    ids = "-".join(str(one.id) for one in (*many, there, ruth))
    desk = open_desk("enquiries", fay, ticked=ids, wish="status:spam")
    assert "**3 will be moved to Spam.**" in words(desk)
    assert "One is so already." in words(desk)
    assert r"R\*u\*th: Acknowledge the risk first" in words(desk)
    assert newest(many[0]).status is Status.NEW

    desk.button("e-bulk-do").click().run()
    assert "Moved to Spam: 3 done, 1 failed:" in words(desk)
    assert desk.query_params["ticked"] == str(ruth.id)
    assert newest(many[0]).status is Status.SPAM

    again = open_desk("enquiries", fay, status="spam")
    assert "You last changed: 3 enquiries moved to Spam." in words(again)
    again.button("e-undo-1").click().run()
    assert {newest(one).status for one in many} == {Status.NEW}
    assert "You last changed" not in words(again)


def test_one_change_is_taken_back_in_the_record(open_desk: Open, fay: Actor, mo: Actor) -> None:
    anna = arrive("Anna")
    desk = open_desk("enquiries", fay, open=str(anna.id))
    desk.selectbox(f"e-move-{anna.id}-1").set_value(Status.WAITING).run()
    [undo] = [each for each in desk.button if each.key == f"e-undo-{anna.id}-2"]
    theirs = open_desk("enquiries", mo, open=str(anna.id), status="all")
    assert not [each for each in theirs.button if each.label == "Undo"]

    undo.click().run()
    assert newest(anna).status is Status.NEW
    assert "took back “Waiting”: again New" in words(desk)
    assert "(taken back)" in words(desk)


def test_tags_days_and_reasons_are_asked_for_first(open_desk: Open, fay: Actor) -> None:
    anna = arrive("Anna")
    tag = open_desk("enquiries", fay, ticked=str(anna.id), wish="tag:")
    assert tag.button("e-bulk-do").disabled
    tag.text_input("e-bulk-tag").set_value("x" * 41).run()
    assert "A tag" in words(tag)
    tag.text_input("e-bulk-tag").set_value("<b>knee</b>").run()
    tag.button("e-bulk-do").click().run()
    assert newest(anna).tags == ["<b>knee</b>"]

    day = open_desk("enquiries", fay, ticked=str(anna.id), wish="follow:")
    wanted = day.date_input("e-bulk-follow").value
    day.button("e-bulk-do").click().run()
    assert newest(anna).follow_up_on == wanted

    close = open_desk("enquiries", fay, ticked=str(anna.id), wish="close:")
    assert close.button("e-bulk-do").disabled
    close.selectbox("e-bulk-reason").set_value("Went elsewhere").run()
    close.button("e-bulk-do").click().run()
    assert newest(anna).close_reason == "Went elsewhere"


@pytest.mark.parametrize(
    ("kind", "drawn", "along"),
    [
        ("tag", "knee", "hip"),
        ("tag", "knee", ""),
        ("untag", "old", "older"),
        ("close", "Went elsewhere", "Question answered"),
        ("follow", date(2027, 6, 1), date(2027, 6, 2)),
        ("sleep", "Until tomorrow 9:00", "Until Monday 9:00"),
    ],
)
def test_a_value_that_comes_along_with_the_click_is_shown_before_it_is_done(
    open_desk: Open, fay: Actor, kind: str, drawn: Any, along: Any
) -> None:
    anna = arrive("Anna", tags=["old", "older"])
    desk = open_desk("enquiries", fay, ticked=str(anna.id), wish=f"{kind}:")
    field(desk, FIELDS[kind]).set_value(drawn).run()
    field(desk, FIELDS[kind]).set_value(along)
    desk.button("e-bulk-do").click().run()
    assert "You chose something else just then." in words(desk)
    assert desk.query_params["wish"] == f"{kind}:"
    assert newest(anna).version == 1
    assert field(desk, FIELDS[kind]).value == along

    field(desk, FIELDS[kind]).set_value(drawn).run()
    assert "You chose something else" not in words(desk)
    desk.button("e-bulk-do").click().run()
    assert newest(anna).version == 2
    assert "wish" not in desk.query_params


def field(desk: AppTest, key: str) -> Any:
    kinds = (desk.text_input, desk.selectbox, desk.date_input)
    return next(each for kind in kinds for each in kind if each.key == key)


def test_many_become_booked_without_a_time_and_the_dialog_says_so(
    open_desk: Open, fay: Actor
) -> None:
    june = datetime(2027, 6, 1, 8, 30, tzinfo=UTC)
    anna = arrive("Anna", status=Status.WAITING, booked_for=june)
    bea = arrive("Bea", status=Status.BOOKED, booked_for=june)
    ids = f"{anna.id}-{bea.id}"
    desk = open_desk("enquiries", fay, status="all", ticked=ids, wish="status:booked")
    assert "**1 will be moved to Booked, time not known.**" in words(desk)
    assert "One is so already." in words(desk)
    assert "book each by themselves" in words(desk)

    desk.button("e-bulk-do").click().run()
    assert (newest(anna).status, newest(anna).booked_for) == (Status.BOOKED, None)
    assert newest(bea).booked_for == june
    desk.button("e-undo-1").click().run()
    assert (newest(anna).status, newest(anna).booked_for) == (Status.WAITING, june)


def test_a_mangled_wish_does_nothing(open_desk: Open, fay: Actor) -> None:
    anna = arrive("Anna")
    for wish in ("status:?", "assign:x", "assign:999", "priority:", "drop:table", ":", "status"):
        desk = open_desk("enquiries", fay, ticked=str(anna.id), wish=wish)
        assert "will be" not in words(desk)
    assert newest(anna).version == 1


def test_after_a_demotion_neither_the_change_nor_undo_works(open_desk: Open, fay: Actor) -> None:
    anna, bea = arrive("Anna"), arrive("Bea")
    desk = open_desk("enquiries", fay, open=str(bea.id))
    desk.selectbox(f"e-move-{bea.id}-1").set_value(Status.WAITING).run()
    wishing = open_desk("enquiries", fay, ticked=str(anna.id), wish="status:booked")
    with writing() as session:
        session.execute(
            update(StaffMember).where(StaffMember.id == fay.id).values(role=Role.EDITOR)
        )

    desk.button(f"e-undo-{bea.id}-3").click().run()
    wishing.button("e-bulk-do").click().run()

    assert (newest(anna).status, newest(bea).status) == (Status.NEW, Status.WAITING)
