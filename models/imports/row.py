"""Which enquiry came from which row of which file, and how the same row is known again."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, exists, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base
from models.enquiries.enquiry import Enquiry, EnquirySource
from models.enquiries.event import EnquiryEvent
from models.enquiries.note_draft import NoteDraft
from models.enquiries.pair import EnquiryPair
from models.enquiries.replies.draft import ReplyDraft


class ImportRow(Base):
    """One imported enquiry; gone with it.

    `content_key` is a digest of what the enquiry says, `source_key` of the cells as they stood.
    """

    __tablename__ = "import_row"
    __table_args__ = (Index(None, "batch_id", "line"),)

    enquiry_id: Mapped[int] = mapped_column(
        ForeignKey("enquiry.id", ondelete="CASCADE"), primary_key=True
    )
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))
    line: Mapped[int]
    content_key: Mapped[str] = mapped_column(index=True)
    source_key: Mapped[str] = mapped_column(index=True)


def rows_with_keys(content: Collection[str], source: Collection[str]) -> Select[str, str, str]:
    """Both keys and the reference of what was imported from such rows before."""
    return (
        select(ImportRow.content_key, ImportRow.source_key, Enquiry.reference)
        .join(Enquiry, Enquiry.id == ImportRow.enquiry_id)
        .where(or_(ImportRow.content_key.in_(content), ImportRow.source_key.in_(source)))
        .order_by(ImportRow.enquiry_id)
    )


def received_elsewhere(moments: Collection[datetime]) -> Select[Enquiry]:
    """What came in at just these moments, by another way than an import."""
    return select(Enquiry).where(
        Enquiry.received_at.in_(moments), Enquiry.source != EnquirySource.IMPORT
    )


def of_these_people(emails: Collection[str], phones: Collection[str]) -> Select[Enquiry]:
    """What these people sent by another way than an import."""
    same = or_(Enquiry.email_key.in_(emails), Enquiry.phone_key.in_(phones))
    return select(Enquiry).where(same, Enquiry.source != EnquirySource.IMPORT)


def _is_of_batch(batch_id: int) -> Select[int]:
    return select(ImportRow.enquiry_id).where(ImportRow.batch_id == batch_id)


_SOMEBODY_WORKED_ON_IT = or_(
    exists().where(
        EnquiryEvent.enquiry_id == Enquiry.id,
        EnquiryEvent.kind != "received",
        EnquiryEvent.by_id.is_not(None),
    ),
    exists().where(NoteDraft.enquiry_id == Enquiry.id),
    exists().where(ReplyDraft.enquiry_id == Enquiry.id),
    exists().where(or_(EnquiryPair.first_id == Enquiry.id, EnquiryPair.second_id == Enquiry.id)),
)


def untouched_of(batch_id: int, after: int, most: int) -> Select[int]:
    """Numbers of those that nobody has worked on, in order, beyond `after`."""
    return (
        select(Enquiry.id)
        .where(Enquiry.id.in_(_is_of_batch(batch_id)), Enquiry.id > after, ~_SOMEBODY_WORKED_ON_IT)
        .order_by(Enquiry.id)
        .limit(most)
    )


def left_of(batch_id: int) -> Select[int, str, str]:
    """Number, reference and name of every enquiry that is here from this import."""
    return (
        select(Enquiry.id, Enquiry.reference, Enquiry.name)
        .where(Enquiry.id.in_(_is_of_batch(batch_id)))
        .order_by(Enquiry.id)
    )


def worked_on_of(batch_id: int) -> Select[int, str, str]:
    """Those among them that somebody has worked on."""
    return left_of(batch_id).where(_SOMEBODY_WORKED_ON_IT)


def how_many_of(batch_id: int) -> Select[int]:
    return select(func.count()).select_from(ImportRow).where(ImportRow.batch_id == batch_id)
