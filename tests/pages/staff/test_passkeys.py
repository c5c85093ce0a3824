import pytest
from streamlit.testing.v1 import AppTest

from actions.staff.passkeys.own import who_has_passkey
from actions.staff.passwords import fresh_hash
from desk.frame import sign_in
from models.base.database import reading, writing
from models.staff.member import Actor, StaffMember
from tests.actions.staff.passkeys.authenticator import Device
from tests.actions.staff.passkeys.ways import add, held_by, with_passkey
from tests.actions.staff.test_second_factor import require, set_up
from tests.desk.opening import open_desk
from tests.pages.staff.test_second_factor import fill, press
from tests.pages.tables import cells, drawn_component

PASSWORD = "a long walk by the sea"

pytestmark = pytest.mark.usefixtures("quick_passwords")


def choose_password(staff: Actor) -> None:
    with writing() as session:
        session.get_one(StaffMember, staff.id).password_hash = fresh_hash(PASSWORD)


def told(desk: AppTest) -> str:
    return "\n".join(each.value for each in (*desk.markdown, *desk.caption))


def labels(desk: AppTest) -> list[str]:
    return [button.label for button in desk.button]


def type_password(desk: AppTest, typed: str) -> None:
    desk.text_input("passkey-password").set_value(typed)


def asked_of_the_device(desk: AppTest) -> dict[str, object]:
    return drawn_component(desk, "copydesk_passkey")


def answer(desk: AppTest, staff: Actor) -> Device:
    """What the button then sends back; the desk is drawn anew."""
    device, (token, name) = Device(), desk.session_state["passkey.asked"]
    said = device.make(asked_of_the_device(desk)["options"])  # type: ignore[arg-type]  # plain JSON
    add(token, said, staff, here=desk.user["identity"], name=name)
    del desk.session_state["passkey.asked"]
    desk.run()
    assert not desk.exception
    return device


def test_one_is_added_under_its_name_and_removed(mo: Actor) -> None:
    choose_password(mo)
    desk = open_desk("account", mo)
    assert "None. With one" in told(desk)
    assert not asked_of_the_device(desk)
    desk.text_input("passkey-name").set_value("My *phone*")
    type_password(desk, "not this one")
    press(desk, "Continue")
    assert "is not right" in desk.error[0].value
    type_password(desk, PASSWORD)
    press(desk, "Continue")
    answer(desk, mo)

    assert r"My \*phone\*" in told(desk)
    assert "not used yet" in told(desk)
    press(desk, "Remove the passkey")
    assert held_by(mo) == []
    assert "None. With one" in told(desk)


def test_a_code_is_asked_for_where_there_is_one(mo: Actor) -> None:
    _, spare = set_up(mo)
    choose_password(mo)
    desk = open_desk("account", mo)
    type_password(desk, PASSWORD)
    press(desk, "Continue")
    assert "Code is not right" in desk.error[0].value
    type_password(desk, PASSWORD)
    desk.text_input("passkey-code").set_value(spare[0])
    press(desk, "Continue")

    assert asked_of_the_device(desk)["options"]


def test_whoever_thinks_better_of_it_is_back_where_they_were(mo: Actor) -> None:
    choose_password(mo)
    desk = open_desk("account", mo)
    type_password(desk, PASSWORD)
    press(desk, "Continue")
    press(desk, "Not now")

    assert not asked_of_the_device(desk)
    assert "Continue" in labels(desk)


def test_what_one_began_is_nobody_elses_to_end(mo: Actor, ed: Actor) -> None:
    choose_password(mo)
    desk = open_desk("account", mo)
    type_password(desk, PASSWORD)
    press(desk, "Continue")
    desk.user = open_desk("account", ed).user
    desk.run()

    assert not asked_of_the_device(desk)


def test_where_they_cannot_work_it_says_why_and_the_door_has_no_button(
    mo: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked_of_the_device(open_desk("", None))["label"] == "Use a passkey"
    monkeypatch.setattr("settings.PUBLIC_URL", "http://clinic.example")

    assert "begins with https" in told(open_desk("account", mo))
    assert not asked_of_the_device(open_desk("", None))


def test_required_a_passkey_does_as_well_and_then_the_password_leads_to_it_alone(
    mo: Actor, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent_to: list[str] = []
    monkeypatch.setattr(sign_in, "go", sent_to.append)
    choose_password(mo)
    require("manager", ada)
    desk = open_desk("enquiries", mo)
    assert [title.value for title in desk.title] == ["Second step at sign-in"]
    type_password(desk, PASSWORD)
    press(desk, "Continue")
    answer(desk, mo)
    assert [title.value for title in desk.title] == ["Enquiries"]

    door = open_desk("", None)
    fill(door, "Username", "mo")
    fill(door, "Password", PASSWORD)
    press(door, "Sign in")
    assert "Yours is your passkey" in told(door)
    assert asked_of_the_device(door)["label"] == "Use a passkey"
    assert (door.text_input.values, sent_to) == ([], [])
    press(door, "Start again")
    assert "Sign in" in labels(door)


def test_the_staff_list_says_who_has_one_and_the_reset_takes_it_away(
    mo: Actor, ada: Actor, ed: Actor
) -> None:
    for each in (mo, ada):
        with_passkey(each)
    for each in (ada, ed):
        set_up(each)
    assert cells(open_desk("staff", ada), "Second step") == ["on, passkey", "on", "passkey"]
    desk = open_desk("staff", ada, who=str(mo.id))
    press(desk, "Reset it")

    with reading() as session:
        assert who_has_passkey(session, by=ada) == {ada.id}
    assert "Reset it" not in labels(desk)
