"""One change for many: what the preview tells comes true, and it can be taken back."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Thread

import pytest
from sqlalchemy import delete, select, update

from actions.enquiries.batch import BatchChange, EnquiryOutcome, change_each, preview_each
from actions.enquiries.changes import MoveRefused
from actions.enquiries.choices import (
    add_tag,
    follow_up_on,
    give_to,
    make_priority,
    move_to,
    remove_tag,
    snooze_until,
)
from actions.enquiries.times import set_follow_up
from actions.enquiries.triage import add_note, assign_enquiry, change_status, set_enquiry_tags
from actions.enquiries.undo import offered_undo, take_back
from actions.staff.taking_back import NotTakenBack
from models.base.database import writing
from models.base.table import now
from models.base.text import BadText
from models.enquiries.enquiry import Enquiry, EnquiryEvent, Priority, Status
from models.staff.change_batch import ChangeBatch
from models.staff.log import entries_of
from models.staff.member import Actor, Role, StaffMember
from tests.enquiries import arrive, do, newest, timeline

TODAY = date(2026, 3, 2)


def in_words(outcomes: list[EnquiryOutcome]) -> list[str]:
    return [each.refused or ("there" if each.is_unchanged else "done") for each in outcomes]


def offered(by: Actor) -> int:
    offer = do(offered_undo, by=by)
    assert offer
    return int(offer.batch_id)


def test_of_fifty_one_fails_and_the_others_are_taken_back(fay: Actor) -> None:
    fifty = [arrive(f"P{number}") for number in range(49)]
    fifty.append(arrive("Ruth", is_at_risk=True))
    ids = [one.id for one in fifty]

    previewed = do(preview_each, ids, move_to(Status.SPAM), by=fay)
    done = do(change_each, ids, move_to(Status.SPAM), by=fay)

    assert previewed == done
    assert in_words(done)[:49] == ["done"] * 49
    assert done[-1].name == "Ruth"
    assert "Acknowledge the risk first" in done[-1].refused

    outcomes = do(take_back, offered(fay), by=fay)

    assert in_words(outcomes) == ["done"] * 49
    assert {newest(one).status for one in fifty} == {Status.NEW}
    assert timeline(fifty[0]) == [
        ("undone", "spam", "new", fay.name),
        ("status", "new", "spam", fay.name),
        ("received", "", "new", ""),
    ]
    assert timeline(fifty[-1]) == [("received", "", "new", "")]
    assert do(offered_undo, by=fay) is None


def test_no_gesture_for_many_puts_away_somebody_who_is_to_be_called(fay: Actor) -> None:
    ruth = arrive("Ruth", is_at_risk=True, spam_reasons=["3 links in the message"])
    tomorrow = now() + timedelta(days=1)
    for wanted in (move_to(Status.CLOSED, "Done"), move_to(Status.SPAM), snooze_until(tomorrow)):
        [outcome] = do(change_each, [ruth.id], wanted, by=fay)
        assert "Acknowledge the risk first" in outcome.refused

    assert newest(ruth).status is Status.NEW


def test_what_is_so_already_is_neither_done_nor_told_again(fay: Actor, mo: Actor) -> None:
    one, two = arrive("One", assigned_to_id=mo.id), arrive("Two")

    outcomes = do(change_each, [one.id, two.id, one.id, 9_999], give_to(mo.id), by=fay)

    assert in_words(outcomes) == ["there", "done", "It was erased."]
    assert timeline(one) == [("received", "", "new", "")]


@pytest.mark.parametrize(
    ("change", "column", "after"),
    [
        (move_to(Status.CLOSED, "Went elsewhere"), "close_reason", "Went elsewhere"),
        (move_to(Status.WAITING), "status", Status.WAITING),
        (give_to(None), "assigned_to_id", None),
        (make_priority(Priority.HIGH), "priority", Priority.HIGH),
        (add_tag(" knee "), "tags", ["old", "knee"]),
        (remove_tag("old"), "tags", []),
        (follow_up_on(TODAY), "follow_up_on", TODAY),
        (follow_up_on(None), "follow_up_on", None),
        (snooze_until(now() + timedelta(days=1)), "version", 2),
    ],
)
def test_every_change_can_be_made_and_taken_back(
    change: BatchChange, column: str, after: object, fay: Actor
) -> None:
    enquiry = arrive(tags=["old"], assigned_to_id=fay.id, follow_up_on=TODAY - timedelta(days=1))
    before = newest(enquiry)

    assert in_words(do(change_each, [enquiry.id], change, by=fay)) == ["done"]
    assert getattr(newest(enquiry), column) == after
    assert in_words(do(take_back, offered(fay), by=fay)) == ["done"]

    again = newest(enquiry)
    unchanged = {name for name in Enquiry.__table__.columns.keys() if name != "version"}  # noqa: SIM118  a column collection iterates over columns, not names
    assert {name: getattr(again, name) for name in unchanged} == {
        name: getattr(before, name) for name in unchanged
    }


def test_what_a_colleague_changed_since_is_left_alone(fay: Actor, mo: Actor) -> None:
    one, two, three = arrive("One"), arrive("Two"), arrive("Three")
    do(change_each, [one.id, two.id, three.id], move_to(Status.WAITING), by=fay)
    do(assign_enquiry, two.id, mo.id, by=mo)
    do(add_note, three.id, "A note is no change.", by=mo)

    outcomes = do(take_back, offered(fay), by=fay)

    assert in_words(outcomes) == ["done", f"{mo.name} changed it since.", "done"]
    assert newest(two).status is Status.WAITING
    assert [newest(one).status, newest(three).status] == [Status.NEW, Status.NEW]


def test_step_by_step_back_to_the_start(fay: Actor) -> None:
    enquiry = arrive()
    do(change_status, enquiry.id, Status.WAITING, by=fay)
    do(set_enquiry_tags, enquiry.id, ["knee"], by=fay)
    do(change_status, enquiry.id, Status.BOOKED, by=fay)

    for expected in (
        (Status.WAITING, ["knee"]),
        (Status.WAITING, []),
        (Status.NEW, []),
    ):
        assert in_words(do(take_back, offered(fay), by=fay)) == ["done"]
        assert (newest(enquiry).status, newest(enquiry).tags) == expected
    assert newest(enquiry).first_answered_at is None


def test_one_of_many_is_taken_back_alone(fay: Actor) -> None:
    one, two = arrive("One"), arrive("Two")
    do(change_each, [one.id, two.id], move_to(Status.WAITING), by=fay)
    batch = offered(fay)

    do(take_back, batch, by=fay, only=two.id)
    assert [newest(one).status, newest(two).status] == [Status.WAITING, Status.NEW]
    with pytest.raises(NotTakenBack, match="already"):
        do(take_back, batch, by=fay, only=two.id)
    do(take_back, batch, by=fay)
    assert newest(one).status is Status.NEW
    with pytest.raises(NotTakenBack, match="already"):
        do(take_back, batch, by=fay)


def test_only_its_author_takes_a_change_back(fay: Actor, mo: Actor) -> None:
    enquiry = arrive()
    do(change_status, enquiry.id, Status.WAITING, by=fay)

    assert do(offered_undo, by=mo) is None
    for batch in (offered(fay), 9_999):
        with pytest.raises(NotTakenBack, match="Only the one who did it"):
            do(take_back, batch, by=mo)
    assert newest(enquiry).status is Status.WAITING


def test_nobody_goes_back_to_where_they_must_not_be(
    fay: Actor, mo: Actor, hire: Callable[[str, Role], Actor]
) -> None:
    gone = hire("gone", Role.FRONT_DESK)
    theirs = arrive("Theirs", assigned_to_id=gone.id)
    do(assign_enquiry, theirs.id, mo.id, by=fay)
    with writing() as session:
        session.execute(
            update(StaffMember).where(StaffMember.id == gone.id).values(is_active=False)
        )
    ruth = arrive("Ruth", status=Status.CLOSED, is_at_risk=True)
    do(change_status, ruth.id, Status.IN_PROGRESS, by=mo)

    assert in_words(do(take_back, offered(fay), by=fay)) == [
        "Gone Example no longer looks after enquiries."
    ]
    assert "Acknowledge the risk" in do(take_back, offered(mo), by=mo)[0].refused


def test_an_offer_ends_and_an_erased_enquiry_leaves_none(fay: Actor) -> None:
    old, erased = arrive("Old"), arrive("Erased")
    do(change_status, old.id, Status.WAITING, by=fay)
    with writing() as session:
        session.execute(update(ChangeBatch).values(at=now() - timedelta(hours=2)))
    assert do(offered_undo, by=fay) is None

    do(change_status, erased.id, Status.WAITING, by=fay)
    batch = offered(fay)
    with writing() as session:
        session.execute(delete(EnquiryEvent).where(EnquiryEvent.enquiry_id == erased.id))
        session.execute(delete(Enquiry).where(Enquiry.id == erased.id))
    assert do(offered_undo, by=fay) is None
    with pytest.raises(NotTakenBack):
        do(take_back, batch, by=fay)


def test_two_clicks_at_once_take_back_once(fay: Actor) -> None:
    enquiries = [arrive(f"P{number}") for number in range(20)]
    do(change_each, [one.id for one in enquiries], move_to(Status.WAITING), by=fay)
    batch, answers = offered(fay), []

    def click() -> None:
        try:
            answers.append(len(do(take_back, batch, by=fay)))
        except NotTakenBack:
            answers.append(0)

    clicks = [Thread(target=click) for _ in range(4)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()

    assert sorted(answers) == [0, 0, 0, 20]
    assert {newest(one).version for one in enquiries} == {3}


def test_the_log_tells_what_was_taken_back_without_words(fay: Actor) -> None:
    enquiry = arrive()
    do(set_enquiry_tags, enquiry.id, ["secret word"], by=fay)
    do(take_back, offered(fay), by=fay)

    with writing() as session:
        [entry] = session.scalars(entries_of("enquiry.undone"))
        batch = session.scalars(select(ChangeBatch)).one()
    assert (entry.subject, entry.details) == (f"enquiry:{enquiry.id}", {"kind": "tags"})
    assert batch.taken_back_at


def test_tags_that_cannot_be_kept_are_refused(fay: Actor) -> None:
    full = arrive(tags=[f"t{number}" for number in range(12)])
    for wrong, error in ((" ", MoveRefused), ("x" * 41, BadText), ("a\0b", BadText)):
        with pytest.raises(error):
            add_tag(wrong)

    [outcome] = do(change_each, [full.id], add_tag("one more"), by=fay)
    assert outcome.refused == "Keep at most 12 tags."


def test_a_follow_up_day_is_told_in_the_timeline(fay: Actor) -> None:
    enquiry = arrive()
    do(set_follow_up, enquiry.id, TODAY, by=fay)
    do(set_follow_up, enquiry.id, TODAY, by=fay)

    assert timeline(enquiry)[:-1] == [("follow_up", "", "2026-03-02", fay.name)]
