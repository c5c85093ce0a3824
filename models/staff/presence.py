"""Who has which record or article open right now: one row for each open tab, soon forgotten."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import ColumnElement, Delete, ForeignKey, Index, Select, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base, Moment, now
from models.staff.member import Permission, StaffMember

RENEWED_EVERY = timedelta(seconds=10)
GONE_AFTER = timedelta(seconds=30)
"""Without a sign of life for so long, somebody has left; a slow server misses one or two."""
STAYED = timedelta(seconds=5)
"""Who only passes through, with the arrow keys say, is not told to whoever looks at a list."""
NEEDED: dict[str, Permission] = {
    "article": Permission.READ_ARTICLES,
    "enquiry": Permission.READ_ENQUIRIES,
}


class Presence(Base):
    """`tab` is a random name; `subject` is `kind:id`; `section_id` is where they write."""

    __tablename__ = "presence"
    __table_args__ = (Index(None, "subject", "seen_at"), Index(None, "seen_at"))

    tab: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"))
    subject: Mapped[str]
    is_writing: Mapped[bool] = mapped_column(default=False)
    section_id: Mapped[int | None]
    since: Mapped[Moment]
    seen_at: Mapped[Moment]


def permission_to_be_at(subject: str) -> Permission:
    """Who may read something may see who else does. Errors: KeyError for no such kind."""
    return NEEDED[subject.partition(":")[0]]


def present_at(subject: str) -> Select[Presence, str]:
    """Everybody there now with their name, those who write first."""
    return (
        select(Presence, StaffMember.full_name)
        .join(StaffMember, StaffMember.id == Presence.staff_id)
        .where(Presence.subject == subject, _is_there())
        .order_by(Presence.is_writing.desc(), StaffMember.full_name, Presence.tab)
    )


def stay_at(subjects: Collection[str], but_not: int | None) -> Select[str, str]:
    """Subject and name of others who are at one of these and did not just pass through."""
    return (
        select(Presence.subject, StaffMember.full_name)
        .join(StaffMember, StaffMember.id == Presence.staff_id)
        .where(
            Presence.subject.in_(subjects),
            _is_there(),
            Presence.since < now() - STAYED,
            Presence.staff_id != but_not,
        )
        .distinct()
        .order_by(Presence.subject, StaffMember.full_name)
    )


def _is_there(patience: int = 1) -> ColumnElement[bool]:
    """A sign of life from ahead of the clock was given before that was put back."""
    at = now()
    return Presence.seen_at.between(at - patience * GONE_AFTER, at + patience * GONE_AFTER)


def long_gone() -> Select[str]:
    return select(Presence.tab).where(~_is_there(10))


def sweep() -> Delete:
    return delete(Presence).where(~_is_there(10))
