from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from actions.staff.accounts import disable_staff, unlock_staff
from actions.staff.passwords import fresh_hash, is_right
from actions.staff.signing_in import (
    COOL_OFF,
    TRIES,
    TRIES_FROM_ONE_ADDRESS,
    accept_try,
    begin_try,
    locked_among,
    refuse_try,
)
from models.base.database import reading, writing
from models.base.table import now
from models.staff.access import OneTimeLink, digest
from models.staff.attempts import SignInAttempt
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed, StaffMember

PASSWORD = "a long walk by the sea"


@pytest.fixture(autouse=True)
def known_password(mo: Actor, quick_passwords: None) -> None:
    know(mo)


def know(staff: Actor) -> None:
    with writing() as session:
        session.get_one(StaffMember, staff.id).password_hash = fresh_hash(PASSWORD)


def sign_in(username: str, password: str, address: str = "192.0.2.1") -> bool:
    """The three steps as the desk takes them."""
    with writing() as session:
        attempt = begin_try(session, username, address=address)
    if not is_right(password, attempt.password_hash):
        with writing() as session:
            refuse_try(session, attempt)
        return False
    with writing() as session:
        return bool(accept_try(session, attempt))


def fail(times: int, username: str = "mo", address: str = "192.0.2.1") -> None:
    """Tries that are counted, without the time that a wrong password takes to verify."""
    for _ in range(times):
        with writing() as session:
            begin_try(session, username, address=address)


def test_the_right_password_lets_its_owner_in_however_the_name_is_spelled() -> None:
    for username in ("mo", "MO", " mo ", "ｍｏ"):
        assert sign_in(username, PASSWORD)


def test_six_bad_tries_block_even_the_right_password() -> None:
    fail(TRIES - 1)
    assert sign_in("mo", PASSWORD)
    fail(TRIES)
    assert not sign_in("mo", PASSWORD)


def test_neither_another_spelling_nor_another_address_gets_round_the_block() -> None:
    for number, username in enumerate(("mo", "MO", "Mo ", "ｍｏ", "m o", "mO")):
        fail(1, username, f"192.0.2.{number}")

    assert not sign_in("ＭＯ", PASSWORD, "198.51.100.7")


def test_somebody_else_still_gets_in_while_one_account_is_blocked(ed: Actor) -> None:
    know(ed)
    fail(TRIES)

    assert sign_in("ed", PASSWORD)


def test_the_block_ends_by_itself() -> None:
    fail(TRIES)
    with writing() as session:
        session.execute(update(SignInAttempt).values(at=now() - COOL_OFF - timedelta(seconds=1)))

    assert sign_in("mo", PASSWORD)


def test_tries_while_blocked_do_not_make_it_longer() -> None:
    fail(TRIES * 3)
    with reading() as session:
        counted = select(func.count()).where(SignInAttempt.account != "")
        assert session.scalar(counted) == TRIES


def test_an_administrator_unlocks(ada: Actor, mo: Actor) -> None:
    fail(TRIES)
    with writing() as session:
        member = session.get_one(StaffMember, mo.id)
        assert locked_among(session, [member], by=ada) == {mo.id}
        unlock_staff(session, member.id, by=ada)
        assert locked_among(session, [member], by=ada) == set()

    assert sign_in("mo", PASSWORD)


def test_nobody_else_unlocks(mo: Actor) -> None:
    with pytest.raises(NotAllowed), writing() as session:
        unlock_staff(session, mo.id or 0, by=mo)


def test_signing_in_forgets_the_tries_before() -> None:
    fail(TRIES - 1)
    assert sign_in("mo", PASSWORD)
    fail(TRIES - 1)
    assert sign_in("mo", PASSWORD)


def test_many_tries_from_one_address_are_blocked_whatever_the_names() -> None:
    for number in range(TRIES_FROM_ONE_ADDRESS):
        fail(1, f"name{number}", "192.0.2.9")

    assert not sign_in("mo", PASSWORD, "192.0.2.9")
    assert sign_in("mo", PASSWORD, "192.0.2.10")


def test_tries_at_the_same_time_do_not_slip_past_the_count() -> None:
    def attempt(_: int) -> bool:
        with writing() as session:
            return bool(begin_try(session, "mo", address="192.0.2.1").password_hash)

    with ThreadPoolExecutor(16) as pool:
        judged = list(pool.map(attempt, range(40)))

    assert sum(judged) == TRIES


@pytest.mark.parametrize("username", ["nobody", "", "\0", "\ud800", "x" * 10_000])
def test_unknown_names_do_the_same_work_and_leave_the_same_traces(username: str) -> None:
    assert not sign_in(username, PASSWORD)
    assert not sign_in("mo", "wrong")
    with reading() as session:
        told = session.scalars(select(LogEntry.action)).all()
        assert list(told) == ["sign_in.refused", "sign_in.refused"]
        assert session.scalar(select(func.count(SignInAttempt.id))) == 2


@pytest.mark.parametrize("password", ["", "\0", "\ud800", "x" * 200, PASSWORD.upper()])
def test_no_other_password_will_do(password: str) -> None:
    assert not sign_in("mo", password)


def test_an_account_without_a_password_can_not_sign_in(ed: Actor) -> None:
    assert not sign_in("ed", "")
    assert not sign_in("ed", "the account that nobody has")


def test_a_disabled_account_can_not_sign_in_and_the_try_under_way_fails(
    ada: Actor, mo: Actor
) -> None:
    with writing() as session:
        attempt = begin_try(session, "mo", address="")
    with writing() as session:
        disable_staff(session, mo.id or 0, based_on=1, by=ada)
    with writing() as session:
        assert accept_try(session, attempt) is None

    assert not sign_in("mo", PASSWORD)


def test_the_log_holds_no_name_that_somebody_typed() -> None:
    sign_in("my password by mistake", "x")
    with reading() as session:
        entry = session.scalars(select(LogEntry)).one()
        tried = session.scalars(select(SignInAttempt)).one()

    assert (entry.actor, entry.subject, entry.details) == ("public", "", {})
    assert "password" not in tried.account


def test_only_a_digest_of_the_ticket_is_kept() -> None:
    with writing() as session:
        attempt = begin_try(session, "mo", address="")
        way = accept_try(session, attempt)
        session.flush()
        kept = session.scalars(select(OneTimeLink.token_hash)).all()

    assert way
    assert way.ticket
    assert kept == [digest(way.ticket)]
