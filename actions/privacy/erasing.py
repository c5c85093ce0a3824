"""Erasing somebody: every enquiry of theirs and all that hangs on it, for good."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.enquiries.changes import must_be_acknowledged
from models.base.database import Transaction, empty_log
from models.base.refusal import Refused
from models.base.table import now
from models.enquiries.duplicates import Traits, all_of_one_contact
from models.enquiries.enquiry import Enquiry, Status, enquiries_numbered
from models.exports.export import Export
from models.exports.saved import every_saved_export
from models.privacy.erasure import (
    Erasure,
    ErasureReason,
    erasures,
    erasures_not_cleared,
    exports_received,
    exports_that_left,
    exports_with_reason,
)
from models.privacy.hold import held_among
from models.privacy.traces import (
    all_of,
    forget_words,
    imports_that_brought,
    may_hold,
    merged_with,
    telling_words,
)
from models.staff.log import record
from models.staff.member import Actor, Permission, StaffMember

MOST_TOLD = 50


class NothingToErase(Refused):
    words = "Tick at least one enquiry."


class ErasureStale(Refused):
    """Somebody changed one of them, or they are gone, since they were shown."""

    words = "One of these enquiries has changed since you opened this. Look at them again."


class ErasureSplits(Refused):
    words = "These were merged into one. Tick all of them, or separate them first."


class HeldBack(Refused):
    words = "One of these is on legal hold. Release it first, if you may."


@dataclass(frozen=True, slots=True)
class PastErasure:
    """One erasure with the exports that may still hold whom it was about."""

    erasure: Erasure
    exports: list[Export]


def look_up_everything_of(session: Session, enquiry_id: int, *, by: Actor) -> list[Enquiry]:
    """Every enquiry of the same contact, and what was merged with any; empty when it is gone."""
    by.must(Permission.ANSWER_PRIVACY_REQUESTS)
    enquiry = session.get(Enquiry, enquiry_id)
    if enquiry is None:
        return []
    ids = {each.id for each in session.scalars(all_of_one_contact(Traits.of(enquiry)).limit(None))}
    while more := set(session.scalars(merged_with(ids))) - ids:
        ids |= more
    return list(session.scalars(enquiries_numbered(ids).order_by(Enquiry.id.desc())))


def erase(
    session: Session, versions: Mapping[int, int], reason: ErasureReason, *, by: Actor
) -> Erasure:
    """`versions` of each enquiry as it was shown. Call `clear_erased` once it is committed.

    Errors: NotAllowed, NothingToErase, ErasureStale, ErasureSplits, HeldBack, MoveRefused.
    """
    by.must(Permission.ANSWER_PRIVACY_REQUESTS)
    found = session.scalars(enquiries_numbered(versions)).all()
    _must_be_as_shown(session, found, versions)
    for enquiry in found:
        must_be_acknowledged(enquiry, Status.CLOSED)
    if session.scalars(held_among(versions)).first():
        raise HeldBack
    return erase_them(session, found, reason, by=by)


def erase_them(
    session: Session, found: Sequence[Enquiry], reason: ErasureReason, *, by: Actor
) -> Erasure:
    """Whoever calls it has made sure that they may go. Errors: NotAllowed."""
    by.must(Permission.ANSWER_PRIVACY_REQUESTS)
    exports = session.scalars(exports_that_left()).all()
    holding = [each for each in exports if may_hold(each, found)]
    erasure = Erasure(
        by_id=by.id,
        reason=reason,
        enquiry_ids=sorted(each.id for each in found),
        receipts=[each.receipt for each in holding],
    )
    _remove(session, found)
    session.add(erasure)
    details = {"enquiries": len(found), "reason": reason.value, "exports": len(holding)}
    record(session, by, "person.erased", details=details)
    return erasure


def _must_be_as_shown(
    session: Session, found: Sequence[Enquiry], versions: Mapping[int, int]
) -> None:
    if not versions:
        raise NothingToErase
    if {each.id: each.version for each in found} != dict(versions):
        raise ErasureStale
    if set(session.scalars(merged_with(versions))) - versions.keys():
        raise ErasureSplits


def _remove(session: Session, found: Sequence[Enquiry]) -> None:
    ids, words = [each.id for each in found], telling_words(found)
    for export in session.scalars(exports_with_reason()):
        forget_words(export, words)
    for saved in session.scalars(every_saved_export()):
        forget_words(saved, words)
    for batch in session.scalars(imports_that_brought(ids)):
        batch.samples, batch.findings = {}, None
    session.flush()
    for statement in all_of(ids):
        session.execute(statement, execution_options={"synchronize_session": False})
    session.expire_all()


def past_erasures(session: Session, *, by: Actor) -> list[PastErasure]:
    """The newest first. Errors: NotAllowed."""
    by.must(Permission.ANSWER_PRIVACY_REQUESTS)
    return [
        PastErasure(each, list(session.scalars(exports_received(each.receipts))))
        for each in session.scalars(erasures().limit(MOST_TOLD))
    ]


def clear_erased(reading: Transaction, writing: Transaction) -> bool:
    """Empty the database's own log of what was erased; False while others look at it: try again.

    By the clock, and right after an erasure.
    """
    with reading() as session:
        if session.scalars(erasures_not_cleared()).first() is None:
            return True
    if not empty_log():
        return False
    with writing() as session:
        for erasure in session.scalars(erasures_not_cleared()):
            erasure.cleared_at = now()
    return True


def erase_again(session: Session, before: Collection[Erasure], *, by: Actor) -> int:
    """After a restore: what was erased since the backup goes again. How many enquiries went."""
    by.must(Permission.ANSWER_PRIVACY_REQUESTS)
    known = set(session.scalars(select(Erasure.id)))
    gone = 0
    for erasure in before:
        if erasure.id in known:
            continue
        found = session.scalars(enquiries_numbered(erasure.enquiry_ids)).all()
        _remove(session, found)
        gone += len(found)
        session.add(
            Erasure(
                id=erasure.id,
                at=erasure.at,
                by_id=erasure.by_id if session.get(StaffMember, erasure.by_id or 0) else None,
                reason=erasure.reason,
                enquiry_ids=erasure.enquiry_ids,
                receipts=erasure.receipts,
            )
        )
    if gone:
        record(session, by, "person.erased", details={"enquiries": gone, "after_restore": True})
    return gone
