"""Mailing colleagues that something awaits them: who is next, and what became of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

import settings
from models.base.table import now
from models.notices.notice import LEASE, MOST_TRIES, next_try
from models.notices.staff_notice import (
    NoticeKind,
    StaffNotice,
    notices_to_mail,
    old_staff_notices,
)
from models.staff.member import Permission, StaffMember


@dataclass(frozen=True, slots=True)
class LeasedNotices:
    """One mail to one colleague, that this process alone may send now; `counts` by kind."""

    ids: tuple[int, ...]
    tries: int
    address: str
    counts: Mapping[NoticeKind, int]


def has_staff_mail(session: Session) -> bool:
    """Cheap, for looking every few seconds."""
    if not settings.SMTP_URL:
        return False
    return session.scalars(notices_to_mail().limit(1)).first() is not None


def lease_staff_mail(session: Session) -> LeasedNotices | None:
    """All that is due for one colleague: in a write transaction, so that no two have the same.

    Who has left, may not read articles any more or wants no mail gets none.
    """
    while settings.SMTP_URL and (first := session.scalars(notices_to_mail().limit(1)).first()):
        mine = session.scalars(
            notices_to_mail().where(StaffNotice.staff_id == first.staff_id)
        ).all()
        member = session.get_one(StaffMember, first.staff_id)
        if member.wants_mail and member.as_actor().may(Permission.READ_ARTICLES):
            for notice in mine:
                notice.tries += 1
                notice.claimed_until = now() + LEASE
            counts = Counter(notice.kind for notice in mine)
            ids = tuple(notice.id for notice in mine)
            return LeasedNotices(ids, first.tries, member.email, counts)
        for notice in mine:
            notice.mail_due_at = None
        session.flush()
    return None


def record_staff_mail(session: Session, ids: tuple[int, ...], failure: str = "") -> None:
    """Sent when there is no `failure`; else it is tried again later, and given up at last."""
    for notice in session.scalars(select(StaffNotice).where(StaffNotice.id.in_(ids))):
        notice.claimed_until = None
        is_over = not failure or notice.tries >= MOST_TRIES
        notice.mail_due_at = None if is_over else next_try(notice.tries)


def has_old_staff_notices(session: Session) -> bool:
    return session.scalars(old_staff_notices().limit(1)).first() is not None


def forget_old_staff_notices(session: Session) -> None:
    """Read a month ago, or told half a year ago."""
    session.execute(delete(StaffNotice).where(StaffNotice.id.in_(old_staff_notices())))
