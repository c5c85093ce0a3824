"""Writing down a phone call or a walk-in."""

from collections.abc import Callable

from sqlalchemy import select, update
from streamlit.testing.v1 import AppTest

from actions.intake.entry_drafts import keep_entry
from models.base.database import reading, writing
from models.enquiries.enquiry import Enquiry
from models.intake.entry_draft import EntryDraft
from models.staff.member import Actor, Role, StaffMember
from tests.enquiries import arrive, do

Open = Callable[..., AppTest]


def test_a_phone_call_is_written_down_and_mistakes_are_told_beside_the_field(
    open_desk: Open, fay: Actor
) -> None:
    desk = open_desk("enquiries", fay, new="1")
    desk.text_input("e-new-name").set_value("Ruth Vale").run()
    desk.button("e-new-save").click().run()
    words = " ".join(each.value for each in desk.markdown)
    assert "phone number" in words
    assert "tick this box" in words
    assert desk.text_input("e-new-name").value == "Ruth Vale"

    desk.text_input("e-new-phone").set_value("+1 (212) 555-0147")
    desk.checkbox("e-new-consent").set_value(True)
    desk.radio("e-new-came_by").set_value("walk_in")
    desk.button("e-new-save").click().run()
    with reading() as session:
        [ruth] = session.scalars(select(Enquiry))
    assert (ruth.name, ruth.source) == ("Ruth Vale", "desk")
    words = " ".join(each.value for each in desk.markdown)
    assert "a walk-in, taken by Fay Example" in words
    assert "Fay Example wrote down a walk-in" in words


def press_twice(desk: AppTest, key: str, then: str = "") -> None:
    """The second press leaves before the browser has heard of the first: on the same fields, and
    with the same address; `then` is another button.
    """
    told = dict(desk.query_params)
    desk.button(key).click()
    sent = desk._tree.get_widget_states()
    if then:
        desk.button(key).set_value(False)
        desk.button(then).click()
    late = desk._tree.get_widget_states()
    desk._run(sent)
    desk.query_params.clear()
    desk.query_params.update(told)
    desk._run(late)


def test_the_second_click_of_two_that_left_before_the_first_was_answered_is_none(
    open_desk: Open, fay: Actor
) -> None:
    desk = open_desk("enquiries", fay, new="1")
    desk.text_input("e-new-name").set_value("Ruth Vale")
    desk.text_input("e-new-phone").set_value("+1 (212) 555-0147")
    desk.checkbox("e-new-consent").set_value(True).run()
    press_twice(desk, "e-new-save")

    with reading() as session:
        [ruth] = session.scalars(select(Enquiry))
    assert desk.query_params == {"open": str(ruth.id)}
    desk.button("new-enquiry").click().run()
    assert desk.text_input("e-new-name").value == ""
    assert "Write down their name." not in " ".join(each.value for each in desk.markdown)

    desk.query_params.pop("open")
    press_twice(desk, "e-new-cancel", then="e-new-save")
    assert desk.query_params == {}


def test_nothing_is_saved_from_a_form_that_is_no_longer_open(open_desk: Open, fay: Actor) -> None:
    desk = open_desk("enquiries", fay, new="1")
    desk.text_input("e-new-name").set_value("Ruth Vale")
    desk.text_input("e-new-phone").set_value("+1 (212) 555-0147")
    desk.checkbox("e-new-consent").set_value(True).run()
    desk.query_params.pop("new")
    desk.button("e-new-save").click().run()

    with reading() as session:
        assert session.scalars(select(Enquiry)).all() == []


def test_everything_wrong_is_told_at_once_and_goes_as_it_is_mended(
    open_desk: Open, fay: Actor
) -> None:
    desk = open_desk("enquiries", fay, new="1")
    desk.text_input("e-new-email").set_value("ruth at example.com")
    desk.text_area("e-new-message").set_value("Her knee")
    desk.button("e-new-save").click().run()
    words = " ".join(each.value for each in desk.markdown)
    assert "Write down their name" in words
    assert "There is no @" in words
    assert "Ask them first" in words
    assert "Tell us" not in words
    assert desk.text_area("e-new-message").value == "Her knee"

    desk.text_input("e-new-name").set_value("Ruth Vale").run()
    words = " ".join(each.value for each in desk.markdown)
    assert "Write down their name" not in words
    assert "There is no @" in words


