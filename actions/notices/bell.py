"""Looking at what one is told, and putting it away."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.base.refusal import Refused
from models.base.table import now
from models.notices.staff_notice import (
    NoticeKind,
    StaffNotice,
    count_of_unread,
    notices_with_place,
    unread_of,
)
from models.reviews.standing import part_name
from models.staff.member import Actor, Permission, StaffMember


class NoticeGone(Refused):
    words = "This notice is no longer here."


@dataclass(frozen=True, slots=True)
class Told:
    """One notice in plain values; `part` and `who` are empty where there is none.

    A saved list has no slug: `list_id` is its number, `receipt` that of what came of it.
    """

    id: int
    kind: NoticeKind
    slug: str
    title: str
    section_id: int | None
    part: str
    who: str
    at: datetime
    is_read: bool
    list_id: int | None = None
    receipt: str = ""


def notices_of(session: Session, *, by: Actor) -> list[Told]:
    """One's own, newest first. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    return [
        Told(
            id=notice.id,
            kind=notice.kind,
            slug=slug or "",
            title=title or name or "",
            section_id=notice.section_id,
            part=part_name(kind, heading or "") if kind else "",
            who=who or "",
            at=notice.at,
            is_read=notice.read_at is not None,
            list_id=notice.saved_export_id,
            receipt=receipt or "",
        )
        for notice, slug, title, kind, heading, who, name, receipt in session.execute(
            notices_with_place(by.id or 0)
        )
    ]


def how_many_unread(session: Session, *, by: Actor) -> int:
    """Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    return session.scalars(count_of_unread(by.id or 0)).one()


def mark_read(session: Session, notice_id: int, *, by: Actor) -> None:
    """Once is enough. Errors: NotAllowed, NoticeGone, also for a colleague's."""
    by.must(Permission.READ_ARTICLES)
    notice = session.get(StaffNotice, notice_id)
    if notice is None or notice.staff_id != by.id:
        raise NoticeGone
    notice.read_at = notice.read_at or now()


def mark_all_read(session: Session, until: datetime, *, by: Actor) -> int:
    """Those told up to this moment, so that none is put away unseen. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    found = session.scalars(unread_of(by.id or 0).where(StaffNotice.at <= until)).all()
    for notice in found:
        notice.read_at = now()
    return len(found)


def choose_mail(session: Session, *, wanted: bool, by: Actor) -> None:
    """One's own: by mail too, or on the screen alone. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    session.get_one(StaffMember, by.id).wants_mail = wanted
