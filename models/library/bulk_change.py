"""One change made wherever a thing is used, remembered whole so that it can be taken back."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship, selectinload

from models.base.table import Base, Id, MaybeMoment, Moment
from models.staff.member import StaffMember


class BulkChangeKind(StrEnum):
    PICTURE = "picture"
    CALL_TO_ACTION = "call_to_action"


class BulkChange(Base):
    """`before` and `after` are the SHA-256 of two pictures, or two numbers of a shared text.

    `sections` are [section id, revision before, revision after], `pages` are [article id,
    version before, version after], `shares` the ids of articles whose shared picture changed;
    `alt` describes a new picture.
    """

    __tablename__ = "spread"
    __table_args__ = (Index(None, "kind", "subject"),)

    id: Mapped[Id]
    kind: Mapped[BulkChangeKind]
    subject: Mapped[str] = mapped_column(default="")
    before: Mapped[str]
    after: Mapped[str]
    changed: Mapped[dict[str, Any]]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    made_at: Mapped[Moment]
    undone_at: Mapped[MaybeMoment]

    made_by: Mapped[StaffMember | None] = relationship(lazy="raise")


def replacements_of(sha256: str) -> Select[BulkChange]:
    """In which this picture took another's place or lost its own, newest first."""
    return (
        select(BulkChange)
        .where(
            BulkChange.kind == BulkChangeKind.PICTURE,
            or_(BulkChange.before == sha256, BulkChange.after == sha256),
            BulkChange.undone_at.is_(None),
        )
        .order_by(BulkChange.id.desc())
        .options(selectinload(BulkChange.made_by))
    )
