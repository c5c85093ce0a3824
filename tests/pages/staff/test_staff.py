from collections.abc import Callable
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from actions.enquiries import handing_over
from actions.reviews.asking import Wish
from actions.reviews.reviewing import submit_for_review
from actions.staff.accounts import disable_staff
from desk.frame.messages import escaped
from models.articles.article import Article
from models.base.database import reading, writing
from models.base.table import now
from models.enquiries.enquiry import Status
from models.staff.member import Actor, Role, StaffMember, staff_member_named
from public.clock.tidying import go_on_handing_over
from tests.articles import Written
from tests.desk.opening import open_desk
from tests.enquiries import arrive, newest
from tests.pages.tables import cells, drawn_table, names


def press(desk: AppTest, label: str) -> None:
    next(button for button in desk.button if button.label == label).click().run()
    assert not desk.exception, desk.exception


def shown(desk: AppTest) -> str:
    return "\n".join(each.value for each in desk.markdown)


def member(staff: Actor) -> StaffMember:
    with reading() as session:
        return session.get_one(StaffMember, staff.id)


def test_adding_a_colleague_shows_their_link_once(ada: Actor) -> None:
    desk = open_desk("staff", ada)
    for label, value in (("Full name", "Nia Okoro"), ("Username", "nia"), ("Email", "n@x.example")):
        next(field for field in desk.text_input if field.label == label).set_value(value)
    press(desk, "Add and make a link")

    assert "/desk/welcome?token=" in desk.code[0].value
    assert "Nia Okoro" in names(desk)
    shown_first = desk.code[0].value
    desk.run()  # as when a colleague did something meanwhile
    assert desk.code[0].value == shown_first
    press(desk, "Done")
    assert not desk.code
    desk.run()
    assert not desk.code


def test_a_new_link_stands_in_front_of_the_page_and_not_somewhere_on_it(
    ada: Actor, mo: Actor
) -> None:
    desk = open_desk("staff", ada, who=str(mo.id))
    press(desk, "New invitation link")

    [dialog] = desk.get("dialog")
    assert isinstance(dialog, Block)
    assert "/desk/welcome?token=" in dialog.code[0].value


def test_a_taken_name_is_said_beside_the_field(ada: Actor, mo: Actor) -> None:
    desk = open_desk("staff", ada)
    for label, value in (("Full name", "Another Mo"), ("Username", "MO")):
        next(field for field in desk.text_input if field.label == label).set_value(value)
    press(desk, "Add and make a link")

    assert desk.error[0].value == escaped("Username is taken; choose another.")
    with reading() as session:
        assert session.scalars(staff_member_named("mo")).one().id == mo.id


def test_changing_a_role(ada: Actor, mo: Actor) -> None:
    desk = open_desk("staff", ada, who=str(mo.id))
    changed = next(box for box in desk.selectbox if box.key == f"{mo.id}-1-role")
    changed.set_value(Role.EDITOR)
    press(desk, "Save")

    assert member(mo).role is Role.EDITOR


def test_disabling_asks_first_and_then_closes_the_account(ada: Actor, mo: Actor) -> None:
    desk = open_desk("staff", ada, who=str(mo.id))
    press(desk, "Disable the account")

    assert not member(mo).is_active
    press(desk, "Enable the account")
    assert member(mo).is_active


def test_disabling_tells_how_many_open_enquiries_are_theirs_and_leads_to_them(
    ada: Actor, fay: Actor
) -> None:
    anna = arrive("Anna", assigned_to_id=fay.id)
    arrive("Bob", assigned_to_id=fay.id, status=Status.CLOSED)
    arrive("Cem")
    desk = open_desk("staff", ada, who=str(fay.id))
    assert "**1 open enquiry is assigned to them.**" in shown(desk)
    press(desk, "Disable the account")
    assert "**1 open enquiry is assigned to them.**" in shown(desk)

    [link] = [each for each in desk.get("page_link") if "their open" in each.proto.label]
    asked = dict(parse_qsl(link.proto.query_string))
    listed = open_desk("enquiries", ada, **asked)
    assert names(listed) == [anna.name]
    assert "Assigned to Fay Example" in [button.label for button in listed.button]


def choose(desk: AppTest, label: str, chosen: int | None) -> None:
    next(box for box in desk.selectbox if box.label == label).set_value(chosen)


def test_enquiries_are_given_to_a_colleague_with_the_closing_and_come_back_with_the_opening(
    ada: Actor, fay: Actor, mo: Actor
) -> None:
    anna = arrive("Anna", assigned_to_id=fay.id)
    desk = open_desk("staff", ada, who=str(fay.id))
    choose(desk, "Give enquiries and follow-ups to", mo.id)
    press(desk, "Disable the account")
    assert not member(fay).is_active
    assert newest(anna).assigned_to_id == mo.id
    assert desk.toast[0].value == "Disabled. 1 enquiry handed over."

    press(desk, "Enable and give the enquiries back")
    assert member(fay).is_active
    assert newest(anna).assigned_to_id == fay.id
    assert "1 open enquiry is assigned to them" in shown(desk)


