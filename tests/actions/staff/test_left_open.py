"""What waits on a colleague is told, and goes to another in the act that closes the account."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from actions.enquiries.changes import MoveRefused
from actions.enquiries.handing_over import hand_back, hand_over
from actions.enquiries.triage import set_priority
from actions.enquiries.undo import take_back
from actions.privacy.erasing import erase
from actions.staff.accounts import LastAdministrator, StaleAccount, enable_staff
from actions.staff.left_open import (
    HandedOver,
    OpenWork,
    close_account,
    handover_to_take_back,
    open_work_of,
    open_work_of_each,
    reopen_account,
)
from actions.staff.taking_back import NotTakenBack
from models.articles.article import Article
from models.base.database import reading, writing
from models.enquiries.enquiry import Priority, Status
from models.privacy.erasure import ErasureReason
from models.staff.change_batch import ChangeBatch
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed, Role, StaffMember
from tests.articles import Written
from tests.enquiries import arrive, do, newest, timeline
from tests.statements import statements


def close(whose: Actor, to: Actor | None, by: Actor, *, based_on: int = 1) -> HandedOver:
    with writing() as session:
        hand_to = to.id if to else None
        return close_account(session, whose.id or 0, hand_to=hand_to, based_on=based_on, by=by)


def reopen(whose: Actor, by: Actor) -> HandedOver:
    with writing() as session:
        batch = handover_to_take_back(session, whose.id or 0, by=by)
        version = session.get_one(StaffMember, whose.id).version
        return reopen_account(session, whose.id or 0, batch or 0, based_on=version, by=by)


def is_active(who: Actor) -> bool:
    with reading() as session:
        return session.get_one(StaffMember, who.id).is_active


def test_all_that_waits_on_somebody_is_counted(
    fay: Actor, mo: Actor, ada: Actor, tides: Written
) -> None:
    later = date(2030, 1, 1)
    arrive("Anna", assigned_to_id=fay.id, follow_up_on=later)
    arrive("Bob", assigned_to_id=fay.id, status=Status.BOOKED, follow_up_on=later)
    arrive("Cem", assigned_to_id=fay.id, status=Status.CLOSED, follow_up_on=later)
    arrive("Dot", assigned_to_id=mo.id, follow_up_on=later)
    with writing() as session:
        session.get_one(Article, tides.id).author_id = fay.id
    with reading() as session:
        assert open_work_of(session, fay.id or 0, by=ada) == OpenWork(1, 2, 1, 0)
        assert open_work_of(session, ada.id or 0, by=ada) == OpenWork()
        assert open_work_of_each(session, by=ada)[mo.id or 0] == OpenWork(1)


def test_open_enquiries_and_follow_ups_go_and_what_is_over_stays(
    fay: Actor, mo: Actor, ada: Actor
) -> None:
    opened = arrive("Anna", assigned_to_id=fay.id)
    booked = arrive(
        "Bob", assigned_to_id=fay.id, status=Status.BOOKED, follow_up_on=date(2030, 1, 1)
    )
    over = arrive("Cem", assigned_to_id=fay.id, status=Status.CLOSED)
    others = arrive("Dot", assigned_to_id=ada.id)

    assert close(fay, mo, ada) == HandedOver(2)
    assert not is_active(fay)
    assert [newest(each).assigned_to_id for each in (opened, booked, over, others)] == [
        mo.id, mo.id, fay.id, ada.id,
    ]  # fmt: skip
    assert timeline(opened)[0] == ("assigned", fay.name, mo.name, ada.name)
    with reading() as session:
        [told] = [e for e in session.query(LogEntry) if e.action == "staff.handed_over"]
        assert told.details == {"to": mo.id, "count": 2}


def test_nobody_need_be_named_and_all_stays_as_it_is(fay: Actor, ada: Actor) -> None:
    anna = arrive("Anna", assigned_to_id=fay.id)

    assert close(fay, None, ada) == HandedOver(0)
    assert newest(anna).assigned_to_id == fay.id
    with reading() as session:
        assert handover_to_take_back(session, fay.id or 0, by=ada) is None


def test_opening_it_again_gives_back_all_but_what_was_changed_since(
    fay: Actor, mo: Actor, ada: Actor
) -> None:
    anna, bob = (arrive(name, assigned_to_id=fay.id) for name in ("Anna", "Bob"))
    close(fay, mo, ada)
    do(set_priority, bob.id, Priority.HIGH, by=mo)
    done = reopen(fay, ada)

    assert done == HandedOver(1, (f"Bob: {mo.name} changed it since.",))
    assert is_active(fay)
    assert [newest(each).assigned_to_id for each in (anna, bob)] == [fay.id, mo.id]
    with pytest.raises((NotTakenBack, StaleAccount)):
        reopen(fay, ada)


def test_only_who_closed_it_gives_the_enquiries_back(
    fay: Actor, mo: Actor, ada: Actor, hire: Callable[[str, Role], Actor]
) -> None:
    bea = hire("bea", Role.ADMINISTRATOR)
    anna = arrive("Anna", assigned_to_id=fay.id)
    close(fay, mo, ada)
    with writing() as session:
        stolen = handover_to_take_back(session, fay.id or 0, by=ada) or 0
        assert handover_to_take_back(session, fay.id or 0, by=bea) is None
    with pytest.raises(NotTakenBack), writing() as session:
        reopen_account(session, fay.id or 0, stolen, based_on=2, by=bea)
    assert not is_active(fay)
    assert newest(anna).assigned_to_id == mo.id


@pytest.mark.parametrize("to", ["ed", "fay", "gone"])
def test_who_looks_after_no_enquiries_gets_none_and_nothing_is_closed(
    fay: Actor, ed: Actor, ada: Actor, mo: Actor, to: str
) -> None:
    anna = arrive("Anna", assigned_to_id=fay.id)
    close(mo, None, ada)
    with pytest.raises(MoveRefused):
        close(fay, {"ed": ed, "fay": fay, "gone": mo}[to], ada)

    assert is_active(fay)
    assert newest(anna).assigned_to_id == fay.id


def test_what_is_refused_hands_nothing_over(fay: Actor, mo: Actor, ada: Actor) -> None:
    mine = arrive("Anna", assigned_to_id=ada.id)
    with pytest.raises(LastAdministrator):
        close(ada, mo, ada)
    with pytest.raises(StaleAccount):
        close(fay, mo, ada, based_on=7)

    assert newest(mine).assigned_to_id == ada.id


def test_of_two_who_close_it_at_once_one_does(
    fay: Actor, mo: Actor, ada: Actor, hire: Callable[[str, Role], Actor]
) -> None:
    bea = hire("bea", Role.ADMINISTRATOR)
    anna = arrive("Anna", assigned_to_id=fay.id)

    def attempt(pair: tuple[Actor, Actor]) -> bool:
        try:
            close(fay, *pair)
        except StaleAccount:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(attempt, [(mo, ada), (bea, bea)]))
    assert sorted(done) == [False, True]
    assert newest(anna).assigned_to_id == (mo.id if done[0] else bea.id)


def test_nobody_else_looks_closes_or_opens(fay: Actor, mo: Actor) -> None:
    with reading() as session:
        for look in (open_work_of, handover_to_take_back):
            with pytest.raises(NotAllowed):
                look(session, fay.id or 0, by=mo)
        with pytest.raises(NotAllowed):
            open_work_of_each(session, by=mo)
    with pytest.raises(NotAllowed):
        close(fay, mo, mo)
    with pytest.raises(NotAllowed), writing() as session:
        reopen_account(session, fay.id or 0, 1, based_on=1, by=mo)


def test_however_many_there_are_it_takes_as_many_statements(
    fay: Actor, mo: Actor, ada: Actor, record_property: Callable[[str, object], None]
) -> None:
    arrive("Anna", assigned_to_id=fay.id)
    with statements() as for_one:
        close(fay, mo, ada)
    with statements() as back:
        reopen(fay, ada)
    for number in range(30):
        arrive(f"Bob {number}", assigned_to_id=fay.id)
    with statements() as for_all:
        assert close(fay, mo, ada, based_on=3) == HandedOver(31)
    with statements() as all_back:
        assert reopen(fay, ada) == HandedOver(31)

    record_property("figure", f"{len(for_all)} statements, {len(all_back)} to give back")
    assert len(for_all) == len(for_one)
    assert len(all_back) == len(back)


def test_each_timeline_and_the_log_tell_of_it_and_of_its_end(
    fay: Actor, mo: Actor, ada: Actor
) -> None:
    anna = arrive("Anna", assigned_to_id=fay.id)
    close(fay, mo, ada)
    reopen(fay, ada)

    assert timeline(anna)[:2] == [
        ("undone", mo.name, fay.name, ada.name),
        ("assigned", fay.name, mo.name, ada.name),
    ]
    assert newest(anna).version == 3
    with reading() as session:
        told = {
            each.action: each.details
            for each in session.query(LogEntry).filter_by(subject=f"enquiry:{anna.id}")
        }
    assert told == {"enquiry.assigned": {"to": mo.id}, "enquiry.undone": {"kind": "assigned"}}


def test_what_is_part_of_another_stays_and_is_named(fay: Actor, mo: Actor, ada: Actor) -> None:
    whole = arrive("Anna", assigned_to_id=fay.id)
    arrive("A. Smith", assigned_to_id=fay.id, merged_into_id=whole.id)

    done = close(fay, mo, ada)

    assert (done.many, len(done.refused)) == (1, 1)
    assert done.refused[0].startswith("A. Smith: It is part of another enquiry")


def test_one_that_went_back_by_itself_is_left_alone_by_the_rest(
    fay: Actor, mo: Actor, ada: Actor
) -> None:
    anna, bob = (arrive(name, assigned_to_id=fay.id) for name in ("Anna", "Bob"))
    close(fay, mo, ada)
    with reading() as session:
        batch = handover_to_take_back(session, fay.id or 0, by=ada) or 0
    with pytest.raises(NotTakenBack, match="no longer looks after"), writing() as session:
        take_back(session, batch, by=ada)
    with writing() as session:
        enable_staff(session, fay.id or 0, based_on=2, by=ada)
    do(take_back, batch, by=ada, only=anna.id)
    do(take_back, batch, by=ada)

    assert [newest(each).assigned_to_id for each in (anna, bob)] == [fay.id, fay.id]
    assert [newest(each).version for each in (anna, bob)] == [3, 3]


def test_who_was_erased_meanwhile_comes_back_no_more(fay: Actor, mo: Actor, ada: Actor) -> None:
    anna, bob = (arrive(name, assigned_to_id=fay.id) for name in ("Anna", "Bob"))
    close(fay, mo, ada)
    do(erase, {anna.id: 2}, ErasureReason.ASKED, by=mo)

    assert reopen(fay, ada) == HandedOver(1)
    assert newest(bob).assigned_to_id == fay.id


def test_a_demotion_before_the_press_bites_here_too(fay: Actor, mo: Actor, ada: Actor) -> None:
    anna = arrive("Anna", assigned_to_id=fay.id)
    close(fay, mo, ada)
    with writing() as session:
        batch = session.query(ChangeBatch).one()
        editor = session.get_one(StaffMember, ada.id)
        editor.role = Role.EDITOR
        for act in (
            lambda: hand_over(session, mo.id or 0, fay.id or 0, by=editor.as_actor()),
            lambda: hand_back(session, batch, by=editor.as_actor()),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert newest(anna).assigned_to_id == mo.id
