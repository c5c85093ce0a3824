"""What was asked for is what is counted, and nobody takes it who may not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from actions.exports.outcomes import cancel_export, finish_export
from actions.exports.preparing import (
    AT_ONCE,
    Wanted,
    count_for_export,
    must_export,
    prepare_export,
    start_export,
)
from actions.exports.refusals import (
    ExportStopped,
    ListChanged,
    NoSuchExport,
    PurposeMissing,
    TooLongForExcel,
    TooManyExports,
)
from models.base.database import reading, writing
from models.base.table import now
from models.exports.columns import UnknownColumn
from models.exports.export import LONGEST, OPEN_FOR, Export, ExportFormat, ExportState
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed, Permission
from tests.exporting import file_of, fill, order_of

BOOKED = {"filter": {"status": "booked"}}
WANTED = Wanted(reason="Call back")


def prepared(by: Actor, wanted: Wanted = WANTED) -> Export:
    with writing() as session:
        return prepare_export(session, wanted, by=by)


def logged() -> list[str]:
    with reading() as session:
        found = select(LogEntry.action).where(LogEntry.action.startswith("export."))
        return list(session.scalars(found.order_by(LogEntry.id)))


@pytest.mark.parametrize(
    ("chosen", "count"),
    [({}, 101), (BOOKED, 34), ({"ids": [1, 2, 5, 999]}, 3), ({"filter": {"q": "person 77"}}, 1)],
)
def test_the_count_is_of_what_was_chosen(mo: Actor, chosen: dict[str, object], count: int) -> None:
    fill(101)

    with reading() as session:
        assert count_for_export(session, chosen, by=mo) == (count, 101)
    assert prepared(mo, Wanted(reason="Call back", chosen=chosen)).total == count


@pytest.mark.parametrize("who", ["ed", "fay", "cleo"])
def test_only_those_who_may_export_prepare_one(who: str, request: pytest.FixtureRequest) -> None:
    colleague: Actor = request.getfixturevalue(who)

    with pytest.raises(NotAllowed), writing() as session:
        prepare_export(session, WANTED, by=colleague)
    with pytest.raises(NotAllowed), reading() as session:
        count_for_export(session, {}, by=colleague)


@pytest.mark.parametrize("what", ["start", "cancel", "finish"])
def test_others_neither_start_nor_cancel_nor_finish_it(what: str, mo: Actor, fay: Actor) -> None:
    export = prepared(mo)

    with pytest.raises(NotAllowed), writing() as session:
        if what == "start":
            start_export(session, export.receipt, by=fay)
        elif what == "cancel":
            cancel_export(session, export.receipt, by=fay)
        else:
            finish_export(session, export.id, rows=0, size=0, sha256="", by=fay)


def test_a_colleague_with_the_same_right_cannot_take_it(mo: Actor, ada: Actor) -> None:
    export = prepared(mo)

    with pytest.raises(NoSuchExport), writing() as session:
        start_export(session, export.receipt, by=ada)


def test_it_can_be_taken_once(mo: Actor) -> None:
    order = order_of(mo, WANTED)

    with pytest.raises(NoSuchExport), writing() as session:
        start_export(session, order.receipt, by=mo)


def test_it_cannot_be_taken_later_than_a_few_minutes(mo: Actor) -> None:
    export = prepared(mo)
    with writing() as session:
        session.execute(update(Export).values(requested_at=now() - OPEN_FOR))

    with pytest.raises(NoSuchExport), writing() as session:
        start_export(session, export.receipt, by=mo)


def test_only_a_few_run_at_once_and_one_cut_off_long_ago_does_not_count(mo: Actor) -> None:
    for _ in range(AT_ONCE):
        order_of(mo, WANTED)
    export = prepared(mo)

    with pytest.raises(TooManyExports), writing() as session:
        start_export(session, export.receipt, by=mo)

    running = update(Export).where(Export.state == ExportState.RUNNING)
    with writing() as session:
        session.execute(running.values(requested_at=now() - LONGEST - timedelta(seconds=1)))
    with writing() as session:
        assert start_export(session, export.receipt, by=mo).receipt == export.receipt


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_reason_is_needed(mo: Actor, reason: str) -> None:
    with pytest.raises(PurposeMissing):
        prepared(mo, Wanted(reason=reason))


@pytest.mark.parametrize("columns", [[], ["name", "weight"]])
def test_unknown_columns_are_refused(mo: Actor, columns: list[str]) -> None:
    with pytest.raises(UnknownColumn):
        prepared(mo, Wanted(reason="Call back", columns=columns))


def test_notes_leave_the_house_by_a_permission_of_their_own(mo: Actor, ada: Actor) -> None:
    wanted = Wanted(reason="Call back", columns=["name", "notes"])

    with pytest.raises(NotAllowed):
        prepared(mo, wanted)
    export = prepared(ada, wanted)
    demoted = replace(ada, permissions=ada.permissions - {Permission.EXPORT_NOTES})
    with pytest.raises(NotAllowed), writing() as session:
        start_export(session, export.receipt, by=demoted)
    with pytest.raises(NotAllowed), writing() as session:
        must_export(["name", "notes"], by=mo)


def test_a_list_that_changed_since_it_was_shown_is_refused(mo: Actor) -> None:
    fill(10)

    with pytest.raises(ListChanged) as refused:
        prepared(mo, Wanted(reason="Call back", promised=9, last_enquiry_id=10))
    assert refused.value.found == 10


def test_what_arrived_since_it_was_shown_is_left_out(mo: Actor) -> None:
    fill(10)

    assert prepared(mo, Wanted(reason="Call back", promised=6, last_enquiry_id=6)).total == 6


def test_a_message_too_long_for_excel_is_refused_rather_than_cut(mo: Actor, ada: Actor) -> None:
    fill(2, message="x" * 32_768, notes="x" * 32_768)
    everything = Wanted(ExportFormat.XLSX, columns=["message"], reason="Call back")

    with pytest.raises(TooLongForExcel):
        prepared(mo, everything)
    with pytest.raises(TooLongForExcel, match="Notes"):
        prepared(ada, replace(everything, columns=["notes"]))
    assert prepared(mo, Wanted(ExportFormat.CSV, columns=["message"], reason="Call back"))


def test_every_step_is_logged_without_a_word_of_anybody(mo: Actor) -> None:
    fill(3)
    file_of(mo, Wanted(reason="For Zoë", chosen={"filter": {"q": "person 2"}}))

    assert logged() == ["export.prepared", "export.started", "export.finished"]
    with reading() as session:
        told = [str(entry.details) for entry in session.scalars(select(LogEntry))]
    assert not any("person" in words or "Zoë" in words for words in told)


def test_a_finished_export_forgets_whom_it_searched_for(mo: Actor) -> None:
    fill(3)
    file_of(mo, Wanted(reason="Call back", chosen={"filter": {"q": "person 2"}}))

    with reading() as session:
        assert session.scalars(select(Export)).one().chosen["filter"] == {"q": "…"}


def test_a_cancelled_export_cannot_be_finished(mo: Actor) -> None:
    order = order_of(mo, WANTED)
    with writing() as session:
        cancel_export(session, order.receipt, by=mo)

    with pytest.raises(ExportStopped), writing() as session:
        finish_export(session, order.id, rows=0, size=0, sha256="", by=mo)
    with pytest.raises(NoSuchExport), writing() as session:
        cancel_export(session, order.receipt, by=mo)
