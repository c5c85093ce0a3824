"""What somebody is writing down at the desk: one per person, gone when it is saved or discarded."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Delete, ForeignKey, Select, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base, Moment, now

KEPT_FOR = timedelta(days=3)
"""Over a weekend, and no longer: nobody has agreed yet that we keep it."""


class EntryDraft(Base):
    """`mark` is the one page that may go on with it: two pages never write into each other."""

    __tablename__ = "entry_draft"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), primary_key=True)
    mark: Mapped[str]
    fields: Mapped[dict[str, Any]]
    written_at: Mapped[Moment]


def entry_draft_of(staff_id: int | None) -> Select[EntryDraft]:
    return select(EntryDraft).where(EntryDraft.staff_id == staff_id)


def entry_drafts_too_old() -> Select[int]:
    return select(EntryDraft.staff_id).where(EntryDraft.written_at < now() - KEPT_FOR)


def forget_entries_too_old() -> Delete:
    return delete(EntryDraft).where(EntryDraft.written_at < now() - KEPT_FOR)


def forget_entry_of(staff_id: int | None) -> Delete:
    return delete(EntryDraft).where(EntryDraft.staff_id == staff_id)
