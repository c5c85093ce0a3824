"""Telling colleagues that something awaits them, and where; never what anybody wrote."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

import settings
from models.base.table import now
from models.notices.staff_notice import (
    MAILED_AFTER,
    NoticeKind,
    StaffNotice,
    notices_of_list,
    unread_about,
    unread_of,
)
from models.staff.member import Actor, Permission, StaffMember


@dataclass(frozen=True, slots=True)
class Occasion:
    """What happened, and to which article or part of it."""

    kind: NoticeKind
    article_id: int
    section_id: int | None = None


def tell_staff(
    session: Session, news: Occasion, whom: Iterable[int | None], *, because_of: Actor
) -> None:
    """Each once, by their id; not who did it, and nobody who may not read articles now.

    What is told already and not read yet becomes new again.
    """
    for staff_id in dict.fromkeys(whom):
        member = session.get(StaffMember, staff_id) if staff_id else None
        if member is None or member.id == because_of.id:
            continue
        if member.as_actor().may(Permission.READ_ARTICLES):
            _tell(session, news, member, because_of)


def untell(session: Session, kind: NoticeKind, article_id: int) -> None:
    """It holds no more: gone where nobody has read it yet."""
    for notice in session.scalars(unread_about(kind, article_id)):
        session.delete(notice)


def tell_of_list(
    session: Session,
    kind: NoticeKind,
    saved_export_id: int,
    whom: StaffMember,
    *,
    export_id: int | None = None,
) -> None:
    """To whoever's list it is, unless they may no longer take one; the last one takes the place
    of one that nobody has read."""
    if not whom.as_actor().may(Permission.EXPORT_ENQUIRIES):
        return
    found = session.scalars(notices_of_list(saved_export_id).where(StaffNotice.read_at.is_(None)))
    notice = found.first()
    if notice is None:
        notice = StaffNotice(staff_id=whom.id, saved_export_id=saved_export_id)
        session.add(notice)
    notice.kind, notice.export_id = kind, export_id
    notice.at = now()
    _mail(notice, whom)


def untell_list(session: Session, saved_export_id: int) -> None:
    """The list is gone, and so is what was told of it."""
    for notice in session.scalars(notices_of_list(saved_export_id)):
        session.delete(notice)
    session.flush()


def _tell(session: Session, news: Occasion, member: StaffMember, because_of: Actor) -> None:
    notice = _told_already(session, news, member.id)
    if notice is None:
        notice = StaffNotice(
            staff_id=member.id,
            kind=news.kind,
            article_id=news.article_id,
            section_id=news.section_id,
        )
        session.add(notice)
    notice.at, notice.by_id = now(), because_of.id
    _mail(notice, member)


def _mail(notice: StaffNotice, member: StaffMember) -> None:
    if settings.SMTP_URL and member.wants_mail:
        notice.mail_due_at = now() + MAILED_AFTER


def _told_already(session: Session, news: Occasion, staff_id: int) -> StaffNotice | None:
    return session.scalars(
        unread_of(staff_id).where(
            StaffNotice.kind == news.kind,
            StaffNotice.article_id == news.article_id,
            StaffNotice.section_id == news.section_id,
        )
    ).first()
