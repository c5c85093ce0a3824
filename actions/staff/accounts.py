"""Who works here: accounts are added, changed, closed and opened again."""

import re

from sqlalchemy.orm import Session

from actions.staff.signing_in import account_key, forgive
from models.base.refusal import Refused
from models.base.text import BadText, clean_line
from models.intake.entry_draft import forget_entry_of
from models.notices.link_mail import forget_link_mails_to
from models.staff.access import LinkKind, end_sessions_of, spend_links
from models.staff.log import record
from models.staff.member import (
    Actor,
    Permission,
    Role,
    StaffMember,
    account_name,
    count_of_active_administrators,
    staff_member_named,
)

_USERNAME = re.compile(r"[\w.@+-]{2,60}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
LONGEST_NAME = 100
LONGEST_EMAIL = 254


class LastAdministrator(Refused):
    """Nobody could manage the staff afterwards."""

    words = "This is the last administrator. Make a colleague administrator first."


class StaleAccount(Refused):
    words = "Somebody changed this account meanwhile. Look at it again, then decide."


def new_member(*, username: str, full_name: str, email: str, role: Role) -> StaffMember:
    """Not in the database yet. Errors: BadText, naming the field."""
    called = _full_name(full_name)
    name = account_name(clean_line(username, field="Username"))
    if not _USERNAME.fullmatch(name):
        raise BadText("Username", "takes 2 to 60 letters, digits and . _ - @ +, without spaces")
    return StaffMember(
        username=name,
        full_name=called,
        email=_email(email),
        role=role,
    )


def _full_name(typed: str) -> str:
    if name := clean_line(typed, field="Full name", limit=LONGEST_NAME):
        return name
    raise BadText("Full name", "is empty; colleagues see it beside what this person does")


def _email(typed: str) -> str:
    address = clean_line(typed, field="Email", limit=LONGEST_EMAIL)
    if address and not _EMAIL.fullmatch(address):
        raise BadText("Email", "is not an address like ada@clinic.example")
    return address


def must_be_free(session: Session, username: str) -> None:
    """Errors: BadText when somebody has this name already."""
    if session.scalar(staff_member_named(username)):
        raise BadText("Username", "is taken; choose another")


def add_staff(
    session: Session, member: StaffMember, *, password_hash: str = "", by: Actor
) -> StaffMember:
    """`member` comes from `new_member`. Errors: BadText when the name is taken."""
    by.must(Permission.MANAGE_STAFF)
    must_be_free(session, member.username)
    member.password_hash = password_hash
    session.add(member)
    session.flush()
    details = {"role": member.role.value}
    record(session, by, "staff.added", subject=f"staff:{member.id}", details=details)
    return member


def change_staff(
    session: Session,
    staff_id: int,
    *,
    full_name: str,
    email: str,
    role: Role,
    based_on: int,
    by: Actor,
) -> None:
    """Errors: StaleAccount, LastAdministrator, BadText."""
    by.must(Permission.MANAGE_STAFF)
    member = _opened_at(session, staff_id, based_on)
    if role is not member.role:
        _keep_an_administrator(session, member)
    details = {"role": [member.role.value, role.value]}
    member.full_name, member.email, member.role = _full_name(full_name), _email(email), role
    record(session, by, "staff.changed", subject=f"staff:{staff_id}", details=details)


def disable_staff(session: Session, staff_id: int, *, based_on: int, by: Actor) -> None:
    """Ends their sessions and links too, and forgets what they had begun to write down.

    Errors: StaleAccount, LastAdministrator.
    """
    by.must(Permission.MANAGE_STAFF)
    member = _opened_at(session, staff_id, based_on)
    _keep_an_administrator(session, member)
    member.is_active = False
    session.execute(end_sessions_of(staff_id))
    session.execute(spend_links(list(LinkKind), staff_id))
    session.execute(forget_link_mails_to(staff_id))
    session.execute(forget_entry_of(staff_id))
    record(session, by, "staff.disabled", subject=f"staff:{staff_id}")


def enable_staff(session: Session, staff_id: int, *, based_on: int, by: Actor) -> None:
    """Errors: StaleAccount."""
    by.must(Permission.MANAGE_STAFF)
    member = _opened_at(session, staff_id, based_on)
    member.is_active = True
    record(session, by, "staff.enabled", subject=f"staff:{staff_id}")


def unlock_staff(session: Session, staff_id: int, *, by: Actor) -> None:
    """Forget the failed tries, so that they need not wait."""
    by.must(Permission.MANAGE_STAFF)
    member = session.get_one(StaffMember, staff_id)
    forgive(session, account_key(member.username))
    record(session, by, "staff.unlocked", subject=f"staff:{staff_id}")


def change_password(
    session: Session, password_hash: str, *, instead_of: str, here: str, by: Actor
) -> None:
    """One's own; ends one's other sessions but the one `here` (a token's digest).

    `instead_of` is the hash that the old password was verified against. Errors: StaleAccount.
    """
    by.must(Permission.USE_DESK)
    member = session.get_one(StaffMember, by.id)
    if member.password_hash != instead_of:
        raise StaleAccount
    member.password_hash = password_hash
    session.execute(end_sessions_of(member.id, except_token_hash=here))
    session.execute(spend_links(list(LinkKind), member.id))
    session.execute(forget_link_mails_to(member.id))
    forgive(session, account_key(member.username))
    record(session, by, "staff.password_changed", subject=f"staff:{member.id}")


def choose_keys(session: Session, *, single: bool, by: Actor) -> None:
    """One's own: whether keys without Ctrl do something. No log entry: nobody else is concerned."""
    by.must(Permission.USE_DESK)
    session.get_one(StaffMember, by.id).has_single_keys = single


def _opened_at(session: Session, staff_id: int, based_on: int) -> StaffMember:
    member = session.get_one(StaffMember, staff_id)
    if member.version != based_on:
        raise StaleAccount
    member.version += 1
    return member


def _keep_an_administrator(session: Session, member: StaffMember) -> None:
    if not member.is_active or member.role is not Role.ADMINISTRATOR:
        return
    if session.scalars(count_of_active_administrators()).one() == 1:
        raise LastAdministrator
