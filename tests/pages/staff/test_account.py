import pytest
from streamlit.testing.v1 import AppTest

from actions.staff.passwords import fresh_hash, is_right
from actions.staff.signing_in import TRIES
from models.base.database import reading, writing
from models.staff.member import Actor, StaffMember
from tests.desk.opening import open_desk, signed_in

OLD, NEW = "a long walk by the sea", "three small boats at noon"

pytestmark = pytest.mark.usefixtures("quick_passwords")


def open_account(staff: Actor) -> AppTest:
    with writing() as session:
        session.get_one(StaffMember, staff.id).password_hash = fresh_hash(OLD)
    return open_desk("account", staff)


def change(desk: AppTest, *typed: str) -> None:
    for field, value in zip(desk.text_input[:3], typed, strict=True):
        field.set_value(value)
    next(button for button in desk.button if button.label == "Change password").click().run()
    assert not desk.exception, desk.exception


def kept(staff: Actor) -> str:
    with reading() as session:
        return session.get_one(StaffMember, staff.id).password_hash


def test_the_old_password_and_the_new_one_twice_change_it(mo: Actor) -> None:
    desk = open_account(mo)
    change(desk, OLD, NEW, NEW)

    assert not desk.error
    assert is_right(NEW, kept(mo))


def test_a_wrong_old_password_changes_nothing_and_counts_as_a_try(mo: Actor) -> None:
    desk = open_account(mo)
    for _ in range(TRIES):
        change(desk, "not the old one", NEW, NEW)
        assert "is not right" in desk.error[0].value
    change(desk, OLD, NEW, NEW)

    assert "is not right" in desk.error[0].value
    assert is_right(OLD, kept(mo))


def test_a_common_new_password_is_refused_beside_its_field(mo: Actor) -> None:
    desk = open_account(mo)
    change(desk, OLD, "password1234", "password1234")

    assert desk.error[0].value.startswith("New password is common")


def test_one_sees_and_ends_ones_other_sessions(mo: Actor) -> None:
    signed_in(mo)
    desk = open_account(mo)
    next(button for button in desk.button if button.label == "End").click().run()

    assert not desk.exception
    assert not [button for button in desk.button if button.label == "End"]


def test_keys_without_ctrl_are_switched_off_for_oneself_alone(mo: Actor, ed: Actor) -> None:
    desk = open_account(mo)
    assert desk.toggle[0].value
    desk.toggle[0].set_value(False).run()
    assert not desk.exception
    assert not desk.toggle[0].value
    with reading() as session:
        assert not session.get_one(StaffMember, mo.id).as_actor().has_single_keys
        assert session.get_one(StaffMember, ed.id).as_actor().has_single_keys
