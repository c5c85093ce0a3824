"""What a colleague does with a device, step by step, as the desk and the routes do it."""

from secrets import token_urlsafe

from actions.staff.passkeys.ceremony import challenge_of, shown_key, to_show
from actions.staff.passkeys.own import add_passkey, begin_passkey, own_passkeys, passkey_to_make
from actions.staff.passkeys.sign_in import accept_passkey, ask_for_passkey
from actions.staff.sessions import start_session
from models.base.database import reading, writing
from models.staff.access import digest
from models.staff.log import entries_in_order
from models.staff.member import Actor
from models.staff.passkey import Passkey
from tests.actions.staff.passkeys.authenticator import Device
from tests.actions.staff.test_second_factor import HASH, know

HERE = digest("here")


def begun(staff: Actor, code: str = "") -> str:
    know(staff)
    with writing() as session:
        return begin_passkey(session, name="Phone", instead_of=HASH, code=code, by=staff)


def made_by(device: Device, token: str, staff: Actor, here: str = HERE) -> str:
    with reading() as session:
        return device.make(passkey_to_make(session, token, here=here, by=staff))


def add(token: str, said: str, staff: Actor, *, here: str = HERE, name: str = "Phone") -> None:
    with writing() as session:
        add_passkey(session, token, said, name=name, here=here, by=staff)


def with_passkey(staff: Actor, device: Device | None = None, *, here: str = HERE) -> Device:
    device = device or Device()
    token = begun(staff)
    add(token, made_by(device, token, staff, here), staff, here=here)
    return device


def asked() -> str:
    with writing() as session:
        return ask_for_passkey(session)


def shown_by(device: Device, token: str) -> str:
    return device.show(to_show(challenge_of(token)))


def show(token: str, said: str, *, address: str = "") -> str:
    """The ticket, or nothing."""
    with writing() as session:
        return accept_passkey(session, token, shown_key(said), address=address)


def come_in(device: Device, *, address: str = "") -> str:
    token = asked()
    return show(token, shown_by(device, token), address=address)


def signed_in_with(ticket: str) -> str:
    """The digest of the new session's cookie."""
    with writing() as session:
        token = start_session(session, ticket, device=token_urlsafe(4), address="")
    return digest(token)


def held_by(staff: Actor) -> list[Passkey]:
    with reading() as session:
        return own_passkeys(session, by=staff)


def logged() -> list[tuple[str, str, dict[str, object]]]:
    with reading() as session:
        return [(e.action, e.subject, e.details) for e in session.scalars(entries_in_order())]
