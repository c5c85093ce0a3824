"""A file from being brought to being taken back, and who may."""

from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from actions.enquiries.triage import add_note
from actions.imports.batches import (
    bring_file,
    cancel_import,
    choose_mapping,
    confirm_import,
    discard_import,
    keep_rehearsal,
    look_at,
    undo_import,
    usual_mapping,
)
from actions.imports.carrying import STRETCH, Carrier
from actions.imports.refusals import NoSuchImport, NotRehearsed, UnclearDates
from actions.imports.rehearsing import Rehearsal
from models.base.database import reading, writing
from models.enquiries.enquiry import Enquiry, EnquiryEvent, EnquirySource, Status
from models.enquiries.listing.count import counts_by_status
from models.enquiries.listing.search import matching
from models.enquiries.listing.term import sought
from models.imports.batch import ImportBatch, ImportState
from models.imports.fields import BadMapping
from models.imports.row import worked_on_of
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed, Role, StaffMember
from tests.enquiries import do
from tests.importing import _file, bring, carry, confirm, import_whole, people
from tests.log import breaches_in

RISKY = "Name,Email,Message,Date\nAnna,a@mail.example,I want to end my life,2026-01-05 09:30\n"


def batch(number: int) -> ImportBatch:
    with reading() as session:
        return session.get_one(ImportBatch, number)


def everybody() -> list[Enquiry]:
    with reading() as session:
        return list(session.scalars(select(Enquiry).order_by(Enquiry.id)))


def logged() -> list[str]:
    with reading() as session:
        return list(session.scalars(select(LogEntry.action).order_by(LogEntry.id)))


def test_nothing_is_written_before_it_is_confirmed(mo: Actor) -> None:
    number = bring(people(3), mo)
    carry(number)

    assert everybody() == []
    assert batch(number).counts == {
        "new": 3, "duplicate": 0, "unclear": 0, "repaired": 0, "errors": 0,
    }  # fmt: skip


def test_what_is_imported_is_an_enquiry_like_every_other(mo: Actor) -> None:
    number = import_whole(RISKY, mo)
    [enquiry] = everybody()

    assert (enquiry.source, enquiry.status) == (EnquirySource.IMPORT, Status.NEW)
    assert (enquiry.is_at_risk, enquiry.risk_phrases) == (True, ["end my life"])
    with reading() as session:
        [event] = session.scalars(select(EnquiryEvent))
        assert (event.kind, event.by_id, event.at) == ("received", mo.id, enquiry.received_at)
        assert dict(session.execute(counts_by_status()).all()) == {Status.NEW: 1}
        assert session.scalars(matching(sought("anna").exact)).all() == [enquiry.id]
    assert logged() == [
        "import.brought", "import.confirmed", "enquiry.imported", "import.finished",
    ]  # fmt: skip
    assert (batch(number).state, batch(number).written) == (ImportState.FINISHED, 1)


def test_the_file_is_forgotten_when_it_is_done(mo: Actor) -> None:
    number = import_whole(people(1), mo)

    with reading() as session:
        assert session.scalar(select(ImportBatch.content).where(ImportBatch.id == number)) == b""


def test_a_whole_import_is_taken_back_and_the_log_stays_whole(mo: Actor) -> None:
    number = import_whole(people(STRETCH + 5), mo)
    do(undo_import, number, by=mo)
    carry(number)

    assert everybody() == []
    assert (batch(number).state, batch(number).taken_back) == (ImportState.UNDONE, STRETCH + 5)
    with reading() as session:
        assert not session.scalars(select(EnquiryEvent)).all()
        assert breaches_in(session) == []
    import_whole(people(STRETCH + 5), mo)
    assert len(everybody()) == STRETCH + 5


def test_what_somebody_worked_on_stays_and_is_named(mo: Actor, fay: Actor) -> None:
    number = import_whole(people(3), mo)
    second = everybody()[1]
    do(add_note, second.id, "Called her", by=fay)
    do(undo_import, number, by=mo)
    carry(number)

    assert [enquiry.id for enquiry in everybody()] == [second.id]
    with reading() as session:
        assert session.execute(worked_on_of(number)).all() == [
            (second.id, second.reference, "Person 1")
        ]


