import pyotp
import pytest
from streamlit.testing.v1 import AppTest

from actions.clinic.settings import change_setting
from actions.staff.links import link_to_password
from actions.staff.passwords import fresh_hash
from actions.staff.second_factor import own_factor, who_has_factor
from desk.clinic.panes import PANES
from desk.frame import sign_in
from models.base.database import reading, writing
from models.base.table import now
from models.clinic.setting import setting
from models.staff.member import Actor, Role, StaffMember
from models.staff.second_factor import ROLES_SETTING
from tests.actions.staff.test_second_factor import set_up
from tests.desk.opening import open_desk
from tests.pages.tables import drawn_component

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
    for _ in range(2):  # the page is drawn anew whenever a colleague does something
        assert len(desk.code[0].value.splitlines()) == 10
        assert [title.value for title in desk.title] == ["Your recovery codes"]
        file = drawn_component(desk, "copydesk_recovery_codes")
        assert file["name"] == "recovery-codes.txt"
        assert file["text"].splitlines()[2:] == desk.code[0].value.splitlines()
        assert "mo" not in file["text"].lower().split()
        desk.run()
    press(desk, "I have kept them")
    assert not desk.code
    assert not drawn_component(desk, "copydesk_recovery_codes")
    assert [title.value for title in desk.title] == ["Enquiries"]

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


def test_a_link_to_choose_a_password_does_not_lead_around_it(
    mo: Actor, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent_to: list[str] = []
    monkeypatch.setattr(sign_in, "go", sent_to.append)
    secret, _ = set_up(mo)
    with writing() as session:
        _, token = link_to_password(session, mo.id or 0, by=ada)
    door = open_desk("", None, token=token)
    for label in ("Password", "Password again"):
        fill(door, label, PASSWORD)
    press(door, "Continue")
    assert [field.label for field in door.text_input] == ["Code"]
    assert not sent_to
    fill(door, "Code", "000000")
    press(door, "Continue")
    assert not sent_to
    fill(door, "Code", pyotp.TOTP(secret).at(now()))
    press(door, "Continue")
    assert sent_to[0].startswith("/desk/session/finish?ticket=")


def test_a_code_that_was_shown_is_nobody_elses_to_see(mo: Actor, ed: Actor) -> None:
    desk = open_desk("account", mo)
    desk.session_state["second-factor.codes"] = ["ABCD-EFGH"]
    desk.run()
    assert desk.code[0].value == "ABCD-EFGH"
    desk.user = open_desk("account", ed).user
    desk.run()

    assert not desk.code


def test_an_administrator_says_who_needs_it_and_managers_do_not_see_where(
    mo: Actor, ada: Actor
) -> None:
    desk = open_desk("settings", ada, tab="Sign-in")
    desk.multiselect(f"set-{ROLES_SETTING}-1").set_value(["front_desk", "manager"])
    press(desk, "Save")

    with reading() as session:
        assert setting(session, ROLES_SETTING) == ["front_desk", "manager"]
    titles = [tab.label for tab in open_desk("settings", mo, tab="Sign-in").tabs]
    assert titles == [title for title in PANES if title != "Sign-in"] or not titles


def test_the_staff_screen_resets_it_for_who_lost_phone_and_codes(mo: Actor, ada: Actor) -> None:
    set_up(mo)
    desk = open_desk("staff", ada, who=str(mo.id))
    press(desk, "Reset it")

    with reading() as session:
        assert who_has_factor(session, by=ada) == set()
    assert "Reset it" not in [button.label for button in desk.button]


def test_a_reset_that_was_drawn_before_a_demotion_does_nothing(mo: Actor, ada: Actor) -> None:
    set_up(mo)
    desk = open_desk("staff", ada, who=str(mo.id))
    with writing() as session:
        session.get_one(StaffMember, ada.id).role = Role.MANAGER
    press(desk, "Reset it")

    with reading() as session:
        assert who_has_factor(session, by=ada) == {mo.id}
