"""Old enquiries go by the clinic's own rule: seen first in the bin, kept by a hold, then erased."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.privacy.erasing import erase_them
from models.base.database import Transaction
from models.base.refusal import Refused
from models.base.table import now
from models.clinic.setting import Setting, setting
from models.enquiries.enquiry import Enquiry, enquiries_numbered
from models.privacy.erasure import ErasureReason
from models.privacy.hold import LegalHold, held_among
from models.privacy.retention import ENDS, Retention, first_to_go, in_the_bin, to_purge
from models.privacy.traces import merged_with
from models.staff.log import record
from models.staff.member import Actor, Permission

RULE = "retention_months"
MOST_COUNTED = 10_000
MOST_SHOWN = 20
STRETCH = 200


class GoneAlready(Refused):
    words = "There is no such enquiry any more."


@dataclass(frozen=True, slots=True)
class Bin:
    """`first` are those that go first, each with the moment; counts end at MOST_COUNTED."""

    total: int
    over: int
    first: list[tuple[Enquiry, datetime]]


def rule_of(session: Session) -> Retention:
    chosen = session.get(Setting, RULE)
    return Retention(setting(session, RULE), chosen.changed_at if chosen else now())


def look_in_the_bin(session: Session, *, by: Actor) -> Bin:
    """Errors: NotAllowed."""
    by.must(Permission.ANSWER_PRIVACY_REQUESTS)
    kept, moment = rule_of(session), now()
    found = [
        each
        for status in ENDS
        for each in session.scalars(first_to_go(kept, status, moment).limit(MOST_SHOWN))
    ]
    timed = [(one, kept.goes_at(one.status, one.received_at) or moment) for one in found]
    timed.sort(key=lambda each: each[1])
    in_all, over = (
        session.scalar(select(func.count()).select_from(each.limit(MOST_COUNTED).subquery())) or 0
        for each in (in_the_bin(kept, moment), to_purge(kept, moment))
    )
    return Bin(in_all, over, timed[:MOST_SHOWN])


def purge(session: Session, *, by: Actor) -> int:
    """Erase a stretch of what is over its month in the bin; how many went, 0 when none is left.

    Call `clear_erased` once it is committed. Errors: NotAllowed.
    """
    by.must(Permission.ANSWER_PRIVACY_REQUESTS)
    ids = {each.id for each in session.scalars(to_purge(rule_of(session), now()).limit(STRETCH))}
    if not ids:
        return 0
    ids |= set(session.scalars(merged_with(ids)))
    found = session.scalars(enquiries_numbered(ids)).all()
    return len(erase_them(session, found, ErasureReason.LONG_AGO, by=by).enquiry_ids)


def is_anything_over(session: Session) -> bool:
    """For the clock, which only looks when there is nothing to do."""
    return session.scalars(to_purge(rule_of(session), now()).limit(1)).first() is not None


def purge_all(writing: Transaction, *, by: Actor) -> int:
    """Stretch by stretch, each on disk before the next: how many went. Errors: NotAllowed."""
    by.must(Permission.ANSWER_PRIVACY_REQUESTS)
    gone, more = 0, 1
    while more:
        with writing() as session:
            more = purge(session, by=by)
        gone += more
    return gone


def is_held(session: Session, ids: Collection[int], *, by: Actor) -> bool:
    """Whether any of them must be kept. Errors: NotAllowed."""
    by.must(Permission.ANSWER_PRIVACY_REQUESTS)
    return session.scalars(held_among(ids)).first() is not None


def hold(session: Session, ids: Collection[int], *, by: Actor) -> None:
    """Keep them, whatever their age and whoever asks. Errors: NotAllowed, GoneAlready."""
    by.must(Permission.ANSWER_PRIVACY_REQUESTS)
    there = set(session.scalars(enquiries_numbered(ids).with_only_columns(Enquiry.id)))
    if not there:
        raise GoneAlready
    held = {each.enquiry_id for each in session.scalars(held_among(there))}
    for number in sorted(there - held):
        session.add(LegalHold(enquiry_id=number, by_id=by.id))
        record(session, by, "enquiry.held", subject=f"enquiry:{number}")


def release(session: Session, ids: Collection[int], *, by: Actor) -> None:
    """Their age counts again. Errors: NotAllowed."""
    by.must(Permission.ANSWER_PRIVACY_REQUESTS)
    for each in session.scalars(held_among(ids)).all():
        session.delete(each)
        record(session, by, "enquiry.released", subject=f"enquiry:{each.enquiry_id}")
