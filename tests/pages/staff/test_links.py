"""Forgotten password at the door; invitations and their revocation on the staff screen."""

import pytest
from sqlalchemy import select, update
from streamlit.testing.v1 import AppTest

import settings
from actions.notices.link_mail import lease_link, record_link_delivery
from desk.staff.forgotten import ASKED, BY_HAND
from models.base.database import reading, writing
from models.notices.link_mail import LinkMail
from models.staff.member import Actor, Role, StaffMember, staff_member_named
from models.staff.password_request import PasswordRequest
from tests.desk.opening import open_desk


@pytest.fixture(autouse=True)
def mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SMTP_URL", "smtp://localhost:1")


def labels(desk: AppTest) -> list[str]:
    return [button.label for button in desk.button]


def press(desk: AppTest, label: str) -> None:
    desk.button[labels(desk).index(label)].click().run()
    assert not desk.exception, desk.exception


def fill(desk: AppTest, label: str, typed: str) -> None:
    next(field for field in desk.text_input if field.label == label).set_value(typed)


def mailed_to() -> list[int]:
    with reading() as session:
        return list(session.scalars(select(LinkMail.staff_id)))


def test_everybody_reads_the_same_answer(mo: Actor) -> None:
    told = []
    for typed in ("mo", "mo@clinic.example", "nobody"):
        door = open_desk("", None)
        press(door, "Forgotten password?")
        fill(door, "Username or email", typed)
        press(door, "Send me a link")
        told.append([each.value for each in (*door.info, *door.error, *door.warning)])
        press(door, "Back to sign in")
        assert "Sign in" in labels(door)

    assert told == [[ASKED]] * 3
    with reading() as session:
        assert session.query(PasswordRequest).count() == 3


def test_nothing_typed_is_said_and_asks_for_nothing() -> None:
    door = open_desk("", None)
    press(door, "Forgotten password?")
    press(door, "Send me a link")

    assert "Enter your username" in door.error[0].value
    with reading() as session:
        assert session.query(PasswordRequest).count() == 0


def test_without_a_mail_server_the_administrator_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SMTP_URL", "")
    door = open_desk("", None)
    press(door, "Forgotten password?")

    assert BY_HAND in [each.value for each in door.markdown]
    assert not door.text_input


def test_whoever_is_added_can_be_invited_by_mail(ada: Actor) -> None:
    desk = open_desk("staff", ada)
    fill(desk, "Full name", "Nia Okoro")
    fill(desk, "Username", "nia")
    press(desk, "Add and mail an invitation")
    assert "Email is empty" in desk.error[0].value.replace("\\", "")
    with reading() as session:
        assert session.scalar(staff_member_named("nia")) is None
    fill(desk, "Email", "nia@clinic.example")
    press(desk, "Add and mail an invitation")
    with reading() as session:
        nia = session.scalars(staff_member_named("nia")).one()

    assert mailed_to() == [nia.id]
    assert not desk.code


def test_an_invitation_is_mailed_mailed_again_and_revoked(mo: Actor, ada: Actor) -> None:
    desk = open_desk("staff", ada, who=str(mo.id))
    press(desk, "Mail the invitation")
    assert "is being mailed" in " ".join(each.value for each in desk.caption)
    with writing() as session:
        leased = lease_link(session)
        assert leased
        record_link_delivery(session, leased.id)
    desk.run()
    assert "The invitation works until" in " ".join(each.value for each in desk.caption)
    press(desk, "Mail a new invitation")
    assert mailed_to() == [mo.id]
    press(desk, "Revoke the invitation")
    assert mailed_to() == []
    assert "Revoke the invitation" not in labels(desk)


def test_what_could_not_be_delivered_is_told(mo: Actor, ada: Actor) -> None:
    desk = open_desk("staff", ada, who=str(mo.id))
    press(desk, "Mail the invitation")
    with writing() as session:
        session.execute(update(LinkMail).values(failure="recipients"))
    desk.run()

    assert "the mail server refused this address" in " ".join(each.value for each in desk.caption)


def test_without_an_email_there_is_only_the_link(mo: Actor, ada: Actor) -> None:
    with writing() as session:
        session.get_one(StaffMember, mo.id).email = ""

    assert not [
        label for label in labels(open_desk("staff", ada, who=str(mo.id))) if "Mail" in label
    ]


def test_a_button_drawn_before_a_demotion_mails_nothing(mo: Actor, ada: Actor) -> None:
    desk = open_desk("staff", ada, who=str(mo.id))
    with writing() as session:
        session.get_one(StaffMember, ada.id).role = Role.MANAGER
    press(desk, "Mail the invitation")

    assert mailed_to() == []
