"""Looking at the staff, at where each is signed in, and at the log of what everybody did."""

from sqlalchemy.orm import Session

from models.staff.access import StaffSession, open_sessions_of
from models.staff.log import LogEntry, actions_in_log
from models.staff.log_filter import LogFilter, count_matching, entries_matching
from models.staff.member import Actor, Permission, StaffMember, all_staff


def list_staff(session: Session, *, by: Actor) -> list[StaffMember]:
    """Everybody who ever worked here. Errors: NotAllowed."""
    by.must(Permission.MANAGE_STAFF)
    return list(session.scalars(all_staff()))


def own_account(session: Session, *, by: Actor) -> StaffMember:
    """Errors: NotAllowed."""
    by.must(Permission.SECURE_ACCOUNT)
    return session.get_one(StaffMember, by.id)


def list_sessions(session: Session, staff_id: int, *, by: Actor) -> list[StaffSession]:
    """Where somebody is signed in: oneself, or anybody for who manages staff."""
    if staff_id != by.id:
        by.must(Permission.MANAGE_STAFF)
    return list(session.scalars(open_sessions_of(staff_id)))


def names_in_log(session: Session, *, by: Actor) -> dict[str, str]:
    """Everybody who ever worked here, by the number of the account. Errors: NotAllowed."""
    by.must(Permission.READ_LOG)
    return {str(each.id): each.full_name for each in session.scalars(all_staff())}


def list_actions(session: Session, *, by: Actor) -> list[str]:
    """What the log has entries of. Errors: NotAllowed."""
    by.must(Permission.READ_LOG)
    return list(session.scalars(actions_in_log()))


def how_many_entries(session: Session, sought: LogFilter, *, by: Actor) -> int:
    by.must(Permission.READ_LOG)
    return session.scalars(count_matching(sought)).one()


def list_entries(
    session: Session,
    sought: LogFilter,
    page: int,
    per_page: int,
    *,
    by: Actor,
    is_oldest_first: bool = False,
) -> list[LogEntry]:
    """Newest first unless asked otherwise. Errors: NotAllowed."""
    by.must(Permission.READ_LOG)
    wanted = (
        entries_matching(sought, is_oldest_first=is_oldest_first)
        .offset((page - 1) * per_page)
        .limit(per_page)
    )
    return list(session.scalars(wanted))
