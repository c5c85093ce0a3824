from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.clinic.settings import change_setting
from actions.staff.links import LinkSpent
from actions.staff.second_factor import (
    STEP,
    FactorRequired,
    begin_factor,
    own_factor,
    replace_codes,
    reset_factor,
    turn_off,
    turn_on,
    who_has_factor,
)
from actions.staff.second_step import accept_code
from actions.staff.sessions import live_session_of, start_session
from actions.staff.signing_in import TRIES, accept_try, begin_try, way_in
from models.base.database import reading, writing
from models.base.table import now
from models.base.text import BadText
from models.staff.access import OneTimeLink
from models.staff.log import LogEntry
from models.staff.member import OPERATOR, Actor, NotAllowed, Permission, StaffMember
from models.staff.second_factor import ROLES_SETTING, SecondFactor
from tests.desk.opening import signed_in

HASH = "kept"


def know(staff: Actor) -> None:
    with writing() as session:
        session.get_one(StaffMember, staff.id).password_hash = HASH


def code_of(secret: str, steps_ago: int = 0) -> str:
    return pyotp.TOTP(secret).at(now() - timedelta(seconds=STEP * steps_ago))


def set_up(staff: Actor) -> tuple[str, list[str]]:
    """The secret and the recovery codes; the code of the half minute before turned it on."""
    know(staff)
    with writing() as session:
        begin_factor(session, instead_of=HASH, code="", by=staff)
        session.flush()
        secret = own_factor(session, by=staff).secret
        return secret, turn_on(session, code_of(secret, 1), here="", by=staff)


def right_password(staff: Actor) -> str:
    with writing() as session:
        way = accept_try(session, begin_try(session, staff.name.split()[0], address=""))
    assert way
    assert not way.ticket
    return way.step


def give(step: str, code: str) -> str:
    with writing() as session:
        return accept_code(session, step, code, address="")


def test_a_right_password_alone_is_worth_no_session(mo: Actor) -> None:
    set_up(mo)
    step = right_password(mo)

    with writing() as session, pytest.raises(LinkSpent):
        start_session(session, step, device="", address="")


def test_the_code_of_the_app_lets_its_owner_in_once(mo: Actor) -> None:
    secret, _ = set_up(mo)
    step = right_password(mo)
    code = code_of(secret)
    ticket = give(step, code)

    with writing() as session:
        assert start_session(session, ticket, device="", address="")
    with pytest.raises(LinkSpent):
        give(step, code)
    assert not give(right_password(mo), code)


def test_of_two_who_give_one_code_at_once_one_gets_in(mo: Actor) -> None:
    secret, _ = set_up(mo)
    steps, code = [right_password(mo), right_password(mo)], code_of(secret)
    with ThreadPoolExecutor(2) as pool:
        tickets = list(pool.map(lambda step: give(step, code), steps))

    assert sorted(map(bool, tickets)) == [False, True]


def test_a_code_older_than_the_last_one_taken_is_refused(mo: Actor) -> None:
    secret, _ = set_up(mo)

    assert not give(right_password(mo), code_of(secret, 1))


def test_a_recovery_code_works_once_however_it_is_typed(mo: Actor) -> None:
    _, codes = set_up(mo)

    assert give(right_password(mo), f" {codes[0].lower()} ")
    assert not give(right_password(mo), codes[0])
    assert give(right_password(mo), codes[1].replace("-", ""))


@pytest.mark.parametrize("typed", ["", "000000x", "١٢٣٤٥٦", "\0", "\ud800", "' or 1=1 --"])
def test_what_is_no_code_is_refused(mo: Actor, typed: str) -> None:
    set_up(mo)

    assert not give(right_password(mo), typed)


def test_wrong_codes_lock_and_the_right_password_does_not_clear_their_count(mo: Actor) -> None:
    secret, _ = set_up(mo)
    step = right_password(mo)
    for _ in range(TRIES - 2):
        assert not give(step, "wrong")
    step = right_password(mo)

    assert not give(step, code_of(secret))
    with writing() as session:
        assert not begin_try(session, "mo", address="").password_hash


