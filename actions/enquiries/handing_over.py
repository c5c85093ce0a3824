"""All that waits on a colleague changes hands in one act, and can go back, however much it is."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from actions.enquiries.changes import MoveRefused, PartOfAnother
from actions.enquiries.triage import colleague_for_enquiries
from actions.staff.taking_back import NotTakenBack
from models.base.table import now
from models.enquiries.left_open import (
    ASSIGNED,
    changed_hands,
    give_all,
    names_in_hand_over,
    parts_waiting_on,
    take_back_what_was_left_alone,
    taken_back_at,
    taken_back_in_each_timeline,
    told_in_each_timeline,
    who_took_over,
)
from models.enquiries.taking_back import UNDONE
from models.staff.change_batch import ChangeBatch
from models.staff.log import record_each
from models.staff.member import Actor, Permission, StaffMember

TOLD_AT_ONCE = 5_000


def hand_over(
    session: Session, staff_id: int, to: int, *, by: Actor
) -> tuple[int, list[tuple[str, str]]]:
    """How many went to this colleague; and whose stayed, with the reason.

    Errors: NotAllowed, MoveRefused; then nothing was done.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    if to == staff_id:
        raise MoveRefused("Choose somebody else: this account is being closed.")
    taker = colleague_for_enquiries(session, to)
    giver = session.get_one(StaffMember, staff_id)
    stay = [(name, PartOfAnother.words) for name in session.scalars(parts_waiting_on(staff_id))]
    batch = ChangeBatch(by_id=by.id, subject=f"staff:{staff_id}")
    session.add(batch)
    session.flush()
    names = {"old": giver.full_name, "new": taker.full_name if taker else ""}
    session.execute(told_in_each_timeline(staff_id, batch, **names))
    moved = session.scalars(changed_hands(batch)).all()
    session.execute(give_all(changed_hands(batch), to))
    _log(session, moved, ASSIGNED, {"to": to}, by)
    return len(moved), stay


def hand_back(session: Session, batch: ChangeBatch, *, by: Actor) -> dict[int, tuple[str, bool]]:
    """By number, each that had changed hands: whose it is, and whether it went back.

    What somebody changed since stays. Errors: NotAllowed, NotTakenBack; then nothing was done.
    """
    by.must(Permission.TRIAGE_ENQUIRIES)
    giver = session.get_one(StaffMember, int(batch.subject.partition(":")[2]))
    if not giver.as_actor().may(Permission.TRIAGE_ENQUIRIES):
        raise NotTakenBack(f"{giver.full_name} no longer looks after enquiries.")
    theirs = session.execute(names_in_hand_over(batch)).all()
    taker = session.scalars(who_took_over(batch)).first() or ""
    at = now()
    session.execute(take_back_what_was_left_alone(batch, at))
    back = taken_back_at(batch, at)
    session.execute(taken_back_in_each_timeline(back, by.id, old=taker, new=giver.full_name))
    session.execute(give_all(back, giver.id))
    numbers = session.scalars(back).all()
    _log(session, numbers, UNDONE, {"kind": ASSIGNED}, by)
    went = set(numbers)
    return {each: (name, each in went) for each, name in theirs}


def _log(
    session: Session, moved: Sequence[int], kind: str, details: dict[str, Any], by: Actor
) -> None:
    for start in range(0, len(moved), TOLD_AT_ONCE):
        told = {f"enquiry:{each}": details for each in moved[start : start + TOLD_AT_ONCE]}
        record_each(session, by, f"enquiry.{kind}", told)
