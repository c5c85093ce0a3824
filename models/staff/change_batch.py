"""What somebody did with one gesture, kept so that it can be taken back, also after a restart."""

from collections.abc import Collection
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.base.table import Base, Id, MaybeMoment, Moment, now
from models.staff.log import LogEntry
from models.staff.member import StaffMember

OFFERED_FOR = timedelta(hours=1)
"""So long somebody's own last gesture is offered to be taken back."""


class ChangeKind(StrEnum):
    ENQUIRIES = "enquiries"
    ARTICLES = "articles"
    SECTION = "section"
    DRAFT = "draft"
    REPLACEMENT = "replacement"
    PICTURE = "picture"
    CALL_TO_ACTION = "call_to_action"


class ChangeBatch(Base):
    """One gesture of one person: what it was about, and all it takes to put that back.

    `kept` is read by the action that takes this `kind` back; what was done to enquiries is
    kept with each of their events. `log_id` was the log's newest entry at the end of it.
    A DRAFT is text that was discarded; it is gone for good after OFFERED_FOR.
    Of a PICTURE or CALL_TO_ACTION, `before` and `after` are two SHA-256 or two numbers of a
    shared text; `sections` are [section id, revision before, revision after], `pages` [article
    id, version before, version after], `shares` the articles whose shared picture changed,
    `focus` a picture's focal point before and after.
    """

    __tablename__ = "change_batch"
    __table_args__ = (Index(None, "by_id", "id"), Index(None, "kind", "subject"))

    id: Mapped[Id]
    at: Mapped[Moment]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    taken_back_at: Mapped[MaybeMoment]
    kind: Mapped[ChangeKind] = mapped_column(default=ChangeKind.ENQUIRIES)
    subject: Mapped[str] = mapped_column(default="")
    kept: Mapped[dict[str, Any]] = mapped_column(default=dict)
    log_id: Mapped[int] = mapped_column(default=0)

    by: Mapped[StaffMember | None] = relationship(lazy="raise")


def newest_standing_change(kind: ChangeKind, subject: str, by_id: int) -> Select[int]:
    """The number of what this person did about that last, unless it was taken back."""
    return (
        select(ChangeBatch.id)
        .where(
            ChangeBatch.kind == kind,
            ChangeBatch.subject == subject,
            ChangeBatch.by_id == by_id,
            ChangeBatch.taken_back_at.is_(None),
        )
        .order_by(ChangeBatch.id.desc())
        .limit(1)
    )


def standing_changes(kind: ChangeKind) -> Select[ChangeBatch]:
    """Of everybody, newest first, with who made them."""
    return (
        select(ChangeBatch)
        .where(ChangeBatch.kind == kind, ChangeBatch.taken_back_at.is_(None))
        .order_by(ChangeBatch.id.desc())
        .options(selectinload(ChangeBatch.by))
    )


def newest_undoable(
    kind: ChangeKind, staff_id: int | None, subject: str = ""
) -> Select[ChangeBatch]:
    """The last of this person that stands, for OFFERED_FOR."""
    return (
        standing_changes(kind)
        .where(
            ChangeBatch.subject == subject,
            ChangeBatch.by_id == staff_id,
            ChangeBatch.at > now() - OFFERED_FOR,
        )
        .limit(1)
    )


def discarded_too_long_ago() -> Select[int]:
    """Texts that nobody can bring back any more."""
    is_old = ChangeBatch.at <= now() - OFFERED_FOR
    return select(ChangeBatch.id).where(ChangeBatch.kind == ChangeKind.DRAFT, is_old)


def others_since(
    batch: ChangeBatch, subjects: Collection[str], actions: Collection[str] = ()
) -> Select[str, str | None]:
    """Subject and name, as the log tells: who else did something to these, or one of `actions`."""
    found = (
        select(LogEntry.subject, StaffMember.full_name)
        .outerjoin(StaffMember, StaffMember.id == LogEntry.staff_id)
        .where(
            LogEntry.id > batch.log_id,
            LogEntry.subject.in_(subjects),
            LogEntry.staff_id.is_distinct_from(batch.by_id),
        )
        .order_by(LogEntry.id)
    )
    return found.where(LogEntry.action.in_(actions)) if actions else found
