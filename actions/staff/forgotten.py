"""Who forgot the password asks at the door, where the same is done for everybody."""

from datetime import timedelta

from sqlalchemy.orm import Session

import settings
from actions.staff.signing_in import account_key
from models.base.table import now
from models.notices.link_mail import LinkMail
from models.staff.access import LinkKind
from models.staff.log import record
from models.staff.member import StaffMember, active_staff
from models.staff.password_request import (
    PasswordRequest,
    forget_requests_before,
    requests_counted_from_now,
    requests_for,
    requests_from,
    unanswered_requests,
)

ASKED_IN = timedelta(hours=1)
FOR_ONE_ACCOUNT, FROM_ONE_ADDRESS = 3, 20
KEEP_REQUESTS = timedelta(days=1)


def ask_for_link(session: Session, typed: str, *, address: str) -> None:
    """`typed` is a username or an email. Whose it is, if anybody's, is not looked up here.

    Beyond the limits it is not kept, and nobody is told so.
    """
    account, since = account_key(typed), now() - ASKED_IN
    session.execute(requests_counted_from_now(account, address))
    for_them = session.scalars(requests_for(account, since)).one()
    from_there = session.scalars(requests_from(address, since)).one() if address else 0
    if settings.SMTP_URL and for_them < FOR_ONE_ACCOUNT and from_there < FROM_ONE_ADDRESS:
        session.add(PasswordRequest(account=account, address=address))


def answer_requests(session: Session) -> None:
    """By the clock: a mail for each account meant that has an address; the log tells all."""
    waiting = session.scalars(unanswered_requests()).all()
    staff = session.scalars(active_staff()).all() if waiting else []
    for request in waiting:
        request.answered_at = now()
        meant = [each for each in staff if request.account in _keys_of(each)]
        for member in meant:
            _mail_link(session, member)
        if not meant:
            record(session, None, "password.asked")
    session.execute(forget_requests_before(now() - KEEP_REQUESTS))


def _keys_of(member: StaffMember) -> set[str]:
    return {account_key(name) for name in (member.username, member.email) if name}


def _mail_link(session: Session, member: StaffMember) -> None:
    record(session, None, "password.asked", subject=f"staff:{member.id}")
    if member.email:
        session.add(LinkMail(staff_id=member.id, kind=LinkKind.RESET))


def is_any_request_waiting(session: Session) -> bool:
    return session.scalars(unanswered_requests().limit(1)).first() is not None
