"""Which enquiries carry a tag, newest first; kept by triggers as tags come and go."""

from sqlalchemy import DDL, ForeignKey, Index, Select, event, func, select
from sqlalchemy.orm import Mapped, mapped_column

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


_ADD = (
    "INSERT OR IGNORE INTO enquiry_tag (enquiry_id, tag, received_at, status) "
    "SELECT NEW.id, value, NEW.received_at, NEW.status FROM json_each(NEW.tags); "
)
_DROP = "DELETE FROM enquiry_tag WHERE enquiry_id = OLD.id; "

TAGGING = (
    (
        "CREATE TRIGGER enquiry_tag_insert AFTER INSERT ON enquiry "
        f"WHEN NEW.tags <> '[]' BEGIN {_ADD}END"
    ),
    (
        "CREATE TRIGGER enquiry_tag_delete AFTER DELETE ON enquiry "
        f"WHEN OLD.tags <> '[]' BEGIN {_DROP}END"
    ),
    (
        "CREATE TRIGGER enquiry_tag_update AFTER UPDATE OF tags, status, received_at ON enquiry "
        f"WHEN OLD.tags <> '[]' OR NEW.tags <> '[]' BEGIN {_DROP}{_ADD}END"
    ),
)
for _trigger in TAGGING:
    _ddl = DDL(_trigger).execute_if(dialect="sqlite")  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it untyped
    event.listen(Base.metadata, "after_create", _ddl)


def enquiry_tags_in_use() -> Select[str]:
    """Each once, A–Z: from one to the next in the index, however many enquiries carry it."""
    found = select(func.min(EnquiryTag.tag).label("tag")).cte("found", recursive=True)
    after = select(func.min(EnquiryTag.tag)).where(EnquiryTag.tag > found.c.tag).scalar_subquery()
    found = found.union_all(select(after).where(found.c.tag.is_not(None)))
    return select(found.c.tag).where(found.c.tag.is_not(None))
