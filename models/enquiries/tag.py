"""Which enquiries carry a tag, newest first; kept by triggers as tags come and go."""

from collections.abc import Iterable

from sqlalchemy import ForeignKey, Index, Select, func, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.kept import Sql, keep, made_with_the_tables
from models.base.table import Base, Moment
from models.enquiries.enquiry import Status


class EnquiryTag(Base):
    """One tag of one enquiry, with what a list of them is ordered and narrowed by."""

    __tablename__ = "enquiry_tag"
    __table_args__ = (Index(None, "tag", "received_at", "enquiry_id", "status"),)

    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiry.id"), primary_key=True)
    tag: Mapped[str] = mapped_column(primary_key=True)
    received_at: Mapped[Moment]
    status: Mapped[Status]


def _carry(sql: Sql, row: str) -> str:
    if row == "OLD":
        return "DELETE FROM enquiry_tag WHERE enquiry_id = OLD.id; "
    begins, ends = ("INSERT OR IGNORE", "json_each(NEW.tags)")
    if sql.is_postgresql:
        begins, ends = "INSERT", "jsonb_array_elements_text(NEW.tags) value ON CONFLICT DO NOTHING"
    return (
        f"{begins} INTO enquiry_tag (enquiry_id, tag, received_at, status) "  # noqa: S608  made of names in this file: no value is put into it
        f"SELECT NEW.id, value, NEW.received_at, NEW.status FROM {ends}; "
    )


keep(
    "enquiry_tag",
    _carry,
    beside="enquiry",
    of="tags, status, received_at",
    when=lambda row: f"{row}.tags <> '[]'",
)


@made_with_the_tables
def _in_time(sql: Sql) -> Iterable[str]:
    """PostgreSQL would look for what refers to a deleted row before the trigger drops it."""
    if sql.is_postgresql:
        key = "fk_enquiry_tag_enquiry_id"
        yield f"ALTER TABLE enquiry_tag ALTER CONSTRAINT {key} DEFERRABLE INITIALLY DEFERRED"


def enquiry_tags_in_use() -> Select[str]:
    """Each once, A–Z: from one to the next in the index, however many enquiries carry it."""
    found = select(func.min(EnquiryTag.tag).label("tag")).cte("found", recursive=True)
    after = select(func.min(EnquiryTag.tag)).where(EnquiryTag.tag > found.c.tag).scalar_subquery()
    found = found.union_all(select(after).where(found.c.tag.is_not(None)))
    return select(found.c.tag).where(found.c.tag.is_not(None))