def test_what_was_typed_is_discarded_only_when_asked(open_desk: Open, fay: Actor) -> None:
    desk = open_desk("enquiries", fay, new="1")
    desk.text_input("e-new-name").set_value("Ruth Vale").run()
    desk.button("e-new-cancel").click().run()
    assert "**Discard what you typed?**" in [each.value for each in desk.markdown]
    assert desk.text_input("e-new-name").value == "Ruth Vale"
    desk.button("e-new-keep").click().run()
    assert desk.text_input("e-new-name").value == "Ruth Vale"

    desk.button("e-new-cancel").click().run()
    desk.button("e-new-discard").click().run()
    assert "new" not in desk.query_params
    desk.button("new-enquiry").click().run()
    assert desk.text_input("e-new-name").value == ""
    desk.button("e-new-cancel").click().run()
    assert "new" not in desk.query_params


def test_who_calls_again_is_recognised_while_they_are_written_down(
    open_desk: Open, fay: Actor
) -> None:
    arrive("Anna", phone="+44 7700 900123")
    desk = open_desk("enquiries", fay, new="1")
    desk.text_input("e-new-phone").set_value("07700 900123").run()

    assert "Perhaps **Anna**" in " ".join(each.value for each in desk.caption)
    assert desk.text_input("e-new-phone").value == "07700 900123"


def typed(desk: AppTest, by: Actor, **fields: str) -> None:
    """As the browser sends it, beside the runs."""
    do(keep_entry, desk.session_state["e-new-mark"], fields, by=by)


def kept() -> list[dict[str, str]]:
    with reading() as session:
        return [draft.fields for draft in session.scalars(select(EntryDraft))]


def test_what_was_begun_is_found_in_another_browser_as_it_was_left(
    open_desk: Open, fay: Actor, mo: Actor
) -> None:
    lost = open_desk("enquiries", fay, new="1")
    assert "e-new-afresh" not in [button.key for button in lost.button]
    lost.radio("e-new-came_by").set_value("walk_in").run()
    lost.checkbox("e-new-consent").set_value(True).run()
    typed(lost, fay, name="Ruth <b>", message="Her knee\nhurts")

    theirs = open_desk("enquiries", mo, new="1")
    assert theirs.text_input("e-new-name").value == ""
    desk = open_desk("enquiries", fay, new="1")
    assert desk.text_input("e-new-name").value == "Ruth <b>"
    assert desk.text_area("e-new-message").value == "Her knee\nhurts"
    assert (desk.radio("e-new-came_by").value, desk.checkbox("e-new-consent").value) == (
        "walk_in",
        True,
    )
    assert "Kept from today" in " ".join(each.value for each in desk.caption)

    desk.text_input("e-new-phone").set_value("+1 (212) 555-0147")
    desk.button("e-new-save").click().run()
    with reading() as session:
        [ruth] = session.scalars(select(Enquiry))
    assert (ruth.name, ruth.message) == ("Ruth <b>", "Her knee\nhurts")
    assert kept() == [{}]  # the other colleague's


def test_starting_afresh_asks_and_leaves_an_empty_form(open_desk: Open, fay: Actor) -> None:
    typed(open_desk("enquiries", fay, new="1"), fay, name="Ruth")
    desk = open_desk("enquiries", fay, new="1")
    desk.button("e-new-afresh").click().run()
    assert desk.text_input("e-new-name").value == "Ruth"
    desk.button("e-new-keep").click().run()
    assert kept() == [{"name": "Ruth"}]

    desk.button("e-new-afresh").click().run()
    desk.button("e-new-discard").click().run()
    assert desk.query_params["new"] == "1"
    assert desk.text_input("e-new-name").value == ""
    assert "e-new-afresh" not in [button.key for button in desk.button]
    assert kept() == [{}]

    desk.button("e-new-cancel").click().run()
    assert kept() == []


def test_after_a_demotion_nothing_is_saved_from_the_dialog(open_desk: Open, fay: Actor) -> None:
    desk = open_desk("enquiries", fay, new="1")
    with writing() as session:
        member = update(StaffMember).where(StaffMember.id == fay.id)
        session.execute(member.values(role=Role.EDITOR))
    desk.checkbox("e-new-consent").set_value(True).run()
    assert kept() == [{}]
