import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import func, select, update

import settings
from actions.staff.accounts import disable_staff
from actions.staff.links import LinkSpent
from actions.staff.passkeys.ceremony import NoPasskey, made_key, proven_count, shown_key
from actions.staff.sessions import live_session_of, rights_of_sessions, start_session
from actions.staff.signing_in import BY_PASSKEY, TRIES, accept_try, begin_try, way_in
from models.base.database import reading, writing
from models.base.table import now
from models.staff.access import OneTimeLink
from models.staff.member import OPERATOR, Actor, StaffMember
from models.staff.passkey import Passkey
from tests.actions.staff.passkeys.authenticator import PRESENT, Device, encoded
from tests.actions.staff.passkeys.ways import (
    asked,
    begun,
    come_in,
    held_by,
    logged,
    made_by,
    show,
    shown_by,
    signed_in_with,
    with_passkey,
)
from tests.actions.staff.test_second_factor import acting_in, require, right_password, set_up


def refusals() -> list[str]:
    return [action for action, _, _ in logged() if "refused" in action or "back" in action]


def test_a_passkey_lets_its_owner_in_without_a_name(mo: Actor, ed: Actor) -> None:
    with_passkey(ed)
    token_hash = signed_in_with(come_in(with_passkey(mo)))

    with reading() as session:
        assert acting_in(session, token_hash) == mo


def test_it_stands_for_both_proofs(mo: Actor, ada: Actor) -> None:
    device, other = with_passkey(mo), with_passkey(ada)
    set_up(ada)
    require("manager", ada)
    without_a_code = signed_in_with(come_in(other))
    token_hash = signed_in_with(come_in(device))

    with reading() as session:
        assert acting_in(session, token_hash) == mo
        assert acting_in(session, without_a_code) == ada
        assert rights_of_sessions(session, {token_hash}) == {token_hash: mo.permissions}


def test_where_it_is_the_only_second_proof_the_password_leads_to_it_alone(
    mo: Actor, ada: Actor
) -> None:
    """Else whoever has the password would set up a second proof of their own."""
    with_passkey(mo)
    with reading() as session:
        assert way_in(session, session.get_one(StaffMember, mo.id)).step == ""
    require("manager", ada)
    with writing() as session:
        way = accept_try(session, begin_try(session, "mo", address=""))

    assert way
    assert (way.ticket, way.step) == ("", BY_PASSKEY)


def test_with_a_code_as_well_the_password_leads_to_the_code(mo: Actor, ada: Actor) -> None:
    with_passkey(mo)
    set_up(mo)
    require("manager", ada)

    assert right_password(mo) != BY_PASSKEY


def wrong(**told: object) -> Device:
    device = Device()
    for name, value in told.items():
        setattr(device, name, value)
    return device


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("origin", "http://elsewhere.example"),
        ("origin", "https://localhost:8501"),
        ("rp_id", "elsewhere.example"),
        ("flags", PRESENT),
        ("flags", 0),
        ("handle", b""),
        ("handle", b"somebody else"),
        ("key", Device().key),
    ],
)
def test_an_answer_that_is_not_quite_ours_opens_nothing(
    mo: Actor, name: str, value: object
) -> None:
    device = with_passkey(mo)
    right = getattr(device, name)
    setattr(device, name, value)
    assert not come_in(device)
    assert refusals() == ["sign_in.passkey_refused"]
    setattr(device, name, right)

    assert come_in(device)


def test_a_challenge_is_answered_once(mo: Actor) -> None:
    device, token = with_passkey(mo), asked()
    said = shown_by(device, token)
    assert show(token, said)
    with pytest.raises(LinkSpent):
        show(token, said)
    with pytest.raises(LinkSpent):
        show(token, shown_by(device, token))


def test_a_refused_answer_has_used_its_challenge(mo: Actor) -> None:
    device, token = with_passkey(mo), asked()
    assert not show(token, shown_by(Device(), token))

    with pytest.raises(LinkSpent):
        show(token, shown_by(device, token))


def test_a_challenge_is_for_minutes_and_what_is_late_is_not_kept(mo: Actor) -> None:
    device, token = with_passkey(mo), asked()
    said = shown_by(device, token)
    with writing() as session:
        session.execute(update(OneTimeLink).values(expires_at=now() - timedelta(seconds=1)))
    with pytest.raises(LinkSpent):
        show(token, said)
    with reading() as session:
        before = session.scalar(select(func.count(OneTimeLink.id)))
    asked()
    with reading() as session:
        assert session.scalar(select(func.count(OneTimeLink.id))) == before


def test_a_challenge_of_another_browser_is_not_answered_here(mo: Actor) -> None:
    device, here, there = with_passkey(mo), asked(), asked()

    assert not show(here, shown_by(device, there))
    with pytest.raises(LinkSpent):
        show("", shown_by(device, ""))
    with pytest.raises(LinkSpent):
        show("none of ours", shown_by(device, "none of ours"))


def test_what_a_password_gives_is_no_challenge_and_a_challenge_is_no_ticket(mo: Actor) -> None:
    set_up(mo)
    step, token = right_password(mo), asked()
    with pytest.raises(LinkSpent):
        show(step, shown_by(Device(), step))
    with writing() as session, pytest.raises(LinkSpent):
        start_session(session, token, device="", address="")


def test_what_was_said_when_it_was_made_opens_nothing(mo: Actor) -> None:
    token = begun(mo)
    with pytest.raises(NoPasskey):
        shown_key(made_by(Device(), token, mo))


def test_an_unknown_passkey_opens_nothing_and_counts(mo: Actor) -> None:
    with_passkey(mo)
    assert not come_in(Device())

    assert logged()[-1] == ("sign_in.passkey_refused", "", {})


