"""Signing in: a try is counted before it is judged, and a blocked one reads like a wrong one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from actions.staff.links import issue
from models.base.table import now
from models.clinic.setting import setting
from models.staff.access import LinkKind, digest
from models.staff.attempts import (
    SignInAttempt,
    blocked_accounts,
    failed_tries_for,
    failed_tries_from,
    forget_tries_before,
    forget_tries_for,
    tries_counted_from_now,
)
from models.staff.log import record
from models.staff.member import (
    Actor,
    Permission,
    StaffMember,
    account_name,
    staff_member_named,
)
from models.staff.passkey import passkeys_of
from models.staff.second_factor import ROLES_SETTING, factor_in_use

TRIES = 6
TRIES_FROM_ONE_ADDRESS = 100
COOL_OFF = timedelta(minutes=15)
KEEP_TRIES = timedelta(days=1)
BY_PASSKEY = "passkey"


@dataclass(frozen=True, slots=True)
class Try:
    """A counted try. `password_hash` is empty when no password can be right."""

    account: str
    staff_id: int | None
    password_hash: str


@dataclass(frozen=True, slots=True)
class WayIn:
    """One of them: a ticket for the route that sets the cookie, or what is owed first.

    `step` is leave to give a code, or BY_PASSKEY.
    """

    ticket: str = ""
    step: str = ""


def account_key(username: str) -> str:
    """The same for every spelling of a name; keeps unknown names out of the database."""
    return digest(account_name(username).encode("utf-8", "replace").decode())


def begin_try(session: Session, username: str, *, address: str) -> Try:
    """Count the try first, so that tries at the same time can't slip past the limit.

    `address` is the peer's, empty for this very machine.
    """
    account = account_key(username)
    is_blocked = count_try(session, account, address)
    member = None if is_blocked else session.scalar(staff_member_named(_printable(username)))
    if member is None or not member.is_active:
        return Try(account, None, "")
    return Try(account, member.id, member.password_hash)


def count_try(session: Session, account: str, address: str) -> bool:
    """Whether there were too many before it."""
    session.execute(tries_counted_from_now(account, address))
    is_blocked = _is_blocked(session, account, address)
    session.add(SignInAttempt(account="" if is_blocked else account, address=address))
    return is_blocked


def _printable(username: str) -> str:
    return username.encode("utf-8", "replace").decode().replace("\0", "")


def _is_blocked(session: Session, account: str, address: str) -> bool:
    since = now() - COOL_OFF
    if session.scalars(failed_tries_for(account, since)).one() >= TRIES:
        return True
    from_there = session.scalars(failed_tries_from(address, since)).one() if address else 0
    return from_there >= TRIES_FROM_ONE_ADDRESS


def refuse_try(session: Session, attempt: Try) -> None:
    """The count stands; the log says whose account it was, if anybody's."""
    subject = f"staff:{attempt.staff_id}" if attempt.staff_id else ""
    record(session, None, "sign_in.refused", subject=subject)


def accept_try(session: Session, attempt: Try, *, renewed_hash: str = "") -> WayIn | None:
    """None when the account just changed. A right password before a code clears no count."""
    member = session.get(StaffMember, attempt.staff_id)
    if member is None or not member.is_active or member.password_hash != attempt.password_hash:
        return None
    member.password_hash = renewed_hash or member.password_hash
    way = way_in(session, member)
    if way.ticket:
        forgive(session, attempt.account)
    return way


def way_in(session: Session, member: StaffMember) -> WayIn:
    """What the right password, or a link to choose one, is worth.

    Where the role needs a second proof and a passkey is the only one, a password must not lead
    to where another can be set up.
    """
    if session.scalar(factor_in_use(member.id)):
        return WayIn(step=issue(session, LinkKind.SECOND_STEP, member.id))
    if member.role in setting(session, ROLES_SETTING) and session.scalar(passkeys_of(member.id)):
        return WayIn(step=BY_PASSKEY)
    return WayIn(ticket=ticket_for(session, member))


def forgive(session: Session, account: str) -> None:
    session.execute(forget_tries_for(account))
    session.execute(forget_tries_before(now() - KEEP_TRIES))


def ticket_for(session: Session, member: StaffMember) -> str:
    return issue(session, LinkKind.TICKET, member.id)


def locked_among(session: Session, staff: Iterable[StaffMember], *, by: Actor) -> set[int]:
    """Numbers of those who have to wait, or be unlocked. Errors: NotAllowed."""
    by.must(Permission.MANAGE_STAFF)
    blocked = set(session.scalars(blocked_accounts(TRIES, now() - COOL_OFF)))
    return {member.id for member in staff if account_key(member.username) in blocked}
