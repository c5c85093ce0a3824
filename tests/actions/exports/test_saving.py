"""Lists kept under a name: whose they are, and what is never kept in one."""

from datetime import time

import pytest
from sqlalchemy import select

from actions.exports.again import asked_by, count_saved_export, take_saved_export
from actions.exports.preparing import Wanted
from actions.exports.refusals import ListChanged, NoSuchList, PurposeMissing, UnnamedList
from actions.exports.saving import (
    Schedule,
    delete_saved_export,
    list_saved_exports,
    save_export,
    saved_export_open_to,
    schedule_export,
    share_export,
)
from models.base.database import reading
from models.base.table import now
from models.base.text import BadText
from models.exports.columns import Profile, UnknownColumn
from models.exports.export import ExportFormat
from models.exports.saved import LONGEST_LIST_NAME, SavedExport
from models.exports.schedule import Rhythm
from models.staff.log import LogEntry
from models.staff.member import OPERATOR, Actor, NotAllowed
from tests.enquiries import do
from tests.exporting import fill

WANTED = Wanted(
    ExportFormat.XLSX,
    chosen={"filter": {"status": "booked", "service": "Physiotherapy", "q": "anna"}},
    columns=("name", "reference", "booked_for"),
    profile=Profile.MASKED,
    reason="Reminders",
)
MORNINGS = Schedule(Rhythm.DAILY, time(7))


def saved(by: Actor, name: str = "Reminders", wanted: Wanted = WANTED, **more: bool) -> int:
    return int(do(lambda session: save_export(session, name, wanted, by=by, **more).id))


def names(by: Actor) -> list[str]:
    with reading() as session:
        return [each.name for each in list_saved_exports(session, by=by)]


def test_a_saved_list_asks_for_what_was_asked_for_without_the_search(mo: Actor) -> None:
    number = saved(mo)
    with reading() as session:
        kept = saved_export_open_to(session, number, by=mo)
        assert kept
        asked = asked_by(kept, now())

    assert asked.chosen == {"filter": {"status": "booked", "service": "Physiotherapy"}}
    assert asked.columns == ["reference", "name", "booked_for"]
    assert (asked.format, asked.profile, asked.reason) == (
        ExportFormat.XLSX, Profile.MASKED, "Reminders",
    )  # fmt: skip


def test_a_saved_list_is_taken_as_its_number_was_told(mo: Actor, ada: Actor) -> None:
    fill(9)
    wanted = Wanted(chosen={"filter": {"status": "booked"}}, reason="Reminders")
    number = saved(mo, wanted=wanted)
    total, newest = do(count_saved_export, number, by=mo)
    export = do(take_saved_export, number, total, newest, by=mo)

    assert (total, export.total, export.reason) == (3, 3, "Reminders")
    with pytest.raises(ListChanged):
        do(take_saved_export, number, 2, newest, by=mo)
    for act, given in ((count_saved_export, ()), (take_saved_export, (total, newest))):
        with pytest.raises(NoSuchList):
            do(act, number, *given, by=ada)


def test_it_is_ones_own_until_it_is_shared_or_comes_by_the_clock(mo: Actor, ada: Actor) -> None:
    number = saved(mo)
    assert names(ada) == []
    with reading() as session:
        assert saved_export_open_to(session, number, by=ada) is None

    do(share_export, number, by=mo, is_shared=True)
    assert names(ada) == ["Reminders"]
    do(share_export, number, by=mo, is_shared=False)
    do(schedule_export, number, MORNINGS, by=mo)
    assert names(ada) == ["Reminders"]


def test_a_colleague_changes_nothing_but_may_end_what_comes_by_the_clock(
    mo: Actor, ada: Actor
) -> None:
    number = saved(mo, is_shared=True)
    for act, given in (
        (schedule_export, (MORNINGS,)),
        (share_export, ()),
        (delete_saved_export, ()),
    ):
        more = {"is_shared": False} if act is share_export else {}
        with pytest.raises(NoSuchList):
            do(act, number, *given, by=ada, **more)
    do(schedule_export, number, MORNINGS, by=mo)
    do(delete_saved_export, number, by=ada)

    assert names(mo) == []


@pytest.mark.parametrize(
    ("name", "wanted", "refusal"),
    [
        ("", WANTED, UnnamedList),
        ("x" * (LONGEST_LIST_NAME + 1), WANTED, BadText),
        ("Calls", Wanted(reason=" "), PurposeMissing),
        ("Calls", Wanted(columns=["shoe_size"], reason="x"), UnknownColumn),
        ("Calls", Wanted(chosen={"ids": [1]}, reason="x"), UnnamedList),
        ("Calls", Wanted(columns=["notes"], reason="x"), NotAllowed),
    ],
)
def test_what_cannot_be_kept_is_refused(
    mo: Actor, name: str, wanted: Wanted, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        saved(mo, name, wanted)
    assert names(mo) == []


def test_a_name_is_given_once(mo: Actor, ada: Actor) -> None:
    saved(mo)
    with pytest.raises(UnnamedList):
        saved(mo)
    assert saved(ada)


def test_only_those_who_may_export_have_any(mo: Actor, fay: Actor, ed: Actor) -> None:
    number = saved(mo, is_shared=True)
    for somebody in (fay, ed):
        for act in (
            saved,
            names,
            lambda by: do(schedule_export, number, MORNINGS, by=by),
            lambda by: do(share_export, number, by=by, is_shared=True),
            lambda by: do(delete_saved_export, number, by=by),
            lambda by: do(saved_export_open_to, number, by=by),
            lambda by: do(count_saved_export, number, by=by),
            lambda by: do(take_saved_export, number, 0, 0, by=by),
        ):
            with pytest.raises(NotAllowed):
                act(somebody)
    with pytest.raises(UnnamedList):
        saved(OPERATOR)


def test_the_log_has_what_was_done_without_a_name(mo: Actor) -> None:
    number = saved(mo, "Mrs Quillfeather")
    do(schedule_export, number, MORNINGS, by=mo)
    do(schedule_export, number, None, by=mo)
    do(delete_saved_export, number, by=mo)
    with reading() as session:
        entries = session.scalars(
            select(LogEntry).where(LogEntry.subject == f"list:{number}")
        ).all()
        assert session.scalars(select(SavedExport)).all() == []

    assert [entry.action for entry in entries] == [
        "list.saved", "list.scheduled", "list.scheduled", "list.deleted",
    ]  # fmt: skip
    assert not any("Quill" in str(entry.details) for entry in entries)
