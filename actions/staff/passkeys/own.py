"""One's own passkeys: made on a device, named, and removed."""

from typing import Any

from sqlalchemy.orm import Session

from actions.staff.links import issue, shut_out
from actions.staff.passkeys.ceremony import NewKey, NoPasskey, challenge_of, made_key, to_make
from actions.staff.second_factor import FactorRequired, proven
from models.base.refusal import Refused
from models.base.table import now
from models.base.text import BadText, clean_line
from models.clinic.setting import setting
from models.staff.access import LinkKind, digest, live_session, spend_links, usable_link
from models.staff.log import record
from models.staff.member import Actor, Permission, StaffMember
from models.staff.passkey import (
    LONGEST_NAME,
    MOST_KEYS,
    Passkey,
    passkey_known_as,
    passkeys_of,
    staff_with_passkey,
)
from models.staff.second_factor import ROLES_SETTING, factor_in_use


class PasskeyLate(Refused):
    words = "That took too long. Begin again."


class PasskeyUnfit(Refused):
    words = "Your device’s answer does not fit what was asked of it. Begin again."


class PasskeyKnown(Refused):
    words = "This passkey is here already."


class PasskeysEnough(Refused):
    words = f"There are {MOST_KEYS} passkeys. Remove one that you no longer use first."


def own_passkeys(session: Session, *, by: Actor) -> list[Passkey]:
    by.must(Permission.SECURE_ACCOUNT)
    return list(session.scalars(passkeys_of(by.id or 0)))


def begin_passkey(session: Session, *, name: str, instead_of: str, code: str, by: Actor) -> str:
    """Leave to make one, for some minutes; proven as in `begin_factor`.

    The name is looked at now: later the device has made its key already.

    Errors: PasskeysEnough, StaleAccount, BadText.
    """
    by.must(Permission.SECURE_ACCOUNT)
    _told(name)
    member = proven(session, instead_of, code, by=by)
    if len(own_passkeys(session, by=by)) >= MOST_KEYS:
        raise PasskeysEnough
    session.execute(spend_links({LinkKind.PASSKEY_NEW}, member.id))
    return issue(session, LinkKind.PASSKEY_NEW, member.id)


def passkey_to_make(session: Session, token: str, *, here: str, by: Actor) -> dict[str, Any]:
    """What the browser is to ask of the device, for the session `here` alone."""
    by.must(Permission.SECURE_ACCOUNT)
    member = session.get_one(StaffMember, by.id)
    return to_make(member, own_passkeys(session, by=by), challenge_of(token, here))


def add_passkey(
    session: Session, token: str, said: str, *, name: str, here: str, by: Actor
) -> None:
    """The key in the device's answer becomes theirs. From then on the session owes no code.

    Errors: PasskeyLate, PasskeyUnfit, PasskeyKnown, BadText.
    """
    by.must(Permission.SECURE_ACCOUNT)
    link = session.scalar(usable_link(digest(token), {LinkKind.PASSKEY_NEW}))
    if link is None or link.staff_id is None or link.staff_id != by.id:
        raise PasskeyLate
    link.used_at = now()
    try:
        made = made_key(said, challenge_of(token, here))
    except NoPasskey:
        raise PasskeyUnfit from None
    added = _keep(session, made, name, link.staff_id)
    for opened, _ in session.execute(live_session(here)):
        opened.has_shown_passkey = True
    record(session, by, "staff.passkey_added", subject=f"staff:{by.id}", details=_which(added))


def _keep(session: Session, made: NewKey, name: str, staff_id: int) -> Passkey:
    if session.scalar(passkey_known_as(made.credential_id)):
        raise PasskeyKnown
    added = Passkey(
        staff_id=staff_id,
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        name=_told(name),
        transports=made.transports,
    )
    session.add(added)
    session.flush()
    return added


def remove_passkey(session: Session, passkey_id: int, *, here: str, by: Actor) -> None:
    """One's own; nothing happens to anybody else's. Ends one's other sessions.

    Errors: FactorRequired when the role needs a second step and there is no other.
    """
    by.must(Permission.SECURE_ACCOUNT)
    mine = own_passkeys(session, by=by)
    gone = next((each for each in mine if each.id == passkey_id), None)
    if gone is None:
        return
    is_required = by.role in setting(session, ROLES_SETTING)
    if is_required and len(mine) == 1 and not session.scalar(factor_in_use(gone.staff_id)):
        raise FactorRequired
    session.delete(gone)
    shut_out(session, gone.staff_id, but=here)
    record(session, by, "staff.passkey_removed", subject=f"staff:{by.id}", details=_which(gone))


def who_has_passkey(session: Session, *, by: Actor) -> set[int]:
    """Numbers of those who have one at least. Errors: NotAllowed."""
    by.must(Permission.MANAGE_STAFF)
    return set(session.scalars(staff_with_passkey()))


def _told(name: str) -> str:
    told = clean_line(name, field="Name", limit=LONGEST_NAME)
    if not told:
        raise BadText("Name", "is missing: how will you know this passkey again?")
    return told


def _which(passkey: Passkey) -> dict[str, int]:
    return {"passkey": passkey.id}