def test_a_closed_account_stays_closed(mo: Actor) -> None:
    device = with_passkey(mo)
    ticket = come_in(device)
    with writing() as session:
        member = session.get_one(StaffMember, mo.id)
        disable_staff(session, member.id, based_on=member.version, by=OPERATOR)
    with writing() as session, pytest.raises(LinkSpent):
        start_session(session, ticket, device="", address="")

    assert not come_in(device)


def test_a_count_that_goes_back_is_refused_and_told(mo: Actor) -> None:
    device = with_passkey(mo)
    device.count = 41
    assert come_in(device)
    for count in (41, 3, -1):
        device.count = count
        assert not come_in(device)
    device.count = 42
    assert come_in(device)

    number = held_by(mo)[0].id
    told = [details for action, _, details in logged() if action.endswith("went_back")]
    assert told == [{"passkey": number, "before": 42, "now": now} for now in (42, 4, 0)]


def test_a_copy_is_not_told_from_a_count_that_nobody_signed(mo: Actor) -> None:
    """Else anybody could make the log say that a key was copied."""
    device = with_passkey(mo)
    device.count = 41
    assert come_in(device)
    device.count, device.key = 3, Device().key
    assert not come_in(device)

    assert refusals() == ["sign_in.passkey_refused"]


def test_devices_that_share_a_key_and_do_not_count_come_in_again(mo: Actor) -> None:
    device = with_passkey(mo, Device(counts=False))

    assert come_in(device)
    assert come_in(device)


def test_of_two_with_one_answer_at_once_one_gets_in(mo: Actor) -> None:
    device, token = with_passkey(mo), asked()
    said = shown_by(device, token)

    def try_it(_: int) -> bool:
        try:
            return bool(show(token, said))
        except LinkSpent:
            return False

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(try_it, range(2))) == [False, True]


def test_tries_block_as_passwords_do_and_block_the_password_too(mo: Actor) -> None:
    device = with_passkey(mo)
    key, device.key = device.key, Device().key
    for _ in range(TRIES):
        assert not come_in(device)
    device.key = key
    assert not come_in(device)
    with writing() as session:
        assert not begin_try(session, "mo", address="").password_hash


def test_a_right_passkey_clears_the_count_and_a_right_password_does_not(
    mo: Actor, ada: Actor
) -> None:
    device = with_passkey(mo)
    require("manager", ada)
    for _ in range(TRIES - 1):
        with writing() as session:
            assert accept_try(session, begin_try(session, "mo", address=""))
    assert come_in(device)
    with writing() as session:
        assert begin_try(session, "mo", address="").password_hash


def test_a_ticket_by_passkey_is_void_after_a_reset_and_works_once(mo: Actor) -> None:
    ticket = come_in(with_passkey(mo))
    token_hash = signed_in_with(ticket)
    with pytest.raises(LinkSpent):
        signed_in_with(ticket)
    with reading() as session:
        assert live_session_of(session, token_hash)


UNFIT = (
    "", "null", "[]", "{}", "{", '"', "1e999", "[" * 20_000, '{"id": 1}', "\ud800", "\0",
    json.dumps({"id": "a", "rawId": "a", "type": "public-key", "response": {}}),
    json.dumps({"id": "a", "rawId": "é", "type": "public-key", "response": {
        "clientDataJSON": "a", "authenticatorData": "b", "signature": "c", "userHandle": "a"}}),
    json.dumps({"id": "A" * 20_000}),
)  # fmt: skip


@pytest.mark.parametrize("said", UNFIT, ids=range(len(UNFIT)))
def test_what_is_no_answer_is_refused(said: str) -> None:
    for read in (shown_key, lambda told: made_key(told, b"challenge")):
        with pytest.raises(NoPasskey):
            read(said)


def said_of(kind: str, challenge: bytes) -> bytes:
    told = {"type": kind, "challenge": encoded(challenge), "origin": settings.PUBLIC_URL}
    return json.dumps(told).encode()


PLACE = sha256(b"localhost").digest()


@given(
    client=some.sampled_from(["webauthn.get", "webauthn.create"]) | some.binary(max_size=60),
    data=some.binary(max_size=120) | some.binary(max_size=90).map(PLACE.__add__),
    rest=some.binary(),
)
def test_bytes_without_sense_open_nothing(client: str | bytes, data: bytes, rest: bytes) -> None:
    device, name = Device(), encoded(b"some key")
    response = {
        "clientDataJSON": encoded(said_of(client, rest) if isinstance(client, str) else client),
        "authenticatorData": encoded(data),
        "attestationObject": encoded(data),
        "signature": encoded(rest),
        "userHandle": encoded(rest),
    }
    said = json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
    with pytest.raises(NoPasskey):
        made_key(said, rest)
    for public in (device.public(), rest):
        with pytest.raises(NoPasskey):
            proven_count(shown_key(said), Passkey(staff_id=1, public_key=public), rest)


def test_nested_without_end_it_is_refused(mo: Actor) -> None:
    name = encoded(b"k")
    deep = encoded(b"\x81" * 9_000)
    client = encoded(json.dumps({"type": "webauthn.create", "challenge": encoded(b"c"),
                                 "origin": "http://localhost:8501"}).encode())  # fmt: skip
    response = {"clientDataJSON": client, "attestationObject": deep}
    said = {"id": name, "rawId": name, "type": "public-key", "response": response}
    with pytest.raises(NoPasskey):
        made_key(json.dumps(said), b"c")


def test_a_passkey_of_who_has_none_in_the_table_is_nobodys(mo: Actor) -> None:
    device = with_passkey(mo)
    with writing() as session:
        session.delete(session.scalars(select(Passkey)).one())

    assert not come_in(device)