def test_of_more_than_go_at_once_it_is_told_how_far_they_are(
    ada: Actor, fay: Actor, mo: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing_over, "PORTION", 1)
    for name in ("Anna", "Bob"):
        arrive(name, assigned_to_id=fay.id)
    desk = open_desk("staff", ada, who=str(fay.id))
    choose(desk, "Give enquiries and follow-ups to", mo.id)
    press(desk, "Disable the account")
    assert desk.toast[0].value == "Disabled. 1 of 2 enquiries handed over."
    [progress] = desk.get("progress")
    assert progress.proto.text == "1 of 2 enquiries handed over"

    while desk.get("progress"):
        go_on_handing_over()
        desk.run()
    assert not desk.exception
    assert "assigned to them" not in shown(desk)


def test_articles_and_reviews_that_wait_on_somebody_are_told_too(
    ada: Actor, ed: Actor, cleo: Actor, tides: Written
) -> None:
    with writing() as session:
        session.get_one(Article, tides.id).author_id = ed.id
        submit_for_review(session, tides.id, Wish(cleo.id), by=ed)
    desk = open_desk("staff", ada, who=str(cleo.id))
    assert "Waiting on them: 1 review asked of them." in shown(desk)
    everybody = open_desk("staff", ada)
    assert cells(everybody, "Reviews") == ["", "1", ""]
    assert cells(everybody, "Articles") == ["", "", "1"]
    assert not [box for box in desk.selectbox if box.label.startswith("Give enquiries")]


def test_disabling_says_nothing_of_enquiries_where_there_are_none(ada: Actor, fay: Actor) -> None:
    assert "open enquir" not in shown(open_desk("staff", ada, who=str(fay.id)))


def test_the_last_administrator_stays(ada: Actor) -> None:
    desk = open_desk("staff", ada, who=str(ada.id))
    press(desk, "Disable the account")

    assert "last administrator" in desk.error[0].value
    assert member(ada).is_active


def test_what_was_on_the_screen_counts_not_what_a_colleague_made_of_it(
    ada: Actor, mo: Actor
) -> None:
    desk = open_desk("staff", ada, who=str(mo.id))
    with writing() as session:
        disable_staff(session, mo.id or 0, based_on=1, by=ada)
    press(desk, "Save")

    assert "meanwhile" in desk.error[0].value


def test_the_list_tells_role_state_last_sign_in_and_open_enquiries(
    ada: Actor, fay: Actor, mo: Actor
) -> None:
    arrive("Anna", assigned_to_id=fay.id)
    arrive("Bob", assigned_to_id=fay.id, status=Status.WAITING)
    arrive("Cem", assigned_to_id=fay.id, status=Status.CLOSED)
    arrive("Dot")
    with writing() as session:
        session.get_one(StaffMember, fay.id).last_signed_in_at = now()
        disable_staff(session, mo.id or 0, based_on=1, by=ada)
    desk = open_desk("staff", ada, who=str(fay.id))

    assert names(desk) == [ada.name, fay.name, mo.name]
    assert cells(desk, "Role") == ["Administrator", "Front desk", "Manager"]
    assert [state["text"] for state in cells(desk, "State")] == ["Invited", "Invited", "Disabled"]
    assert [seen[:5] for seen in cells(desk, "Signed in")] == ["never", "today", "never"]
    assert cells(desk, "Open") == ["", "2", ""]
    assert (drawn_table(desk)["current"], desk.header[0].value) == (fay.id, fay.name)
    alone = open_desk("staff", ada)
    assert cells(alone, "Articles") == cells(alone, "Reviews") == ["", "", ""]


def test_the_list_is_sorted_by_what_the_address_says(ada: Actor, fay: Actor, mo: Actor) -> None:
    arrive("Anna", assigned_to_id=mo.id)
    with writing() as session:
        session.get_one(StaffMember, fay.id).last_signed_in_at = now()
    by_name = [ada.name, fay.name, mo.name]
    for order, listed in {
        "": by_name,
        "-name": by_name[::-1],
        "-open": [mo.name, ada.name, fay.name],
        "-seen": [fay.name, ada.name, mo.name],
        "role": [fay.name, mo.name, ada.name],
        "password_hash": by_name,
    }.items():
        assert names(open_desk("staff", ada, order=order)) == listed


def test_on_a_phone_a_box_sorts_what_has_no_headings(
    ada: Actor, fay: Actor, mo: Actor, in_the_hand: Callable[[], None]
) -> None:
    assert not [box for box in open_desk("staff", ada).selectbox if box.label == "Order"]
    in_the_hand()
    desk = open_desk("staff", ada, order="role")
    assert desk.selectbox("staff-order").value == "role"
    desk.selectbox("staff-order").set_value("-name").run()

    assert desk.query_params["order"] == "-name"
    assert names(desk) == [mo.name, fay.name, ada.name]


def test_markup_in_a_name_stays_text(ada: Actor, mo: Actor) -> None:
    with writing() as session:
        session.get_one(StaffMember, mo.id).full_name = "**Mo** <b>"

    assert cells(open_desk("staff", ada), "Name")[0] == "**Mo** <b>"


def test_an_unknown_number_in_the_address_is_said_calmly(ada: Actor) -> None:
    desk = open_desk("staff", ada, who="4711")

    assert "no such account" in desk.info[0].value
