"""Taking a saved list: what it asks for at this moment, and how many that are."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from actions.exports.preparing import Wanted, count_for_export, prepare_export
from actions.exports.refusals import NoSuchList
from actions.exports.saving import saved_export_open_to
from models.base.table import now
from models.exports.columns import Profile
from models.exports.days import DayOf
from models.exports.export import Export
from models.exports.saved import SavedExport
from models.exports.schedule import days_of_list
from models.staff.member import Actor, Permission


def asked_by(saved: SavedExport, due: datetime) -> Wanted:
    """Of the days that it is about when it is due then."""
    chosen = dict(saved.chosen)
    if saved.about and saved.rhythm:
        days = days_of_list(saved.rhythm, DayOf(saved.about), due)
        chosen["days"] = {**chosen.get("days", {}), saved.about: days}
    return Wanted(
        format=saved.format,
        chosen=chosen,
        columns=saved.columns,
        profile=Profile(saved.profile),
        reason=saved.reason,
        is_raw=saved.is_raw,
    )


def count_saved_export(session: Session, saved_id: int, *, by: Actor) -> tuple[int, int]:
    """As many rows as it would have now, and the newest enquiry that this takes into account.

    Errors: NotAllowed, NoSuchList.
    """
    by.must(Permission.EXPORT_ENQUIRIES)
    return count_for_export(session, asked_by(_open(session, saved_id, by), now()).chosen, by=by)


def take_saved_export(
    session: Session, saved_id: int, promised: int, last_enquiry_id: int, *, by: Actor
) -> Export:
    """Errors: NoSuchList, and whatever refuses an export."""
    by.must(Permission.EXPORT_ENQUIRIES)
    wanted = asked_by(_open(session, saved_id, by), now())
    wanted = replace(wanted, promised=promised, last_enquiry_id=last_enquiry_id)
    return prepare_export(session, wanted, by=by)


def _open(session: Session, saved_id: int, by: Actor) -> SavedExport:
    saved = saved_export_open_to(session, saved_id, by=by)
    if saved is None:
        raise NoSuchList
    return saved
