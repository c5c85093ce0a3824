"""Replies of the desk that are still to be mailed; gone once they are delivered."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base, Id, MaybeMoment, Moment
from models.enquiries.awaiting import AT_MOST
from models.enquiries.enquiry import Enquiry
from models.notices.notice import Stand, is_due, is_in_no_hand


class ReplyMail(Base):
    """`failure` is a word of FAILURES or an answer's number, of the try before."""

    __tablename__ = "reply_mail"
    __table_args__ = (Index(None, "stand", "due_at"), Index(None, "enquiry_id"))

    id: Mapped[Id]
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiry.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    address: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    stand: Mapped[Stand] = mapped_column(default=Stand.WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(default="")
    made_at: Mapped[Moment]
    due_at: Mapped[Moment]
    claimed_until: Mapped[MaybeMoment]


def replies_to_send() -> Select[ReplyMail]:
    """Those whose time has come and which no process has in hand, oldest first."""
    free = is_in_no_hand(ReplyMail.claimed_until)
    due = (ReplyMail.stand == Stand.WAITING) & is_due(ReplyMail.due_at)
    return select(ReplyMail).where(due, free).order_by(ReplyMail.due_at)


def unsent_replies_to(enquiry_id: int) -> Select[ReplyMail]:
    return select(ReplyMail).where(ReplyMail.enquiry_id == enquiry_id).order_by(ReplyMail.id)


def replies_given_up() -> Select[int, str, str, datetime]:
    """Id, name, service, and when it was written, of those that nobody tries any more."""
    return (
        select(Enquiry.id, Enquiry.name, Enquiry.service, ReplyMail.made_at)
        .join(Enquiry, Enquiry.id == ReplyMail.enquiry_id)
        .where(ReplyMail.stand == Stand.GIVEN_UP)
        .order_by(ReplyMail.made_at, ReplyMail.id)
        .limit(AT_MOST)
    )
