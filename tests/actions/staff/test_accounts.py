from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.orm import Session

from actions.staff.accounts import (
    LastAdministrator,
    StaleAccount,
    add_staff,
    change_password,
    change_staff,
    choose_keys,
    disable_staff,
    enable_staff,
    new_member,
)
from actions.staff.sessions import live_session_of, start_session
from actions.staff.signing_in import ticket_for
from models.base.database import reading, writing
from models.base.text import BadText
from models.staff.access import digest
from models.staff.member import Actor, NotAllowed, Role, StaffMember


def member(username: str = "nia") -> StaffMember:
    return new_member(
        username=username, full_name="Nia Example", email="nia@clinic.example", role=Role.EDITOR
    )


def change(staff: Actor, by: Actor, *, based_on: int = 1, role: Role = Role.EDITOR) -> None:
    with writing() as session:
        change_staff(
            session,
            staff.id or 0,
            full_name="Changed Name",
            email="",
            role=role,
            based_on=based_on,
            by=by,
        )


def disable(staff: Actor, by: Actor, *, based_on: int = 1) -> None:
    with writing() as session:
        disable_staff(session, staff.id or 0, based_on=based_on, by=by)


def test_an_administrator_adds_a_colleague(ada: Actor) -> None:
    with writing() as session:
        added = add_staff(session, member("  NIA "), by=ada)

    assert added.username == "nia"


def test_nobody_else_manages_accounts(ed: Actor, fay: Actor, mo: Actor, cleo: Actor) -> None:
    for by in (ed, fay, mo, cleo):
        for act in (
            lambda session, by: add_staff(session, member(), by=by),
            lambda session, by: disable_staff(session, 1, based_on=1, by=by),
            lambda session, by: enable_staff(session, 1, based_on=1, by=by),
        ):
            with pytest.raises(NotAllowed), writing() as session:
                act(session, by)
        with pytest.raises(NotAllowed):
            change(ed, by)


def test_a_name_is_taken_however_it_is_spelled(ada: Actor, mo: Actor) -> None:
    for username in ("mo", "MO", "ｍｏ"):
        with pytest.raises(BadText, match="taken"), writing() as session:
            add_staff(session, member(username), by=ada)


@pytest.mark.parametrize("username", ["", "a", "two/words", "<b>", "x" * 61, "a\0b"])
def test_unusable_names_are_refused(username: str) -> None:
    with pytest.raises(BadText) as refused:
        member(username)

    assert refused.value.field == "Username"


def test_the_last_administrator_is_neither_disabled_nor_demoted(ada: Actor) -> None:
    with pytest.raises(LastAdministrator):
        disable(ada, ada)
    with pytest.raises(LastAdministrator):
        change(ada, ada)


def test_two_administrators_can_not_remove_each_other_at_once(
    hire: Callable[[str, Role], Actor], ada: Actor
) -> None:
    bea = hire("bea", Role.ADMINISTRATOR)

    def attempt(pair: tuple[Actor, Actor]) -> bool:
        try:
            disable(*pair)
        except LastAdministrator:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, [(ada, bea), (bea, ada)])) == [False, True]


def test_nobody_acts_on_what_a_colleague_changed_meanwhile(ada: Actor, mo: Actor) -> None:
    change(mo, ada, role=Role.MANAGER)
    for act in (change, disable):
        with pytest.raises(StaleAccount):
            act(mo, ada)


def test_a_disabled_account_is_enabled_again(ada: Actor, mo: Actor) -> None:
    disable(mo, ada)
    with writing() as session:
        enable_staff(session, mo.id or 0, based_on=2, by=ada)
    with reading() as session:
        assert session.get_one(StaffMember, mo.id).is_active


def test_changing_ones_password_keeps_this_session_only(mo: Actor) -> None:
    opened = []
    for _ in range(2):
        with writing() as session:
            ticket = ticket_for(session, session.get_one(StaffMember, mo.id))
            opened.append(digest(start_session(session, ticket, device="", address="")))
    with writing() as session:
        change_password(session, "new", instead_of="", here=opened[0], by=mo)
    with reading() as session:
        assert live_session_of(session, opened[0])
        assert live_session_of(session, opened[1]) is None


def test_a_password_is_not_changed_over_another_change(mo: Actor) -> None:
    with pytest.raises(StaleAccount), writing() as session:
        change_password(session, "new", instead_of="what it was before", here="", by=mo)


def test_a_disabled_colleague_changes_no_password(ada: Actor, mo: Actor) -> None:
    disable(mo, ada)
    with reading() as session:
        by = session.get_one(StaffMember, mo.id).as_actor()
    with pytest.raises(NotAllowed), writing() as session:
        change_password(session, "new", instead_of="", here="", by=by)


def test_nobody_without_a_place_at_the_desk_chooses_keys(session: Session) -> None:
    with pytest.raises(NotAllowed):
        choose_keys(session, single=False, by=Actor(1, "Nobody", frozenset()))
