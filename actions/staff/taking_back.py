"""What every undo shares: it is kept when something is done, and taken back once, by who may."""

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from models.base.refusal import Refused
from models.staff.change_batch import ChangeBatch, ChangeKind, others_since
from models.staff.log import head_of_log
from models.staff.member import Actor, Permission

EVERYBODYS = frozenset({ChangeKind.REPLACEMENT, ChangeKind.PICTURE, ChangeKind.CALL_TO_ACTION})
"""Whoever may do these may take a colleague's back: they are the library's, not one person's."""


class NotTakenBack(Refused):
    """It stays as it is: somebody else did it, it was taken back already, or went on since."""


def keep_change(
    session: Session,
    kind: ChangeKind,
    may: Permission,
    kept: dict[str, Any],
    *,
    subject: str = "",
    by: Actor,
) -> ChangeBatch:
    """At the end of a gesture: what its undo will need. Errors: NotAllowed."""
    by.must(may)
    head = session.scalar(head_of_log().execution_options(populate_existing=True))
    batch = ChangeBatch(
        kind=kind, subject=subject, kept=kept, by_id=by.id, log_id=head.entry_id if head else 0
    )
    session.add(batch)
    session.flush()
    return batch


def standing_change(
    session: Session, batch_id: int, kind: ChangeKind, may: Permission, *, by: Actor
) -> ChangeBatch:
    """What can still be taken back. Errors: NotAllowed, NotTakenBack."""
    by.must(may)
    batch = session.get(ChangeBatch, batch_id)
    is_theirs = batch and (batch.by_id == by.id or kind in EVERYBODYS)
    if batch is None or batch.kind is not kind or not is_theirs:
        raise NotTakenBack("Only the one who did it can take it back.")
    if batch.taken_back_at:
        raise NotTakenBack("This was taken back already.")
    return batch


def changed_by_others(
    session: Session, batch: ChangeBatch, subjects: Collection[str], actions: Collection[str] = ()
) -> dict[str, str]:
    """By subject: that somebody else changed it since, and who was the first."""
    told: dict[str, str] = {}
    for subject, name in session.execute(others_since(batch, subjects, actions)):
        told.setdefault(subject, f"{name or 'The operator'} changed it since.")
    return told
