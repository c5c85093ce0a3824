"""Answering somebody from their record."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

import settings
from actions.clinic.settings import change_setting, read_setting
from actions.enquiries.reply_drafts import keep_typed_reply
from actions.notices.replying import record_reply_delivery
from models.base.database import reading, writing
from models.enquiries.enquiry import Enquiry, Status
from models.notices.reply_mail import ReplyMail
from models.staff.member import OPERATOR, Actor
from tests.enquiries import arrive, do, newest, timeline
from tests.pages.tables import drawn_component

Open = Callable[..., AppTest]


def links(desk: AppTest) -> list[str]:
    return [str(each.proto.url) for each in desk.get("link_button")]


def words(desk: AppTest) -> str:
    told = (*desk.markdown, *desk.caption, *desk.success, *desk.error, *desk.warning)
    return " ".join(each.value for each in told)


def mails() -> list[ReplyMail]:
    with reading() as session:
        return session.query(ReplyMail).all()


@pytest.fixture
def open_reply(open_desk: Open, fay: Actor) -> Callable[[Enquiry], AppTest]:
    def open_reply(enquiry: Enquiry) -> AppTest:
        desk = open_desk("enquiries", fay, open=str(enquiry.id))
        desk.session_state[f"e-reply-{enquiry.id}-open"] = True
        return desk.run()

    return open_reply


@pytest.fixture
def smtp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SMTP_URL", "smtp://127.0.0.1:1")


def mail_that_opens(desk: AppTest) -> str:
    return str(drawn_component(desk, "copydesk_link").get("address", ""))


def may_open_mail_program(desk: AppTest) -> bool:
    return any(button.label == "Open in the mail program" for button in desk.button)


def test_the_mail_program_opens_with_what_is_logged_once_and_with_nothing_that_tells(
    open_reply: Callable[[Enquiry], AppTest],
) -> None:
    anna = arrive("Anna", message="My knee", service="Grief counselling")
    desk = open_reply(anna)
    assert f"/desk/enquiries/{anna.id}/print" in links(desk)
    assert not [button for button in desk.button if button.label == "Send"]
    desk.selectbox(f"e-reply-{anna.id}").set_value(1).run()
    assert "no booked time yet" in words(desk)
    assert "{booked time}" in str(desk.text_area(f"e-reply-{anna.id}-body-1").value)
    assert not may_open_mail_program(desk)

    desk.selectbox(f"e-reply-{anna.id}").set_value(0).run()
    desk.text_area(f"e-reply-{anna.id}-body-0").set_value("About grief counselling")
    desk.button(f"e-reply-link-{anna.id}-1").click().run()
    assert "It names the service" in words(desk)
    assert (mail_that_opens(desk), newest(anna).first_answered_at) == ("", None)
    assert not may_open_mail_program(desk)

    desk.text_area(f"e-reply-{anna.id}-body-0").set_value("Dear Anna").run()
    desk.text_area(f"e-reply-{anna.id}-body-0").set_value("Dear Anna, come & see us")
    desk.button(f"e-reply-link-{anna.id}-1").click().run()
    assert mail_that_opens(desk) == (
        f"mailto:anna@example.com?subject=Your%20request%20{anna.reference}"
        "&body=Dear%20Anna%2C%20come%20%26%20see%20us"
    )
    assert "**Anna** · Logged as answered." in words(desk)
    assert any(text.value.endswith("Dear Anna, come & see us") for text in desk.text)
    assert mail_that_opens(desk.run()) == ""


@pytest.mark.usefixtures("smtp")
def test_a_reply_is_sent_from_the_desk_with_one_click_and_logged(
    open_reply: Callable[[Enquiry], AppTest],
) -> None:
    anna = arrive("Anna")
    desk = open_reply(anna)
    desk.text_area(f"e-reply-{anna.id}-body-0").set_value("Dear *Anna*, call us")
    desk.button(f"e-reply-send-{anna.id}-1").click().run()

    [mail] = mails()
    assert (mail.address, mail.body) == ("anna@example.com", "Dear *Anna*, call us")
    assert newest(anna).status is Status.IN_PROGRESS
    assert "**Anna** · Reply is on its way." in words(desk)
    assert "Fay Example mailed a reply" in words(desk)
    assert any("Dear *Anna*, call us" in text.value for text in desk.text)
    assert f"e-reply-{anna.id}-body-0" not in desk.session_state


@pytest.mark.usefixtures("smtp")
def test_a_text_that_tells_stays_until_they_agreed_or_it_is_taken_out(
    open_reply: Callable[[Enquiry], AppTest],
) -> None:
    anna = arrive("Anna", service="Grief counselling")
    desk = open_reply(anna)
    desk.text_area(f"e-reply-{anna.id}-body-0").set_value("About your grief counselling").run()
    assert "names the service" in words(desk)
    assert not may_open_mail_program(desk)
    desk.button(f"e-reply-send-{anna.id}-1").click().run()
    assert "Take it out, or say that they agreed" in words(desk).replace("\\", "")
    assert desk.text_area(f"e-reply-{anna.id}-body-0").value == "About your grief counselling"
    assert not mails()

    desk.checkbox(f"e-reply-{anna.id}-agreed").check().run()
    desk.button(f"e-reply-send-{anna.id}-1").click().run()
    assert len(mails()) == 1


def test_answered_another_way_is_one_click_and_what_was_typed_stays(
    open_reply: Callable[[Enquiry], AppTest],
) -> None:
    anna = arrive("Anna")
    desk = open_reply(anna)
    desk.text_area(f"e-reply-{anna.id}-body-0").set_value("Half a sent").run()
    desk.button(f"e-reply-other-{anna.id}-1").click().run()

    assert timeline(anna)[1][0] == "answered"
    assert newest(anna).first_answered_at
    assert desk.text_area(f"e-reply-{anna.id}-body-0").value == "Half a sent"


def test_a_draft_is_there_after_a_reload(open_desk: Open, fay: Actor) -> None:
    anna = arrive("Anna")
    do(keep_typed_reply, anna.id, {"body": "Half a sent"}, by=fay)
    desk = open_desk("enquiries", fay, open=str(anna.id))

    assert desk.text_area(f"e-reply-{anna.id}-body-0").value == "Half a sent"
    assert drawn_component(desk, "copydesk_typing")


def test_a_prepared_reply_moves_tags_and_follows_up(open_desk: Open, fay: Actor, mo: Actor) -> None:
    template = {"name": "No answer", "subject": "Hello", "body": "Hello"}
    template |= {"status": "waiting", "tag": "called", "follow_up": "3"}
    with writing() as session:
        version = read_setting(session, "reply_templates", by=OPERATOR).version
        change_setting(session, "reply_templates", [template], version=version, by=mo)
    anna = arrive("Anna")
    desk = open_desk("enquiries", fay, open=str(anna.id))
    desk.session_state[f"e-reply-{anna.id}-open"] = True
    desk.run()
    assert "It also moves to Waiting, adds the tag called, follows up in 3 days." in words(desk)
    desk.button(f"e-reply-other-{anna.id}-1").click().run()

    kept = newest(anna)
    assert (kept.status, kept.tags) == (Status.WAITING, ["called"])
    assert kept.follow_up_on


@pytest.mark.usefixtures("smtp")
def test_what_is_not_delivered_says_why_and_can_be_tried_again_or_withdrawn(
    open_reply: Callable[[Enquiry], AppTest],
) -> None:
    anna = arrive("Anna")
    desk = open_reply(anna)
    desk.button(f"e-reply-send-{anna.id}-1").click().run()
    assert "A reply is on its way." in words(desk)
    [mail] = mails()
    do(record_reply_delivery, mail.id, "recipients")
    desk.run()
    assert "refused this address" in words(desk)
    desk.button(f"e-try_reply_again-{mail.id}-0").click().run()
    assert "Trying again." in words(desk)
    desk.button(f"e-withdraw_reply-{mail.id}-0").click().run()

    assert not mails()
    assert desk.text_area(f"e-reply-{anna.id}-body-0").value == mail.body
