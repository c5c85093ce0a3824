"""Lists that are due by the clock: each is asked for once, in the name of whoever wants it."""

from datetime import datetime, time

from sqlalchemy.orm import Session

from actions.exports.again import asked_by
from actions.exports.preparing import log_export, prepare_export
from actions.notices.telling import tell_of_list
from models.base.refusal import Refused
from models.base.table import now
from models.exports.export import KEPT_FOR, Export
from models.exports.saved import SavedExport
from models.exports.schedule import Rhythm, next_due
from models.notices.staff_notice import NoticeKind
from models.staff.log import record
from models.staff.member import Actor, NotAllowed, Permission, StaffMember


def carry_out_schedule(session: Session, saved_id: int, *, by: Actor) -> Export | None:
    """Asks for the list and says so, unless it is not due any more: somebody else was faster.

    What was missed while nothing ran comes once. Whoever may no longer take it gets none, and
    the schedule stops and keeps why.
    """
    by.must(Permission.EXPORT_ENQUIRIES)
    saved = session.get(SavedExport, saved_id)
    if saved is None or saved.rhythm is None or saved.next_at is None or saved.next_at > now():
        return None
    owner = session.get_one(StaffMember, saved.owner_id)
    due, saved.next_at = saved.next_at, _following(saved, saved.rhythm)
    try:
        with session.begin_nested():
            export = _asked_for(session, saved, due, owner.as_actor())
    except Refused as refused:
        _stop(session, saved, owner, refused, by)
        return None
    tell_of_list(session, NoticeKind.LIST_READY, saved.id, owner, export_id=export.id)
    return export


def _following(saved: SavedExport, rhythm: Rhythm) -> datetime:
    return next_due(rhythm, saved.on_day, time.fromisoformat(saved.at), now())


def _asked_for(session: Session, saved: SavedExport, due: datetime, owner: Actor) -> Export:
    """Errors: NotAllowed, and whatever refuses an export."""
    export = prepare_export(session, asked_by(saved, due), by=owner)
    export.kept_until = now() + KEPT_FOR
    log_export(session, owner, "came_by_the_clock", export, list=saved.id)
    return export


def _stop(
    session: Session, saved: SavedExport, owner: StaffMember, refused: Refused, by: Actor
) -> None:
    """It is said where the list stands, and to its owner if they may still come there."""
    saved.next_at = None
    saved.stopped_because = refused.words
    if isinstance(refused, NotAllowed):
        may = "is no longer at the desk" if not owner.is_active else "may no longer take it"
        saved.stopped_because = f"{owner.full_name} {may}."
    tell_of_list(session, NoticeKind.LIST_STOPPED, saved.id, owner)
    record(session, by, "list.stopped", subject=f"list:{saved.id}")
