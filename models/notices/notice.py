"""What the desk is still to be told by mail or webhook: that somebody wrote, not who or what."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, exists, func, select, text
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column

import settings
from models.base.table import Base, Id, MaybeMoment, Moment, now
from models.clinic.setting import settings_named

LEASE = timedelta(minutes=5)
"""So long one process has a dispatch to itself; sending gives up far earlier."""
URGENT_EVERY = timedelta(minutes=1)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)
MOST_TRIES = 30
MOST_TOLD = 1_000
KEPT_FOR = timedelta(days=30)
CHOICES = ("mail_recipients", "mail_every_minutes", "webhook_url")


class Channel(StrEnum):
    MAIL = "mail"
    WEBHOOK = "webhook"


class Stand(StrEnum):
    """Where a dispatch stands; one that waits may have failed before."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"


class Dispatch(Base):
    """One mail or one call of the webhook; `failure` is a word of FAILURES or an answer's number.

    `total` and `urgent` count enquiries; a test has none.
    """

    __tablename__ = "dispatch"
    __table_args__ = (Index(None, "channel", "stand", "due_at"), Index(None, "channel", "made_at"))

    id: Mapped[Id]
    channel: Mapped[Channel]
    stand: Mapped[Stand] = mapped_column(default=Stand.WAITING)
    total: Mapped[int] = mapped_column(default=0)
    urgent: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(default="")
    made_at: Mapped[Moment]
    due_at: Mapped[Moment]
    claimed_until: Mapped[MaybeMoment]
    sent_at: Mapped[MaybeMoment]


class Notice(Base):
    """That one enquiry arrived, for one channel; gone once it was told."""

    __tablename__ = "notice"
    __table_args__ = (
        Index(
            "ix_notice_untold",
            "channel",
            "is_urgent",
            "id",
            sqlite_where=text("dispatch_id IS NULL"),
            postgresql_where=text("dispatch_id IS NULL"),
        ),
        Index(None, "dispatch_id"),
    )

    id: Mapped[Id]
    channel: Mapped[Channel]
    enquiry_id: Mapped[int]
    is_urgent: Mapped[bool] = mapped_column(default=False)
    at: Mapped[Moment]
    dispatch_id: Mapped[int | None] = mapped_column(ForeignKey("dispatch.id"))


def channels_in_use(chosen: Mapping[str, Any]) -> list[Channel]:
    """Those that have somewhere to send to; `chosen` holds at least CHOICES."""
    used = []
    if settings.SMTP_URL and chosen["mail_recipients"]:
        used.append(Channel.MAIL)
    if chosen["webhook_url"]:
        used.append(Channel.WEBHOOK)
    return used


def notice_rows(
    arrived: Iterable[tuple[int, bool]], channels: Iterable[Channel]
) -> list[dict[str, Any]]:
    """`arrived` tells id and whether it is urgent."""
    at, pairs = now(), list(arrived)
    return [
        {"channel": channel, "enquiry_id": number, "is_urgent": is_urgent, "at": at}
        for channel in channels
        for number, is_urgent in pairs
    ]


def is_in_no_hand(claimed_until: InstrumentedAttribute[datetime | None]) -> ColumnElement[bool]:
    """Leased by no process, or by one that has not come back in time.

    No lease ends later than LEASE from now: the clock was put back since.
    """
    at = now()
    return claimed_until.is_(None) | (claimed_until < at) | (claimed_until > at + LEASE)


def is_due(
    due_at: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
) -> ColumnElement[bool]:
    """Its time has come; or it lies further ahead than any pause: the clock was put back since."""
    at = now()
    return (due_at <= at) | (due_at > at + LONGEST_PAUSE)


def to_send(channel: Channel) -> Select[Dispatch]:
    """Those whose time has come and which no process has in hand, oldest first."""
    free = is_in_no_hand(Dispatch.claimed_until)
    waiting = (Dispatch.channel == channel) & (Dispatch.stand == Stand.WAITING)
    return select(Dispatch).where(waiting, is_due(Dispatch.due_at), free).order_by(Dispatch.due_at)


def untold(channel: Channel, *, urgent_only: bool = False) -> Select[int, bool]:
    """Number and urgency of what no dispatch tells yet, the urgent first."""
    wanted = (Notice.channel == channel) & Notice.dispatch_id.is_(None)
    if urgent_only:
        wanted &= Notice.is_urgent
    order = (Notice.is_urgent.desc(), Notice.id)
    return select(Notice.id, Notice.is_urgent).where(wanted).order_by(*order).limit(MOST_TOLD)


def is_another_due(session: Session, channel: Channel) -> bool:
    """Whether a new dispatch may be made: none waits, and the last is long enough ago.

    A flood makes few mails: the first at once, the next after a while. What is urgent waits a
    minute at most, even behind one that has failed and will be tried later. One from ahead of the
    clock, which was put back since, holds up none.
    """
    told = Dispatch.channel == channel, Dispatch.total > 0, Dispatch.made_at <= now()
    last = session.scalar(select(func.max(Dispatch.made_at)).where(*told))
    if last and last > now() - min(URGENT_EVERY, _pause(session, channel)):
        return False
    if session.execute(untold(channel, urgent_only=True).limit(1)).first():
        return True
    waits = exists().where(Dispatch.channel == channel, Dispatch.stand == Stand.WAITING)
    if session.scalar(select(waits)) or not session.execute(untold(channel).limit(1)).first():
        return False
    return last is None or last <= now() - _pause(session, channel)


def _pause(session: Session, channel: Channel) -> timedelta:
    """A program is told within seconds, people are not disturbed more often than they chose."""
    if channel is Channel.WEBHOOK:
        return timedelta(seconds=2)
    return timedelta(minutes=settings_named(session, CHOICES)["mail_every_minutes"])


def next_try(tries: int) -> datetime:
    pause: timedelta = FIRST_PAUSE * 2 ** min(tries - 1, 10)
    return now() + min(LONGEST_PAUSE, pause)


def enquiries_told_by(dispatch_id: int) -> Select[int]:
    return select(Notice.enquiry_id).where(Notice.dispatch_id == dispatch_id).order_by(Notice.id)


def unsent() -> Select[Dispatch]:
    """What failed at least once and is not sent, newest first."""
    failed = (Dispatch.stand != Stand.SENT) & (Dispatch.failure != "")
    return select(Dispatch).where(failed).order_by(Dispatch.id.desc())


def last_sent(channel: Channel) -> Select[datetime | None]:
    sent = select(Dispatch.sent_at).where(Dispatch.channel == channel, Dispatch.stand == Stand.SENT)
    return sent.order_by(Dispatch.id.desc()).limit(1)
