"""Keeping a list under a name: for oneself or for all, taken with one press or by the clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from sqlalchemy.orm import Session

from actions.exports.preparing import LONGEST_REASON, Wanted, must_export
from actions.exports.refusals import NoSuchList, PurposeMissing, UnnamedList
from actions.notices.telling import untell_list
from models.base.table import now
from models.base.text import clean_line
from models.exports.columns import in_order
from models.exports.days import DayOf
from models.exports.export import FOR_PROGRAMS
from models.exports.saved import (
    LONGEST_LIST_NAME,
    SavedExport,
    saved_export_named,
    saved_exports_for,
)
from models.exports.schedule import Rhythm, next_due
from models.staff.log import record
from models.staff.member import Actor, Permission


@dataclass(frozen=True, slots=True)
class Schedule:
    """`on` as in models/exports/schedule.py; `about` the days it is about, None for all."""

    rhythm: Rhythm
    at: time
    on: int = 0
    about: DayOf | None = None


def list_saved_exports(session: Session, *, by: Actor) -> list[SavedExport]:
    """One's own, shared ones, and all that come by the clock. Errors: NotAllowed."""
    by.must(Permission.EXPORT_ENQUIRIES)
    return list(session.scalars(saved_exports_for(by.id)))


def save_export(
    session: Session, name: str, wanted: Wanted, *, by: Actor, is_shared: bool = False
) -> SavedExport:
    """As a filter, not as people chosen one by one; without the search in it.

    Errors: NotAllowed, UnnamedList, PurposeMissing, UnknownColumn, BadText.
    """
    by.must(Permission.EXPORT_ENQUIRIES)
    columns = in_order(wanted.columns)
    must_export(columns, by=by)
    reason = clean_line(wanted.reason, field="Reason", limit=LONGEST_REASON)
    if not reason:
        raise PurposeMissing
    saved = SavedExport(
        owner_id=_account(by),
        name=_free_name(session, name, by),
        is_shared=is_shared,
        format=wanted.format,
        is_raw=wanted.is_raw or wanted.format in FOR_PROGRAMS,
        profile=wanted.profile.value,
        chosen=_without_people(wanted.chosen),
        columns=columns,
        reason=reason,
    )
    session.add(saved)
    session.flush()
    record(session, by, "list.saved", subject=f"list:{saved.id}", details={"shared": is_shared})
    return saved


def schedule_export(
    session: Session, saved_id: int, schedule: Schedule | None, *, by: Actor
) -> None:
    """From now on by the clock, or no longer. One's own alone: it comes to whoever made it.

    Errors: NotAllowed, NoSuchList.
    """
    by.must(Permission.EXPORT_ENQUIRIES)
    saved = _mine(session, saved_id, by)
    saved.rhythm = schedule.rhythm if schedule else None
    saved.stopped_because, saved.next_at = "", None
    if schedule:
        saved.on_day, saved.at = schedule.on, schedule.at.isoformat("minutes")
        saved.about = schedule.about or ""
        saved.next_at = next_due(schedule.rhythm, schedule.on, schedule.at, now())
    told = {"rhythm": saved.rhythm or "never"}
    record(session, by, "list.scheduled", subject=f"list:{saved.id}", details=told)


def share_export(session: Session, saved_id: int, *, by: Actor, is_shared: bool) -> None:
    """Errors: NotAllowed, NoSuchList."""
    by.must(Permission.EXPORT_ENQUIRIES)
    saved = _mine(session, saved_id, by)
    saved.is_shared = is_shared
    told = {"shared": is_shared}
    record(session, by, "list.changed", subject=f"list:{saved.id}", details=told)


def delete_saved_export(session: Session, saved_id: int, *, by: Actor) -> None:
    """One's own, or a colleague's that comes by the clock: who may export looks after those.

    Errors: NotAllowed, NoSuchList.
    """
    by.must(Permission.EXPORT_ENQUIRIES)
    saved = session.get(SavedExport, saved_id)
    if saved is None or (saved.owner_id != by.id and saved.rhythm is None):
        raise NoSuchList
    untell_list(session, saved.id)
    session.delete(saved)
    record(session, by, "list.deleted", subject=f"list:{saved.id}")


def saved_export_open_to(session: Session, saved_id: int, *, by: Actor) -> SavedExport | None:
    """None for what is not here, or is a colleague's alone. Errors: NotAllowed."""
    by.must(Permission.EXPORT_ENQUIRIES)
    wanted = saved_exports_for(by.id).where(SavedExport.id == saved_id)
    return session.scalar(wanted)


def _without_people(chosen: Mapping[str, Any]) -> dict[str, Any]:
    if "ids" in chosen:
        raise UnnamedList(
            "People chosen one by one make no list to keep. Choose by status or days instead."
        )
    kept = dict(chosen)
    if "filter" in kept:
        kept["filter"] = {name: said for name, said in kept["filter"].items() if name != "q"}
    return kept


def _account(by: Actor) -> int:
    if by.id is None:
        raise UnnamedList("Only somebody who is signed in keeps lists.")
    return by.id


def _mine(session: Session, saved_id: int, by: Actor) -> SavedExport:
    saved = session.get(SavedExport, saved_id)
    if saved is None or saved.owner_id != by.id:
        raise NoSuchList
    return saved


def _free_name(session: Session, name: str, by: Actor) -> str:
    name = clean_line(name, field="The name", limit=LONGEST_LIST_NAME)
    if not name:
        raise UnnamedList("Give the list a name.")
    if session.scalar(saved_export_named(by.id, name)):
        raise UnnamedList("You have a list of this name; choose another.")
    return name
