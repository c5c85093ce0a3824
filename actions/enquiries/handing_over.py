"""All that waits on a colleague changes hands, or goes back, some at a time, killed or not."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from actions.enquiries.changes import MoveRefused, PartOfAnother, who_changed_since
from actions.enquiries.triage import colleague_for_enquiries
from actions.staff.taking_back import NotTakenBack
from models.enquiries.left_open import (
    ASSIGNED,
    SUBJECT,
    give_all,
    given_in_each_timeline,
    handing_over_of,
    handing_over_under_way,
    how_many_changed_hands,
    how_many_wait_on,
    next_that_changed_hands,
    note_taken_back,
    parts_waiting_on,
    some_that_wait_on,
    taken_back_in_each_timeline,
    whose,
)
from models.enquiries.taking_back import UNDONE
from models.staff.change_batch import ChangeBatch
from models.staff.log import record, record_each
from models.staff.member import OPERATOR, Actor, Permission, StaffMember

PORTION = 500
"""Enquiries of one transaction: others wait no longer than it takes. The clock does all but the
first."""


def hand_over(
    session: Session, staff_id: int, to: int, *, by: Actor
) -> tuple[int, int, list[tuple[str, str]]]:
    """How many went to this colleague and how many are to; and whose stay, with the reason.

    Errors: NotAllowed, MoveRefused; then nothing was done.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    if to == staff_id:
        raise MoveRefused("Choose somebody else: this account is being closed.")
    colleague_for_enquiries(session, to)
    stay = [(name, PartOfAnother.words) for name in session.scalars(parts_waiting_on(staff_id))]
    many = session.scalars(how_many_wait_on(staff_id)).one()
    batch = ChangeBatch(by_id=by.id, subject=f"{SUBJECT}{staff_id}")
    batch.kept = {"to": to, "done": 0, "of": many}
    session.add(batch)
    session.flush()
    return _give_some(session, batch, by), many, stay


def hand_back(session: Session, batch: ChangeBatch, *, by: Actor) -> dict[int, tuple[str, str]]:
    """Of the first that had changed hands, name and why it stays, if it does, by number.

    What somebody changed since stays. Errors: NotAllowed, NotTakenBack; then nothing was done.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    giver = session.get_one(StaffMember, whose(batch))
    if not giver.as_actor().may(Permission.TRIAGE_ENQUIRIES):
        raise NotTakenBack(f"{giver.full_name} no longer looks after enquiries.")
    many = session.scalars(how_many_changed_hands(batch)).one()
    batch.kept = {"after": 0, "done": 0, "stay": 0, "of": many}
    return _give_some_back(session, batch, by)


def hand_over_further(session: Session) -> bool:
    """Some more of what was begun first, there or back; whether there is more of anything.

    It ends early where somebody may no longer do or get this: what has not gone stays.
    """
    batch = session.scalars(handing_over_under_way().limit(1)).first()
    if batch is None:
        return False
    by = session.get_one(StaffMember, batch.by_id).as_actor() if batch.by_id else OPERATOR
    if not _may_go_on(session, batch, by):
        _end(session, batch, by)
    elif is_back(batch):
        _give_some_back(session, batch, by)
    else:
        _give_some(session, batch, by)
    return True


def end_handing_over(session: Session, staff_id: int, *, by: Actor) -> None:
    """What is under way of theirs goes no further. Errors: NotAllowed."""
    by.must(Permission.MANAGE_STAFF)
    for batch in session.scalars(handing_over_of(staff_id)):
        _end(session, batch, by)


def is_back(batch: ChangeBatch) -> bool:
    """Whether what is under way goes back to whom it was taken from."""
    return "to" not in batch.kept


def _may_go_on(session: Session, batch: ChangeBatch, by: Actor) -> bool:
    giver = session.get_one(StaffMember, whose(batch))
    to = giver.id if is_back(batch) else batch.kept["to"]
    taker = session.get_one(StaffMember, to).as_actor()
    both_may = all(each.may(Permission.TRIAGE_ENQUIRIES) for each in (by, taker))
    return both_may and giver.is_active == is_back(batch)


def _give_some(session: Session, batch: ChangeBatch, by: Actor) -> int:
    giver, taker = (session.get_one(StaffMember, x) for x in (whose(batch), batch.kept["to"]))
    ids = sorted(session.scalars(some_that_wait_on(giver.id, PORTION)))
    if ids:
        names = {"old": giver.full_name, "new": taker.full_name}
        session.execute(given_in_each_timeline(ids, batch, **names))
        session.execute(give_all(ids, taker.id))
        _log(session, ids, ASSIGNED, {"to": taker.id}, by)
    batch.kept = batch.kept | {"done": batch.kept["done"] + len(ids)}
    if len(ids) < PORTION:
        _end(session, batch, by)
    return len(ids)


def _give_some_back(session: Session, batch: ChangeBatch, by: Actor) -> dict[int, tuple[str, str]]:
    giver, kept = session.get_one(StaffMember, whose(batch)), batch.kept
    lines = session.execute(next_that_changed_hands(batch, kept["after"], PORTION)).all()
    later = who_changed_since(session, batch.id, [line.enquiry_id for line in lines])
    back = [line.enquiry_id for line in lines if line.enquiry_id not in later]
    if back:
        names = {"old": lines[0].new, "new": giver.full_name}
        session.execute(note_taken_back(batch, back))
        session.execute(taken_back_in_each_timeline(back, by.id, **names))
        session.execute(give_all(back, giver.id))
        _log(session, back, UNDONE, {"kind": ASSIGNED}, by)
    told = {"done": kept["done"] + len(back), "stay": kept["stay"] + len(lines) - len(back)}
    batch.kept = kept | told | {"after": lines[-1].id if lines else 0}
    if len(lines) < PORTION:
        _end(session, batch, by)
    return {line.enquiry_id: (line.name, later.get(line.enquiry_id, "")) for line in lines}


def _end(session: Session, batch: ChangeBatch, by: Actor) -> None:
    if batch.kept["done"] and not is_back(batch):
        details = {"to": batch.kept["to"], "count": batch.kept["done"]}
        record(session, by, "staff.handed_over", subject=batch.subject, details=details)
    batch.kept = {}


def _log(
    session: Session, moved: Sequence[int], kind: str, details: dict[str, Any], by: Actor
) -> None:
    record_each(session, by, f"enquiry.{kind}", {f"enquiry:{each}": details for each in moved})
