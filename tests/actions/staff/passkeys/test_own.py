from pathlib import Path

import pyotp
import pytest
from sqlalchemy import update

from actions.staff.accounts import StaleAccount
from actions.staff.passkeys.ceremony import can_have_passkeys
from actions.staff.passkeys.own import (
    PasskeyKnown,
    PasskeyLate,
    PasskeysEnough,
    PasskeyUnfit,
    begin_passkey,
    remove_passkey,
    who_has_passkey,
)
from actions.staff.second_factor import FactorRequired, reset_factor
from actions.staff.sessions import live_session_of
from models.base.database import reading, writing
from models.base.table import now
from models.base.text import BadText
from models.staff.access import OneTimeLink
from models.staff.member import Actor, NotAllowed, Permission
from models.staff.passkey import MOST_KEYS
from tests.actions.staff.passkeys.authenticator import PRESENT, Device
from tests.actions.staff.passkeys.ways import (
    add,
    asked,
    begun,
    come_in,
    held_by,
    logged,
    made_by,
    shown_by,
    with_passkey,
)
from tests.actions.staff.test_second_factor import HASH, acting_in, know, require, set_up
from tests.desk.opening import signed_in


def test_a_passkey_is_kept_with_its_name_and_what_the_device_said(mo: Actor) -> None:
    device = with_passkey(mo, Device(transports=("internal", "by pigeon", 7)))

    [kept] = held_by(mo)
    assert (kept.name, kept.sign_count, kept.transports) == ("Phone", 0, ["internal"])
    assert kept.last_used_at is None
    assert come_in(device)
    [used] = held_by(mo)
    assert used.last_used_at
    assert used.sign_count == 1


def test_adding_takes_the_password_anew(mo: Actor) -> None:
    know(mo)
    for wrong in ("", "another"):
        with writing() as session, pytest.raises(StaleAccount):
            begin_passkey(session, name="Phone", instead_of=wrong, code="", by=mo)


def test_adding_takes_a_code_too_where_there_is_one(mo: Actor) -> None:
    secret, _ = set_up(mo)
    for code in ("", "000000"):
        with pytest.raises(BadText):
            begun(mo, code)

    assert begun(mo, pyotp.TOTP(secret).at(now()))


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "\0"])
def test_a_name_that_tells_nothing_is_refused_before_a_key_is_made(mo: Actor, name: str) -> None:
    know(mo)
    with writing() as session, pytest.raises(BadText):
        begin_passkey(session, name=name, instead_of=HASH, code="", by=mo)


@pytest.mark.parametrize(
    "device",
    [
        Device(origin="http://elsewhere.example"),
        Device(origin="http://localhost"),
        Device(rp_id="elsewhere.example"),
        Device(flags=PRESENT),
        Device(flags=0),
    ],
    ids=["origin", "port", "rp id", "not verified", "not present"],
)
def test_an_answer_from_elsewhere_or_from_nobody_adds_nothing(mo: Actor, device: Device) -> None:
    with pytest.raises(PasskeyUnfit):
        with_passkey(mo, device)

    assert held_by(mo) == []


def test_an_answer_works_once_and_for_minutes(mo: Actor) -> None:
    token = begun(mo)
    said = made_by(Device(), token, mo)
    add(token, said, mo)
    with pytest.raises(PasskeyLate):
        add(token, said, mo)
    late = begun(mo)
    with writing() as session:
        session.execute(update(OneTimeLink).values(expires_at=now()))
    with pytest.raises(PasskeyLate):
        add(late, made_by(Device(), late, mo), mo)

    assert len(held_by(mo)) == 1


def test_leave_to_make_one_is_for_its_owner_in_one_session(mo: Actor, ed: Actor) -> None:
    token = begun(mo)
    said = made_by(Device(), token, mo)
    with pytest.raises(PasskeyLate):
        add(token, said, ed)
    with pytest.raises(PasskeyUnfit):
        add(token, said, mo, here="another session")
    older, newer = token, begun(mo)
    with pytest.raises(PasskeyLate):
        add(older, said, mo)
    with pytest.raises(PasskeyUnfit):
        add(newer, said, mo)
    with pytest.raises(PasskeyLate):
        add(asked(), said, mo)


def test_what_is_signed_at_the_door_adds_nothing(mo: Actor) -> None:
    token = begun(mo)
    with pytest.raises(PasskeyUnfit):
        add(token, shown_by(Device(), token), mo)


