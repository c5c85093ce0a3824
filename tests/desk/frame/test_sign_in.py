import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest

from actions.staff.links import link_to_password, setup_token
from actions.staff.passwords import fresh_hash
from actions.staff.signing_in import TRIES, begin_try
from desk.frame import sign_in
from desk.frame.sign_in import NO_MATCH
from models.base.database import reading, writing
from models.base.table import now
from models.staff.access import StaffSession
from models.staff.member import OPERATOR, Actor, Role, StaffMember, staff_member_named
from tests.desk.opening import open_desk

PASSWORD = "a long walk by the sea"


@pytest.fixture
def sent_to(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the browser is sent to: AppTest has no browser to send."""
    addresses: list[str] = []
    monkeypatch.setattr(sign_in, "go", addresses.append)
    return addresses


@pytest.fixture(autouse=True)
def known_password(mo: Actor, quick_passwords: None) -> None:
    with writing() as session:
        session.get_one(StaffMember, mo.id).password_hash = fresh_hash(PASSWORD)


def type_in(desk: AppTest, username: str, password: str) -> None:
    desk.text_input[0].set_value(username)
    desk.text_input[1].set_value(password)
    desk.button[0].click().run()


def press(desk: AppTest, label: str) -> None:
    next(button for button in desk.button if button.label == label).click().run()


def test_the_message_that_sends_a_browser_elsewhere_is_still_there() -> None:
    message = ForwardMsg()
    message.auth_redirect.url = "/desk/"

    assert message.WhichOneof("type") == "auth_redirect"


def test_the_right_password_hands_a_ticket_to_the_route(sent_to: list[str]) -> None:
    desk = open_desk("", None)
    type_in(desk, "Mo ", PASSWORD)

    assert not desk.exception
    assert not desk.error
    assert sent_to[0].startswith("/desk/session/finish?ticket=")


def test_who_signed_in_is_sent_on_once_whatever_comes_next(sent_to: list[str]) -> None:
    """A ticket works once: a browser that is sent twice comes too late with it."""
    desk = open_desk("", None)
    type_in(desk, "mo", PASSWORD)
    desk.run()

    assert len(sent_to) == 1


def test_the_address_asked_for_is_kept_with_its_query(sent_to: list[str]) -> None:
    desk = open_desk("", None, slug="tides")
    type_in(desk, "mo", PASSWORD)

    assert sent_to[0].endswith("&next=%3Fslug%3Dtides")


def test_wrong_unknown_and_locked_read_alike(sent_to: list[str]) -> None:
    desk = open_desk("", None)
    for username in ("mo", "nobody at all"):
        type_in(desk, username, "wrong")
        assert [error.value for error in desk.error] == [NO_MATCH]
    for _ in range(TRIES):
        with writing() as session:
            begin_try(session, "mo", address="")
    type_in(desk, "mo", PASSWORD)

    assert [error.value for error in desk.error] == [NO_MATCH]
    assert not sent_to


def test_an_empty_form_counts_as_no_try(sent_to: list[str]) -> None:
    desk = open_desk("", None)
    for _ in range(TRIES + 1):
        type_in(desk, "mo", "")
    type_in(desk, "mo", PASSWORD)

    assert sent_to


def test_signing_out_ends_the_session_and_wipes_what_was_typed(
    mo: Actor, sent_to: list[str]
) -> None:
    desk = open_desk("account", mo)
    desk.text_input[0].set_value("half a secret")
    press(desk, "Sign out")

    assert sent_to == ["/desk/session/end"]
    assert "half a secret" not in [field.value for field in desk.text_input]
    desk.run()
    assert sent_to == ["/desk/session/end"]
    assert [field.label for field in desk.text_input] == ["Username", "Password"]


def test_a_session_that_ended_meanwhile_shows_the_form(mo: Actor) -> None:
    desk = open_desk("account", mo)
    with writing() as session:
        session.query(StaffSession).one().ended_at = now()
    desk.run()

    assert [field.label for field in desk.text_input] == ["Username", "Password"]


def test_nothing_that_one_typed_is_left_for_the_next(mo: Actor, ed: Actor) -> None:
    desk = open_desk("account", mo)
    desk.text_input[0].set_value("half a secret").run()
    desk.user = open_desk("account", ed).user
    desk.run()

    assert "half a secret" not in [field.value for field in desk.text_input]


def test_the_set_up_link_makes_an_administrator_and_signs_them_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(sign_in, "go", sent.append)
    with writing() as session:
        token = setup_token(session, by=OPERATOR)
    desk = open_desk("", None, token=token)
    typed = ("Ada Quill", "Ada", "ada@clinic.example", PASSWORD, PASSWORD)
    for field, value in zip(desk.text_input, typed, strict=True):
        field.set_value(value)
    press(desk, "Continue")

    assert not desk.exception
    assert sent
    with reading() as session:
        made = session.scalars(staff_member_named("ada")).one()
    assert made.role is Role.ADMINISTRATOR


def test_an_invitation_says_beside_the_field_what_is_wrong(ada: Actor, ed: Actor) -> None:
    with writing() as session:
        _, token = link_to_password(session, ed.id or 0, by=ada)
    desk = open_desk("", None, token=token)
    for first, second, words in (
        ("too short", "too short", "needs at least 12"),
        (PASSWORD, PASSWORD + "!", "not the same"),
    ):
        desk.text_input[0].set_value(first)
        desk.text_input[1].set_value(second)
        press(desk, "Continue")
        assert words in desk.error[0].value


def test_a_spent_link_says_so_above_the_form() -> None:
    desk = open_desk("", None, token="spent")

    assert "used or has run out" in desk.warning[0].value
    assert [field.label for field in desk.text_input] == ["Username", "Password"]
