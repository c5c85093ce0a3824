"""Between the password and the session: a code, for whoever has a second factor."""

from sqlalchemy.orm import Session

from actions.staff.links import LinkSpent, issue
from actions.staff.second_factor import take_code
from actions.staff.signing_in import account_key, count_try, forgive
from models.base.table import now
from models.staff.access import LinkKind, digest, usable_link
from models.staff.log import record
from models.staff.member import StaffMember


def accept_code(session: Session, step: str, typed: str, *, address: str) -> str:
    """A one-time ticket; empty when the code is wrong, used already, or too many were tried.

    `step` is what a right password gave. The try is counted before it is judged, as there.
    Errors: LinkSpent when that took too long or was used.
    """
    link = session.scalar(usable_link(digest(step), {LinkKind.SECOND_STEP}))
    member = session.get(StaffMember, link.staff_id) if link else None
    if link is None or member is None or not member.is_active:
        raise LinkSpent
    account = account_key(member.username)
    is_blocked = count_try(session, account, address)
    if is_blocked or not take_code(session, member.id, typed):
        record(session, None, "sign_in.code_refused", subject=f"staff:{member.id}")
        return ""
    link.used_at = now()
    forgive(session, account)
    return issue(session, LinkKind.TICKET, member.id)