def test_a_colleagues_passkey_is_bound_to_nobody_else(mo: Actor, ed: Actor) -> None:
    device = with_passkey(mo)
    for who in (ed, mo):
        with pytest.raises(PasskeyKnown):
            with_passkey(who, device)

    assert (len(held_by(mo)), held_by(ed)) == (1, [])


def test_there_is_an_end_to_how_many_one_has(mo: Actor) -> None:
    for _ in range(MOST_KEYS):
        with_passkey(mo)
    with pytest.raises(PasskeysEnough):
        begun(mo)


def test_one_removes_ones_own_and_nobody_elses_and_is_signed_out_elsewhere(
    mo: Actor, ed: Actor
) -> None:
    device, other = with_passkey(mo), with_passkey(ed)
    here, there = signed_in(mo), signed_in(mo)
    with writing() as session:
        remove_passkey(session, held_by(ed)[0].id, here=here, by=mo)
        remove_passkey(session, 999, here=here, by=mo)
    assert come_in(other)
    with reading() as session:
        assert live_session_of(session, there)
    with writing() as session:
        remove_passkey(session, held_by(mo)[0].id, here=here, by=mo)

    assert not come_in(device)
    with reading() as session:
        assert live_session_of(session, here)
        assert live_session_of(session, there) is None


def test_the_last_one_stays_where_the_role_needs_it(mo: Actor, ada: Actor) -> None:
    with_passkey(mo)
    with_passkey(mo)
    require("manager", ada)
    first, last = (each.id for each in held_by(mo))
    with writing() as session:
        remove_passkey(session, first, here="", by=mo)
        with pytest.raises(FactorRequired):
            remove_passkey(session, last, here="", by=mo)
    set_up(mo)
    with writing() as session:
        remove_passkey(session, last, here="", by=mo)

    assert held_by(mo) == []


def test_whoever_owes_a_second_step_is_let_in_by_making_a_passkey(mo: Actor, ada: Actor) -> None:
    here, there = signed_in(mo), signed_in(mo)
    require("manager", ada)
    with reading() as session:
        assert acting_in(session, here).permissions == {Permission.SECURE_ACCOUNT}
    with_passkey(mo, here=here)

    with reading() as session:
        assert acting_in(session, here) == mo
        assert acting_in(session, there).permissions == {Permission.SECURE_ACCOUNT}


def test_an_administrator_takes_them_away_with_the_second_step(
    mo: Actor, ada: Actor, ed: Actor
) -> None:
    device, other = with_passkey(mo), with_passkey(ed)
    with reading() as session:
        assert who_has_passkey(session, by=ada) == {mo.id, ed.id}
    token = begun(mo)
    with writing() as session:
        reset_factor(session, mo.id or 0, by=ada)

    assert not come_in(device)
    assert come_in(other)
    with pytest.raises(PasskeyLate):
        add(token, made_by(Device(), token, mo), mo)
    with reading() as session:
        assert who_has_passkey(session, by=ada) == {ed.id}


def test_nobody_else_learns_who_has_one(mo: Actor) -> None:
    with reading() as session, pytest.raises(NotAllowed):
        who_has_passkey(session, by=mo)


def test_the_log_tells_what_was_done_and_nothing_of_the_key(mo: Actor) -> None:
    device = with_passkey(mo)
    come_in(device)
    number = held_by(mo)[0].id
    with writing() as session:
        remove_passkey(session, number, here="", by=mo)

    about, which = f"staff:{mo.id}", {"passkey": number}
    assert logged() == [
        ("staff.passkey_added", about, which),
        ("sign_in.by_passkey", about, which),
        ("staff.passkey_removed", about, which),
    ]


@pytest.mark.sqlite
def test_no_key_is_left_in_the_file_of_what_was_removed(mo: Actor, fresh_database: Path) -> None:
    device = with_passkey(mo)
    public = held_by(mo)[0].public_key
    with writing() as session:
        remove_passkey(session, held_by(mo)[0].id, here="", by=mo)
        session.flush()
    with reading() as session:
        session.connection().exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = fresh_database.read_bytes()

    assert public not in kept
    assert device.credential_id not in kept


@pytest.mark.parametrize(
    ("address", "can"),
    [
        ("http://localhost:8501", True),
        ("https://clinic.example", True),
        ("http://clinic.example", False),
        ("https://192.0.2.7", False),
        ("http://127.0.0.1:8501", False),
        ("https://[2001:db8::1]", False),
    ],
)
def test_they_need_a_name_and_https(
    monkeypatch: pytest.MonkeyPatch, address: str, *, can: bool
) -> None:
    monkeypatch.setattr("settings.PUBLIC_URL", address)

    assert can_have_passkeys() is can