def test_an_import_that_stopped_anywhere_goes_on_where_it_was(mo: Actor) -> None:
    number = bring(people(2 * STRETCH + 50), mo)
    confirm(number, mo)
    first = Carrier(number, reading, writing).stretches()
    next(first)
    assert len(everybody()) == STRETCH
    carry(number)

    assert len(everybody()) == 2 * STRETCH + 50
    assert list(first) == []  # another has done its work: it adds nothing
    assert len(everybody()) == 2 * STRETCH + 50


def test_a_cancelled_import_keeps_what_was_written_and_can_go_on(mo: Actor) -> None:
    number = bring(people(STRETCH + 50), mo)
    confirm(number, mo)
    next(Carrier(number, reading, writing).stretches())
    do(cancel_import, number, by=mo)
    carry(number)
    assert len(everybody()) == STRETCH

    confirm(number, mo)
    carry(number)
    assert len(everybody()) == STRETCH + 50


def test_unclear_dates_hold_the_whole_file_back(mo: Actor) -> None:
    number = bring("Email,Date\na@x.example,03/04/2026\nb@x.example,2026-01-01\n", mo)

    with pytest.raises(UnclearDates, match="one row"):
        confirm(number, mo)
    carry(number)
    assert everybody() == []


def test_other_columns_must_be_rehearsed_before_they_are_confirmed(mo: Actor) -> None:
    number = bring(people(3), mo)
    chosen = batch(number).mapping | {"Message": ""}
    do(choose_mapping, number, chosen, None, by=mo)

    with pytest.raises(NotRehearsed):
        confirm(number, mo)
    with pytest.raises(NotRehearsed):
        do(keep_rehearsal, number, Rehearsal(), {}, by=mo)
    with pytest.raises(BadMapping):
        do(choose_mapping, number, {"Nothing": "name"}, None, by=mo)


def test_columns_that_were_confirmed_are_proposed_for_the_next_such_file(mo: Actor) -> None:
    number = bring(people(3), mo)
    chosen = batch(number).mapping | {"Message": "service"}
    do(choose_mapping, number, chosen, None, by=mo)
    do(keep_rehearsal, number, Rehearsal(), chosen, by=mo)
    confirm(number, mo)

    with reading() as session:
        table = look_at(_file(people(5)), "next.csv").table
        assert usual_mapping(session, table, by=mo) == chosen


def test_who_may_no_longer_import_has_their_import_stopped(mo: Actor) -> None:
    number = bring(people(3), mo)
    confirm(number, mo)
    with writing() as session:
        session.execute(update(StaffMember).values(role=Role.FRONT_DESK))
    carry(number)

    assert everybody() == []
    assert batch(number).state is ImportState.CANCELLED


def test_only_what_stands_where_it_should_can_be_moved(mo: Actor) -> None:
    number = bring(people(1), mo)
    for act in (cancel_import, undo_import):
        with pytest.raises(NoSuchImport):
            do(act, number, by=mo)
    do(discard_import, number, by=mo)
    with pytest.raises(NoSuchImport):
        do(confirm_import, number, by=mo)


@pytest.mark.parametrize("who", ["fay", "ed", "cleo"])
def test_nobody_else_may_do_any_of_it(who: str, mo: Actor, request: pytest.FixtureRequest) -> None:
    by = request.getfixturevalue(who)
    number = bring(people(1), mo)
    brought = look_at(_file(people(2)), "list.csv")
    acts: list[Callable[[], object]] = [
        lambda: do(bring_file, brought, by=by),
        lambda: do(usual_mapping, brought.table, by=by),
        lambda: do(choose_mapping, number, brought.mapping, None, by=by),
        lambda: do(keep_rehearsal, number, Rehearsal(), brought.mapping, by=by),
        lambda: do(confirm_import, number, by=by),
        lambda: do(cancel_import, number, by=by),
        lambda: do(discard_import, number, by=by),
        lambda: do(undo_import, number, by=by),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
