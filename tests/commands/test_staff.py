import json
from urllib.parse import parse_qs, urlsplit

import pytest
from typer.testing import CliRunner, Result

from actions.staff.links import PASSWORD_LINKS, redeem
from actions.staff.passwords import is_right
from actions.staff.second_factor import who_has_factor
from actions.staff.sessions import live_session_of
from actions.staff.signing_in import way_in
from commands.failure import CommandFailed
from commands.first_account import setup_link
from commands.staff import app
from models.base.database import reading, writing
from models.base.text import BadText
from models.staff.access import StaffSession
from models.staff.member import Actor, Role, StaffMember, staff_member_named
from tests.actions.staff.test_second_factor import set_up

PASSWORD = "a long walk by the sea"


def manage(*words: str, stdin: str = "") -> Result:
    return CliRunner().invoke(app, list(words), input=stdin)


def named(username: str) -> StaffMember:
    with reading() as session:
        return session.scalars(staff_member_named(username)).one()


def test_add_with_a_password_makes_an_account_that_can_sign_in_at_once() -> None:
    done = manage(
        "add", "Nia", "--role", "front-desk", "--email", "n@clinic.example", "--password-stdin",
        stdin=PASSWORD + "\n",
    )  # fmt: skip

    assert done.exit_code == 0, done.output
    assert named("nia").role is Role.FRONT_DESK
    assert is_right(PASSWORD, named("nia").password_hash)
    assert PASSWORD not in done.output


def test_add_without_a_password_prints_the_invitation() -> None:
    answer = json.loads(manage("add", "nia", "--role", "editor", "--json").output)
    token = parse_qs(urlsplit(answer["link"]).query)["token"][0]

    with writing() as session:
        assert redeem(session, token, PASSWORD_LINKS).staff_id == named("nia").id


@pytest.mark.parametrize(
    "words, stdin, error",
    [
        (["add", "nia", "--role", "boss"], "", CommandFailed),
        (["add", "nia", "--role", "editor", "--password-stdin"], "short\n", BadText),
        (["add", "nia", "--role", "editor", "--password-stdin"], "", BadText),
        (["add", "MO", "--role", "editor"], "", BadText),
        (["disable", "nobody"], "", CommandFailed),
        (["disable", "ada"], "", CommandFailed),
        (["reset", "nobody"], "", CommandFailed),
        (["reset-second-step", "nobody"], "", CommandFailed),
    ],
)
def test_what_can_not_be_done_is_said_and_changes_nothing(
    ada: Actor, mo: Actor, words: list[str], stdin: str, error: type[Exception]
) -> None:
    done = manage(*words, stdin=stdin)

    assert isinstance(done.exception, error)
    assert [each["username"] for each in json.loads(manage("list", "--json").output)] == [
        "ada",
        "mo",
    ]


def test_disable_ends_the_sessions_and_enable_lets_in_again(mo: Actor) -> None:
    with writing() as session:
        session.add(StaffSession(token_hash="x", staff_id=mo.id or 0))
    assert manage("disable", "Mo").exit_code == 0
    with reading() as session:
        assert session.query(StaffSession).one().ended_at
    assert not named("mo").is_active
    assert manage("enable", "mo").exit_code == 0
    assert named("mo").is_active


def test_reset_prints_a_link(mo: Actor) -> None:
    assert "/desk/welcome?token=" in manage("reset", "mo").output


def test_the_set_up_link_is_there_only_while_there_is_no_administrator() -> None:
    link = setup_link()
    assert link
    assert "/desk/welcome?token=" in link
    manage("add", "ada", "--role", "administrator")
    assert setup_link() is None


def test_reset_second_step_ends_the_sessions_and_lets_the_password_in_alone(
    mo: Actor, ada: Actor
) -> None:
    set_up(mo)
    with writing() as session:
        session.add(StaffSession(token_hash="kept", staff_id=mo.id or 0))
    answer = json.loads(manage("reset-second-step", "MO", "--json").output)

    assert answer == {"username": "MO", "second_step": False}
    with writing() as session:
        assert who_has_factor(session, by=ada) == set()
        assert live_session_of(session, "kept") is None
        assert way_in(session, named("mo")).ticket
