"""The screen on which a manager decides what the clinic decides for itself."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

import settings
from actions.clinic.settings import change_setting, read_setting
from desk.clinic.panes import PANES
from models.base.database import reading, writing
from models.clinic.setting import setting
from models.notices.notice import Channel
from models.staff.member import Actor
from public.clock.notices import send_all
from public.clock.tidying import scan_for_risk
from tests.enquiries import arrive

Open = Callable[..., AppTest]


def button(desk: AppTest, label: str) -> Button:
    assert not desk.exception, desk.exception
    return next(each for each in desk.button if each.label == label)


def now_set(name: str) -> object:
    with reading() as session:
        return setting(session, name)


def changed_by(colleague: Actor, name: str, value: object) -> None:
    with writing() as session:
        version = read_setting(session, name, by=colleague).version
        change_setting(session, name, value, version=version, by=colleague)


@pytest.mark.parametrize("tab", PANES)
def test_every_tab_opens_from_its_address(open_desk: Open, mo: Actor, tab: str) -> None:
    desk = open_desk("settings", mo, tab=tab)

    assert not desk.exception, desk.exception
    assert desk.title[0].value == "Settings"


@pytest.mark.parametrize("who", ["ed", "cleo", "fay"])
def test_nobody_else_gets_there(open_desk: Open, who: str, request: pytest.FixtureRequest) -> None:
    desk = open_desk("settings", request.getfixturevalue(who), tab="Risk")

    assert not desk.text_area
    assert desk.title[0].value.startswith("Good ")


def test_a_manager_chooses_phrases_and_protocol(open_desk: Open, mo: Actor) -> None:
    desk = open_desk("settings", mo, tab="Risk")
    desk.text_area("set-risk_phrases-1").set_value("so tired\n\nso tired\nalone")
    desk.text_area("set-risk_protocol-1").set_value("Call *them*.")
    button(desk, "Save").click().run()

    assert not desk.exception
    assert desk.text_area("set-risk_phrases-2").value == "so tired\nalone"
    assert now_set("risk_phrases") == ["so tired", "alone"]
    assert now_set("risk_protocol") == "Call *them*."


def test_services_and_consent_are_on_the_booking_tab(open_desk: Open, mo: Actor) -> None:
    desk = open_desk("settings", mo, tab="Booking form")
    desk.text_area("set-services-1").set_value("Physio")
    button(desk, "Save").click().run()
    assert (now_set("services"), now_set("consent_version")) == (["Physio"], "1")

    desk.text_area("set-consent_wording-2").set_value("I *agree*.")
    button(desk, "Save").click().run()
    assert any("This is wording 2" in each.value for each in desk.caption)
    assert any("keeps what I wrote here" in each.value for each in desk.text)


def test_what_cannot_be_kept_is_told_and_stays_typed(open_desk: Open, mo: Actor) -> None:
    desk = open_desk("settings", mo, tab="Booking form")
    desk.text_area("set-services-1").set_value("x" * 121)
    button(desk, "Save").click().run()

    assert "at most 120" in desk.error[0].value
    assert desk.text_area("set-services-1").value == "x" * 121


def test_a_stale_save_keeps_what_was_typed_and_shows_the_newest(
    open_desk: Open, mo: Actor, ada: Actor
) -> None:
    desk = open_desk("settings", mo, tab="Risk")
    desk.text_area("set-risk_protocol-1").set_value("Mine.")
    changed_by(ada, "risk_protocol", "Theirs.")
    button(desk, "Save").click().run()

    assert now_set("risk_protocol") == "Theirs."
    assert desk.text_area("set-risk_protocol-1").value == "Mine."
    assert desk.code[0].value == "Theirs."
    button(desk, "Put mine in its place").click().run()
    assert now_set("risk_protocol") == "Mine."


def test_what_a_colleague_saved_can_be_taken(open_desk: Open, mo: Actor, ada: Actor) -> None:
    desk = open_desk("settings", mo, tab="Risk")
    desk.text_area("set-risk_protocol-1").set_value("Mine.").run()
    changed_by(ada, "risk_protocol", "Theirs.")
    desk.run()
    button(desk, "Take theirs").click().run()

    assert desk.text_area("set-risk_protocol-2").value == "Theirs."
    assert now_set("risk_protocol") == "Theirs."


def test_who_typed_nothing_simply_sees_the_newest(open_desk: Open, mo: Actor, ada: Actor) -> None:
    desk = open_desk("settings", mo, tab="Risk")
    changed_by(ada, "risk_protocol", "Theirs.")
    desk.run()

    assert [each.value for each in desk.text_area][-1] == "Theirs."
    assert not desk.warning


def test_text_being_typed_survives_a_look_at_another_tab(open_desk: Open, mo: Actor) -> None:
    desk = open_desk("settings", mo, tab="Risk")
    desk.text_area("set-risk_protocol-1").set_value("Half a sent").run()
    desk.query_params["tab"] = "Booking form"
    desk.run()
    desk.query_params["tab"] = "Risk"
    desk.run()

    assert desk.text_area("set-risk_protocol-1").value == "Half a sent"


def test_replies_are_written_added_and_removed(open_desk: Open, mo: Actor) -> None:
    desk = open_desk("settings", mo, tab="Replies")
    for place, text in enumerate(("", "Hello {name}")):
        for part in ("name", "subject"):
            desk.text_input(f"set-reply-{place}-{part}-1").set_value(text)
        desk.text_area(f"set-reply-{place}-body-1").set_value(text)
    button(desk, "Save").click().run()
    hello = dict.fromkeys(("name", "subject", "body"), "Hello {name}")
    assert now_set("reply_templates") == [hello]

    desk.selectbox("set-reply-0-status-2").set_value("waiting")
    desk.text_input("set-reply-0-tag-2").set_value("called")
    desk.text_input("set-reply-0-follow_up-2").set_value("x")
    button(desk, "Save").click().run()
    assert "number of days" in desk.error[0].value
    desk.text_input("set-reply-0-follow_up-2").set_value("3")
    button(desk, "Save").click().run()
    then = {"status": "waiting", "tag": "called", "follow_up": "3"}
    assert now_set("reply_templates") == [hello | then]

    desk.text_area("set-reply-0-body-3").set_value("About {message}")
    button(desk, "Save").click().run()
    assert "unknown" in desk.error[0].value
    assert desk.text_area("set-reply-0-body-3").value == "About {message}"
    assert now_set("reply_templates") == [hello | then]


def test_notifications_are_chosen_tried_and_their_failures_told(
    open_desk: Open, mo: Actor, fay: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SMTP_URL", "smtp://127.0.0.1:1")
    desk = open_desk("settings", mo, tab="Notifications")
    button(desk, "Try the mail").click().run()
    assert "Save where it goes to first" in desk.error[0].value
    desk.text_area("set-mail_recipients-1").set_value("desk@clinic.example\nnobody")
    button(desk, "Save").click().run()
    assert "holds what is no address" in desk.error[0].value
    desk.text_area("set-mail_recipients-1").set_value("desk@clinic.example")
    button(desk, "Save").click().run()
    assert now_set("mail_recipients") == ["desk@clinic.example"]

    button(desk, "Try the mail").click().run()
    send_all(Channel.MAIL)
    desk.run()
    told = "Mail: the server could not be reached"
    assert any(told in each.value for each in desk.markdown)
    assert any(told in each.value for each in open_desk("", mo).markdown)
    assert not any(told in each.value for each in open_desk("", fay).markdown)


def test_open_enquiries_are_looked_through_again(open_desk: Open, mo: Actor) -> None:
    arrive("Ruth", message="So tired of it all")
    changed_by(mo, "risk_phrases", ["so tired"])
    desk = open_desk("settings", mo, tab="Risk")
    button(desk, "Look through open enquiries with the saved phrases").click().run()
    scan_for_risk()
    desk.run()

    assert any("Newly flagged: one enquiry" in each.value for each in desk.caption)
    home = open_desk("", mo)
    assert any("One person to call today" in each.value for each in home.markdown)
