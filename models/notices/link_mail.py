"""One-time links that are still to be mailed; the link itself is made when its mail is."""

from sqlalchemy import Delete, ForeignKey, Index, Select, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base, Id, MaybeMoment, Moment
from models.notices.notice import Stand, is_due, is_in_no_hand
from models.staff.access import LinkKind


class LinkMail(Base):
    """Gone once it is delivered. `by_id` is who sends it, None for who asked at the door.

    `failure` is a word of FAILURES or an answer's number, of the try before.
    """

    __tablename__ = "link_mail"
    __table_args__ = (Index(None, "stand", "due_at"),)

    id: Mapped[Id]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_member.id"), index=True)
    kind: Mapped[LinkKind]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    stand: Mapped[Stand] = mapped_column(default=Stand.WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(default="")
    made_at: Mapped[Moment]
    due_at: Mapped[Moment]
    claimed_until: Mapped[MaybeMoment]


def link_mails_to_send() -> Select[LinkMail]:
    """Those whose time has come and which no process has in hand, oldest first."""
    free = is_in_no_hand(LinkMail.claimed_until)
    due = (LinkMail.stand == Stand.WAITING) & is_due(LinkMail.due_at)
    return select(LinkMail).where(due, free).order_by(LinkMail.due_at, LinkMail.id)


def link_mails_to(staff_id: int) -> Select[LinkMail]:
    return select(LinkMail).where(LinkMail.staff_id == staff_id).order_by(LinkMail.id.desc())


def forget_link_mails_to(staff_id: int) -> Delete:
    return delete(LinkMail).where(LinkMail.staff_id == staff_id)