@pytest.mark.sqlite
def test_secrets_and_codes_are_not_kept_as_they_are(mo: Actor, fresh_database: Path) -> None:
    secret, codes = set_up(mo)
    files = fresh_database.parent.glob(f"{fresh_database.name}*")
    kept = b"".join(file.read_bytes() for file in files)

    assert b"recovery_codes" in kept or b"second_factor_on" in kept
    for each in (secret, *codes, *(code.replace("-", "") for code in codes)):
        assert each.encode() not in kept


def test_turning_it_on_ends_the_other_sessions(mo: Actor) -> None:
    here, there = signed_in(mo), signed_in(mo)
    know(mo)
    with writing() as session:
        begin_factor(session, instead_of=HASH, code="", by=mo)
        session.flush()
        secret = own_factor(session, by=mo).secret
        turn_on(session, code_of(secret), here=here, by=mo)

    with reading() as session:
        assert live_session_of(session, here)
        assert live_session_of(session, there) is None


def test_a_factor_that_is_on_changes_only_with_a_code_of_it(mo: Actor) -> None:
    set_up(mo)
    for change in (begin_factor, replace_codes):
        with writing() as session, pytest.raises(BadText):
            change(session, instead_of=HASH, code="000000", by=mo)
    with writing() as session, pytest.raises(BadText):
        turn_off(session, instead_of=HASH, code="", here="", by=mo)


def test_what_was_begun_long_ago_turns_nothing_on(mo: Actor) -> None:
    know(mo)
    with writing() as session:
        begin_factor(session, instead_of=HASH, code="", by=mo)
        session.flush()
        secret = own_factor(session, by=mo).secret
        session.execute(update(SecondFactor).values(begun_at=now() - timedelta(hours=1)))
        session.expire_all()
        with pytest.raises(BadText):
            turn_on(session, code_of(secret), here="", by=mo)


def require(role: str, by: Actor) -> None:
    with writing() as session:
        change_setting(session, ROLES_SETTING, [role], version=0, by=by)


def acting_in(session: Session, token_hash: str) -> Actor:
    found = live_session_of(session, token_hash)
    assert found
    return found.by


def test_whose_role_needs_it_can_do_nothing_but_set_it_up(mo: Actor, ada: Actor) -> None:
    token_hash = signed_in(mo)
    require("manager", ada)
    with reading() as session:
        assert acting_in(session, token_hash).permissions == {Permission.SECURE_ACCOUNT}
    secret, _ = set_up(mo)
    token_hash = signed_in(mo)

    with reading() as session:
        assert acting_in(session, token_hash) == mo
    with writing() as session, pytest.raises(FactorRequired):
        turn_off(session, instead_of=HASH, code=code_of(secret), here="", by=mo)


def test_managers_do_not_say_who_needs_it(mo: Actor) -> None:
    with pytest.raises(NotAllowed):
        require("editor", mo)
    with pytest.raises(BadText):
        require("nobody", OPERATOR)


def test_an_administrator_resets_it_and_ends_the_sessions(mo: Actor, ada: Actor) -> None:
    set_up(mo)
    token_hash = signed_in(mo)
    step = right_password(mo)
    with writing() as session:
        reset_factor(session, mo.id or 0, by=ada)

    with pytest.raises(LinkSpent):
        give(step, "000000")
    with writing() as session:
        assert live_session_of(session, token_hash) is None
        assert way_in(session, session.get_one(StaffMember, mo.id)).ticket
        actions = set(session.scalars(select(LogEntry.action)))
        assert {"staff.second_factor_on", "staff.second_factor_reset"} <= actions


def test_nobody_else_resets_or_looks(mo: Actor, ada: Actor) -> None:
    with writing() as session, pytest.raises(NotAllowed):
        reset_factor(session, ada.id or 0, by=mo)
    with reading() as session, pytest.raises(NotAllowed):
        who_has_factor(session, by=mo)


def test_a_step_that_took_too_long_begins_again(mo: Actor) -> None:
    secret, _ = set_up(mo)
    step = right_password(mo)
    with writing() as session:
        session.execute(update(OneTimeLink).values(expires_at=now()))
    with pytest.raises(LinkSpent):
        give(step, code_of(secret))
