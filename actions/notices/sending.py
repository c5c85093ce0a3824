"""Telling the desk that somebody wrote: what is to be sent next, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Delete, delete, insert, select, update
from sqlalchemy.orm import Session

from models.base.refusal import Refused
from models.base.table import now
from models.clinic.setting import settings_named
from models.notices.notice import (
    CHOICES,
    KEPT_FOR,
    LEASE,
    MOST_TRIES,
    Channel,
    Dispatch,
    Notice,
    Stand,
    channels_in_use,
    enquiries_told_by,
    is_another_due,
    last_sent,
    next_try,
    notice_rows,
    to_send,
    unsent,
    untold,
)
from models.staff.log import record
from models.staff.member import Actor, Permission


@dataclass(frozen=True, slots=True)
class Leased:
    """A dispatch that this process alone may send now; `enquiries` are ids."""

    id: int
    channel: Channel
    total: int
    urgent: int
    enquiries: tuple[int, ...]


class NothingToSendTo(Refused):
    """No recipient or address was chosen, or no mail server is set up."""

    words = "Save where it goes to first."


def has_work(session: Session, channel: Channel) -> bool:
    """Cheap, for looking every few seconds."""
    if channel not in channels_in_use(settings_named(session, CHOICES)):
        return False
    is_waiting = session.scalars(to_send(channel).limit(1)).first() is not None
    return is_waiting or is_another_due(session, channel)


def lease(session: Session, channel: Channel) -> Leased | None:
    """What to send next, if anything: in a write transaction, so that no two have the same."""
    if channel not in channels_in_use(settings_named(session, CHOICES)):
        return None
    dispatch = session.scalars(to_send(channel).limit(1)).first()
    if dispatch is None and is_another_due(session, channel):
        dispatch = _gathered(session, channel)
    if dispatch is None:
        return None
    dispatch.tries += 1
    dispatch.claimed_until = now() + LEASE
    session.flush()
    enquiries = tuple(session.scalars(enquiries_told_by(dispatch.id)))
    return Leased(dispatch.id, channel, dispatch.total, dispatch.urgent, enquiries)


def _gathered(session: Session, channel: Channel) -> Dispatch:
    """One dispatch for all that is untold."""
    found = session.execute(untold(channel)).all()
    urgent = sum(is_urgent for _number, is_urgent in found)
    dispatch = Dispatch(channel=channel, total=len(found), urgent=urgent)
    session.add(dispatch)
    session.flush()
    numbers = [number for number, _is_urgent in found]
    told = update(Notice).where(Notice.id.in_(numbers))
    session.execute(told.values(dispatch_id=dispatch.id))
    return dispatch


def record_delivery(session: Session, dispatch_id: int, failure: str = "") -> None:
    """Sent when there is no `failure`; else it is tried again later, and given up at last."""
    dispatch = session.get_one(Dispatch, dispatch_id)
    dispatch.claimed_until, dispatch.failure = None, failure
    if not failure:
        dispatch.stand, dispatch.sent_at = Stand.SENT, now()
        session.execute(delete(Notice).where(Notice.dispatch_id == dispatch_id))
        session.execute(_failed_tests(dispatch.channel))
    elif dispatch.tries >= MOST_TRIES or not dispatch.total:
        dispatch.stand = Stand.GIVEN_UP
    else:
        dispatch.due_at = next_try(dispatch.tries)


def what_failed(session: Session, most: int, *, by: Actor) -> list[Dispatch]:
    """Newest first. Errors: NotAllowed."""
    by.must(Permission.MANAGE_SETTINGS)
    return list(session.scalars(unsent().limit(most)))


def when_sent_last(session: Session, *, by: Actor) -> dict[Channel, datetime | None]:
    """Errors: NotAllowed."""
    by.must(Permission.MANAGE_SETTINGS)
    return {channel: session.scalar(last_sent(channel)) for channel in Channel}


def try_again(session: Session, *, by: Actor) -> int:
    """All that failed, now; how many that is. Errors: NotAllowed."""
    by.must(Permission.MANAGE_SETTINGS)
    for channel in Channel:
        session.execute(_failed_tests(channel))
    failed = session.scalars(unsent()).all()
    for dispatch in failed:
        dispatch.stand, dispatch.due_at, dispatch.tries = Stand.WAITING, now(), 0
    record(session, by, "notice.tried_again", details={"count": len(failed)})
    return len(failed)


def send_test(session: Session, channel: Channel, *, by: Actor) -> int:
    """A dispatch that tells of nobody; its id. Errors: NotAllowed, NothingToSendTo."""
    by.must(Permission.MANAGE_SETTINGS)
    if channel not in channels_in_use(settings_named(session, CHOICES)):
        raise NothingToSendTo
    session.execute(_failed_tests(channel))
    dispatch = Dispatch(channel=channel)
    session.add(dispatch)
    session.flush()
    record(session, by, "notice.tested", subject=f"dispatch:{dispatch.id}")
    return dispatch.id


def _failed_tests(channel: Channel) -> Delete:
    failed = (Dispatch.stand == Stand.GIVEN_UP) & (Dispatch.total == 0)
    return delete(Dispatch).where(Dispatch.channel == channel, failed)


def tell_of_risk(session: Session, enquiry_ids: list[int]) -> None:
    """What was found at risk later than it came in is urgent all the same."""
    channels = channels_in_use(settings_named(session, CHOICES))
    if rows := notice_rows(((number, True) for number in enquiry_ids), channels):
        session.execute(insert(Notice), rows)


def has_old(session: Session) -> bool:
    return session.scalar(select(Dispatch.id).where(_is_old()).limit(1)) is not None


def forget_old(session: Session) -> None:
    """What was sent or given up a month ago, and what nobody could be told of for as long."""
    old = select(Dispatch.id).where(_is_old())
    session.execute(delete(Notice).where(Notice.dispatch_id.in_(old)))
    session.execute(delete(Notice).where(Notice.at < now() - KEPT_FOR))
    session.execute(delete(Dispatch).where(_is_old()))


def _is_old() -> ColumnElement[bool]:
    return (Dispatch.made_at < now() - KEPT_FOR) & (Dispatch.stand != Stand.WAITING)
