"""What the front desk may do with an enquiry, what is refused, and what trace it leaves."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.enquiries.batch import change_each, preview_each
from actions.enquiries.changes import (
    CloseReasonMissing,
    MoveRefused,
    NoSuchEnquiry,
    NotAMove,
    RiskNotAcknowledged,
    StaleEnquiry,
)
from actions.enquiries.choices import move_to
from actions.enquiries.note_drafts import keep_note_draft, keep_typed_note
from actions.enquiries.reading import (
    count_by_status,
    list_enquiries,
    look_up_enquiry,
    open_enquiry,
    tell_enquiries,
)
from actions.enquiries.times import set_follow_up, snooze, wake, wake_those_due
from actions.enquiries.triage import (
    acknowledge_risk,
    add_note,
    assign_enquiry,
    change_status,
    set_enquiry_tags,
    set_priority,
)
from actions.enquiries.undo import offered_undo, take_back
from models.base.database import reading, writing
from models.base.table import now
from models.base.text import BadText
from models.enquiries.enquiry import ALLOWED_MOVES, EnquiryEvent, Priority, Status
from models.enquiries.listing.filter import EnquiryFilter
from models.enquiries.listing.search import matching
from models.enquiries.listing.term import sought
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed
from tests.enquiries import arrive, do, newest, timeline


def logged(action: str) -> list[LogEntry]:
    with reading() as session:
        return list(session.scalars(select(LogEntry).where(LogEntry.action == action)))


@pytest.mark.parametrize("old", Status)
@pytest.mark.parametrize("new", Status)
def test_only_the_moves_in_the_table_are_made(old: Status, new: Status, fay: Actor) -> None:
    enquiry = arrive(status=old)
    if new in ALLOWED_MOVES[old]:
        do(change_status, enquiry.id, new, by=fay, reason="Answered")
        assert newest(enquiry).status is new
    else:
        with pytest.raises(NotAMove):
            do(change_status, enquiry.id, new, by=fay, reason="Answered")
        assert newest(enquiry).status is old


def test_every_change_says_who_changed_what_from_what(fay: Actor, mo: Actor) -> None:
    enquiry = arrive("Anna")
    do(change_status, enquiry.id, Status.WAITING, by=fay)
    do(assign_enquiry, enquiry.id, mo.id, by=fay)
    do(set_priority, enquiry.id, Priority.HIGH, by=mo)
    do(set_enquiry_tags, enquiry.id, ["knee ", "knee", "", "urgent"], by=mo)
    do(add_note, enquiry.id, "Called.", by=fay)

    assert timeline(enquiry) == [
        ("note", "", "", fay.name),
        ("tags", "", "knee, urgent", mo.name),
        ("priority", "normal", "high", mo.name),
        ("assigned", "", mo.name, fay.name),
        ("status", "new", "waiting", fay.name),
        ("received", "", "new", ""),
    ]
    assert newest(enquiry).version == 5
    assert newest(enquiry).first_answered_at is not None
    for kind in ("status", "assigned", "priority", "tags", "note"):
        [entry] = logged(f"enquiry.{kind}")
        assert entry.subject == f"enquiry:{enquiry.id}"
        assert "knee" not in str(entry.details)


def test_closing_needs_a_reason_which_is_kept(fay: Actor) -> None:
    enquiry = arrive()
    with pytest.raises(CloseReasonMissing):
        do(change_status, enquiry.id, Status.CLOSED, by=fay, reason="  ")

    do(change_status, enquiry.id, Status.CLOSED, by=fay, reason="Went elsewhere")
    assert newest(enquiry).close_reason == "Went elsewhere"

    do(change_status, enquiry.id, Status.WAITING, by=fay)
    assert newest(enquiry).close_reason == ""


def test_a_change_based_on_an_older_state_tells_what_was_missed(fay: Actor, mo: Actor) -> None:
    enquiry = arrive()
    do(change_status, enquiry.id, Status.IN_PROGRESS, by=mo, version=1)
    do(add_note, enquiry.id, "A note makes no new version.", by=mo)
    do(set_priority, enquiry.id, Priority.HIGH, by=mo, version=2)

    with pytest.raises(StaleEnquiry) as stale:
        do(change_status, enquiry.id, Status.BOOKED, by=fay, version=1)

    missed = [(each.kind, each.old, each.new, each.by) for each in stale.value.changes]
    assert missed == [
        ("priority", "normal", "high", mo.name),
        ("status", "new", "in_progress", mo.name),
    ]
    assert newest(enquiry).status is Status.IN_PROGRESS


@pytest.mark.parametrize("settled", [Status.BOOKED, Status.CLOSED, Status.SPAM])
def test_nobody_at_risk_is_put_away_unacknowledged(settled: Status, fay: Actor) -> None:
    enquiry = arrive(is_at_risk=True, risk_phrases=["end my life"])
    with pytest.raises(RiskNotAcknowledged):
        do(change_status, enquiry.id, settled, by=fay, reason="Answered")
    with pytest.raises(MoveRefused, match="what you did"):
        do(acknowledge_risk, enquiry.id, " ", by=fay)

    do(acknowledge_risk, enquiry.id, "Called at once.", by=fay)
    do(change_status, enquiry.id, settled, by=fay, reason="Answered")

    assert newest(enquiry).risk_acknowledged_by_id == fay.id
    with reading() as session:
        [event] = session.scalars(
            select(EnquiryEvent).where(EnquiryEvent.kind == "risk_acknowledged")
        )
    assert event.text == "Called at once."
    with pytest.raises(MoveRefused, match="already"):
        do(acknowledge_risk, enquiry.id, "Again.", by=fay)


def test_a_released_enquiry_keeps_the_time_it_came_in(fay: Actor) -> None:
    enquiry = arrive()
    do(change_status, enquiry.id, Status.SPAM, by=fay)
    assert newest(enquiry).first_answered_at is None

    do(change_status, enquiry.id, Status.NEW, by=fay)

    released = newest(enquiry)
    assert (released.status, released.received_at) == (Status.NEW, enquiry.received_at)


def test_a_note_is_found_by_its_words_and_its_draft_is_gone(fay: Actor) -> None:
    enquiry = arrive()
    do(keep_note_draft, enquiry.id, "Left a voi", by=fay)
    do(add_note, enquiry.id, "Left a voicemail", by=fay)
    do(add_note, enquiry.id, "Spoke to her husband", by=fay)

    with reading() as session:
        for word in ("voicemail", "husband"):
            assert list(session.scalars(matching(sought(word).exact))) == [enquiry.id]
        opened = look_up_enquiry(session, enquiry.id, by=fay)
    assert opened
    assert opened.note_draft == ""


def test_a_note_that_was_sent_while_it_was_saved_begins_no_draft(fay: Actor) -> None:
    enquiry = arrive()
    assert do(keep_typed_note, enquiry.id, "Left a", by=fay)
    do(add_note, enquiry.id, "Left a voicemail", by=fay)
    assert do(keep_typed_note, enquiry.id, "Left a voi", by=fay) is None
    do(add_note, enquiry.id, "She called back", by=fay)
    assert do(keep_typed_note, enquiry.id, "Left a voi", by=fay) is None
    assert do(keep_typed_note, enquiry.id, "Left again", by=fay)
    assert do(keep_typed_note, 9_999, "Hello", by=fay) is None


def test_a_half_typed_note_is_kept_for_its_writer_alone(fay: Actor, mo: Actor) -> None:
    enquiry = arrive()
    do(keep_note_draft, enquiry.id, "Left a", by=fay)
    do(keep_note_draft, enquiry.id, "Left a voi", by=fay)

    def draft(by: Actor) -> str:
        with reading() as session:
            opened = look_up_enquiry(session, enquiry.id, by=by)
            assert opened
            return opened.note_draft

    assert (draft(fay), draft(mo)) == ("Left a voi", "")
    do(keep_note_draft, enquiry.id, "", by=fay)
    assert draft(fay) == ""


def test_what_cannot_be_kept_is_refused(fay: Actor, ed: Actor) -> None:
    enquiry = arrive()
    refused: list[tuple[type[Exception], Callable[..., Any], Any]] = [
        (BadText, add_note, "a\0b"),
        (BadText, add_note, "x" * 5_001),
        (MoveRefused, add_note, "  "),
        (BadText, set_enquiry_tags, ["x" * 41]),
        (MoveRefused, set_enquiry_tags, [f"tag {number}" for number in range(13)]),
        (MoveRefused, assign_enquiry, ed.id),
        (MoveRefused, assign_enquiry, 9_999),
    ]
    for error, act, value in refused:
        with pytest.raises(error):
            do(act, enquiry.id, value, by=fay)
    with pytest.raises(NoSuchEnquiry):
        do(add_note, 9_999, "Hello", by=fay)
    assert timeline(enquiry) == [("received", "", "new", "")]


def test_opening_is_on_record_once_in_a_while_for_each_reader(fay: Actor, mo: Actor) -> None:
    enquiry = arrive("Anna")
    for by in (fay, fay, mo, fay):
        do(open_enquiry, enquiry.id, by=by)

    assert [entry.staff_id for entry in logged("enquiry.read")] == [fay.id, mo.id]
    assert "Anna" not in str([entry.details for entry in logged("enquiry.read")])
    assert do(open_enquiry, 9_999, by=fay) is None


def test_a_page_beyond_the_last_is_the_last(fay: Actor) -> None:
    for _ in range(30):
        arrive()

    page = do(list_enquiries, EnquiryFilter(), 99, by=fay)

    assert (page.number, page.pages, len(page.rows), page.total) == (2, 2, 5, 30)
    assert do(count_by_status, EnquiryFilter(), by=fay) == {Status.NEW: 30}


ACTS: list[Callable[[Session, Actor], object]] = [
    lambda session, by: change_status(session, 1, Status.BOOKED, by=by),
    lambda session, by: acknowledge_risk(session, 1, "Called", by=by),
    lambda session, by: assign_enquiry(session, 1, None, by=by),
    lambda session, by: set_priority(session, 1, Priority.HIGH, by=by),
    lambda session, by: set_enquiry_tags(session, 1, [], by=by),
    lambda session, by: add_note(session, 1, "Hello", by=by),
    lambda session, by: keep_note_draft(session, 1, "Hello", by=by),
    lambda session, by: keep_typed_note(session, 1, "Hello", by=by),
    lambda session, by: change_each(session, [1], move_to(Status.BOOKED), by=by),
    lambda session, by: preview_each(session, [1], move_to(Status.BOOKED), by=by),
    lambda session, by: set_follow_up(session, 1, None, by=by),
    lambda session, by: snooze(session, 1, now() + timedelta(days=1), by=by),
    lambda session, by: wake(session, 1, by=by),
    lambda session, by: wake_those_due(session, by=by),
    lambda session, by: offered_undo(session, by=by),
    lambda session, by: take_back(session, 1, by=by),
    lambda session, by: list_enquiries(session, EnquiryFilter(), by=by),
    lambda session, by: count_by_status(session, EnquiryFilter(), by=by),
    lambda session, by: look_up_enquiry(session, 1, by=by),
    lambda session, by: open_enquiry(session, 1, by=by),
    lambda session, by: tell_enquiries(session, EnquiryFilter(), by=by),
]


@pytest.mark.parametrize("act", ACTS)
def test_editors_and_clinicians_are_refused(
    act: Callable[[Session, Actor], object], ed: Actor, cleo: Actor
) -> None:
    enquiry = arrive()
    for by in (ed, cleo):
        with pytest.raises(NotAllowed), writing() as session:
            act(session, by)
    assert timeline(enquiry) == [("received", "", "new", "")]
