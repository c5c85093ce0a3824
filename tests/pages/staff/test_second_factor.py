import pyotp
import pytest
from streamlit.testing.v1 import AppTest

from actions.clinic.settings import change_setting
from actions.staff.passwords import fresh_hash
from actions.staff.second_factor import own_factor
from desk.frame import sign_in
from models.base.database import reading, writing
from models.base.table import now
from models.staff.member import Actor, StaffMember
from models.staff.second_factor import ROLES_SETTING
from tests.desk.opening import open_desk

PASSWORD = "a long walk by the sea"

pytestmark = pytest.mark.usefixtures("quick_passwords")


def press(desk: AppTest, label: str) -> None:
    next(button for button in desk.button if button.label == label).click().run()
    assert not desk.exception, desk.exception


def fill(desk: AppTest, label: str, typed: str, nth: int = 0) -> None:
    [field for field in desk.text_input if field.label == label][nth].set_value(typed)


def test_required_it_is_set_up_first_and_asked_for_at_sign_in(
    mo: Actor, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent_to: list[str] = []
    monkeypatch.setattr(sign_in, "go", sent_to.append)
    with writing() as session:
        session.get_one(StaffMember, mo.id).password_hash = fresh_hash(PASSWORD)
        change_setting(session, ROLES_SETTING, ["manager"], version=0, by=ada)
    desk = open_desk("enquiries", mo)
    assert [title.value for title in desk.title] == ["Second step at sign-in"]
    fill(desk, "Password", "not this one")
    press(desk, "Set up the second step")
    assert "is not right" in desk.error[0].value
    fill(desk, "Password", PASSWORD)
    press(desk, "Set up the second step")
    with reading() as session:
        app = pyotp.TOTP(own_factor(session, by=mo).secret)
    fill(desk, "Code that the app shows", app.at(now()))
    press(desk, "Turn on")
    assert len(next(code.value for code in desk.code if "-" in code.value).splitlines()) == 10

    door = open_desk("", None)
    fill(door, "Username", "mo")
    fill(door, "Password", PASSWORD)
    press(door, "Sign in")
    assert [field.label for field in door.text_input] == ["Code"]
    assert not sent_to
    fill(door, "Code", app.at(now()))
    press(door, "Continue")
    assert "used already" in door.error[0].value


def test_who_has_none_is_offered_it_on_their_account(mo: Actor) -> None:
    desk = open_desk("account", mo)

    assert not desk.exception
    assert "Set up the second step" in [button.label for button in desk.button]
