"""However much a colleague had, it goes some at a time: nobody waits long, and it can be killed."""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import reload
from itertools import count
from pathlib import Path
from signal import SIGKILL
from threading import Event

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

import settings
from actions.enquiries import handing_over
from actions.enquiries.handing_over import end_handing_over, hand_over_further
from actions.enquiries.triage import set_priority
from actions.intake.demo import make_enquiries
from actions.staff.accounts import enable_staff
from actions.staff.left_open import (
    HandedOver,
    UnderWay,
    close_account,
    how_many_stayed,
    under_way_of,
)
from models.base.database import before_commit, engine, reading, writing
from models.enquiries.enquiry import Enquiry, EnquiryEvent, Priority, Status
from models.enquiries.left_open import handing_over_under_way
from models.staff.change_batch import ChangeBatch
from models.staff.log import LogEntry
from models.staff.member import OPERATOR, Actor, NotAllowed, StaffMember
from public.clock.tidying import go_on_handing_over
from tests.actions.staff.test_left_open import close, reopen
from tests.browser.serving import SERVING, start
from tests.databases import environment_of
from tests.enquiries import arrive, do, newest, timeline


@pytest.fixture(autouse=True)
def two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing_over, "PORTION", 2)


def owners() -> list[int | None]:
    with reading() as session:
        return list(session.scalars(select(Enquiry.assigned_to_id).order_by(Enquiry.id)))


def under_way(whose: Actor, by: Actor) -> UnderWay | None:
    with reading() as session:
        return under_way_of(session, whose.id or 0, by=by)


def further() -> bool:
    with writing() as session:
        return hand_over_further(session)


def go_on_to_the_end() -> None:
    """As the clock does, round by round."""
    is_more = True
    while is_more:
        go_on_handing_over()
        with reading() as session:
            is_more = session.scalars(handing_over_under_way()).first() is not None


def enable(whose: Actor, by: Actor) -> None:
    with writing() as session:
        version = session.get_one(StaffMember, whose.id).version
        enable_staff(session, whose.id or 0, based_on=version, by=by)


def test_the_first_go_with_the_act_and_the_clock_carries_on(
    fay: Actor, mo: Actor, ada: Actor
) -> None:
    for number in range(5):
        arrive(f"P{number}", assigned_to_id=fay.id)

    assert close(fay, mo, ada) == HandedOver(2, (), of=5)
    assert owners() == [mo.id] * 2 + [fay.id] * 3
    assert under_way(fay, ada) == UnderWay(1, is_back=False, done=2, of=5, stay=0)
    go_on_to_the_end()

    assert owners() == [mo.id] * 5
    assert under_way(fay, ada) is None
    with reading() as session:
        [told] = [each for each in session.query(LogEntry) if each.action == "staff.handed_over"]
        assert (told.subject, told.details) == (f"staff:{fay.id}", {"to": mo.id, "count": 5})
        assert len(session.scalars(select(ChangeBatch)).all()) == 1


def test_one_undo_gives_back_all_but_what_was_changed_since_each_went(
    fay: Actor, mo: Actor, ada: Actor
) -> None:
    people = [arrive(f"P{number}", assigned_to_id=fay.id) for number in range(5)]
    close(fay, mo, ada)
    do(set_priority, people[4].id, Priority.LOW, by=mo)  # before it went
    go_on_to_the_end()
    do(set_priority, people[3].id, Priority.HIGH, by=mo)

    assert reopen(fay, ada) == HandedOver(2, (), of=5)
    assert further()
    begun = under_way(fay, ada)
    assert begun is not None
    assert begun.is_back
    assert begun.done + begun.stay == 4
    go_on_to_the_end()

    assert owners() == [fay.id] * 3 + [mo.id, fay.id]
    assert timeline(people[4])[0] == ("undone", mo.name, fay.name, ada.name)
    with reading() as session:
        assert how_many_stayed(session, 1, by=ada) == 1
    assert not further()


def go_on_and_die(environment: dict[str, str], at: int) -> None:
    """With all done of the portion with this number, but its end."""
    os.environ.update(environment)
    reload(settings)
    handing_over.PORTION = 2
    ends = count(1)

    @before_commit
    def _die(_session: Session) -> None:
        if next(ends) == at:
            os.kill(os.getpid(), SIGKILL)

    go_on_to_the_end()


@pytest.mark.parametrize("at", [1, 2])
def test_killed_in_the_middle_nothing_is_half_and_it_goes_on(
    fay: Actor, mo: Actor, ada: Actor, fresh_database: Path, at: int
) -> None:
    for number in range(9):
        arrive(f"P{number}", assigned_to_id=fay.id)
    close(fay, mo, ada)
    engine().dispose()

    process = SERVING.Process(target=go_on_and_die, args=(environment_of(fresh_database), at))
    start(process)
    process.join(60)

    assert process.exitcode == -SIGKILL
    assert owners().count(mo.id) == 2 * at
    go_on_to_the_end()
    assert owners() == [mo.id] * 9
    with reading() as session:
        assert set(session.scalars(select(Enquiry.version))) == {2}
        for counted in (
            select(func.count(EnquiryEvent.id)).where(EnquiryEvent.kind == "assigned"),
            select(func.count(LogEntry.id)).where(LogEntry.action == "enquiry.assigned"),
        ):
            assert session.scalar(counted) == 9


@pytest.mark.parametrize("who", ["fay", "mo", "ada"])
def test_it_ends_where_somebody_may_no_longer(fay: Actor, mo: Actor, ada: Actor, who: str) -> None:
    """The one who had them is back, who takes them is gone, or whoever began it is."""
    for number in range(5):
        arrive(f"P{number}", assigned_to_id=fay.id)
    close(fay, mo, ada)
    with writing() as session:
        found = session.scalars(select(StaffMember).where(StaffMember.username == who)).one()
        found.is_active = not found.is_active
    go_on_to_the_end()

    assert owners() == [mo.id] * 2 + [fay.id] * 3
    assert not further()
    with reading() as session:
        [told] = [each for each in session.query(LogEntry) if each.action == "staff.handed_over"]
        assert told.details["count"] == 2


def test_closed_again_meanwhile_all_that_is_left_goes_where_it_was_said_last(
    fay: Actor, mo: Actor, ada: Actor
) -> None:
    for number in range(7):
        arrive(f"P{number}", assigned_to_id=fay.id)
    close(fay, mo, ada)
    enable(fay, ada)
    with writing() as session:
        close_account(session, fay.id or 0, hand_to=ada.id, based_on=3, by=ada)
    go_on_to_the_end()

    assert owners() == [mo.id] * 2 + [ada.id] * 5


def test_nobody_else_looks_or_ends_it(fay: Actor, mo: Actor, ada: Actor) -> None:
    with writing() as session:
        for act in (under_way_of, how_many_stayed, end_handing_over):
            with pytest.raises(NotAllowed):
                act(session, fay.id or 0, by=mo)


def test_others_save_while_it_goes_on(
    fay: Actor,
    mo: Actor,
    ada: Actor,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    with writing() as session:
        make_enquiries(session, 2_000, by=OPERATOR)
        session.execute(update(Enquiry).values(assigned_to_id=fay.id, status=Status.NEW))

    def go() -> None:
        close(fay, mo, ada)
        go_on_to_the_end()

    monkeypatch.setattr(handing_over, "PORTION", 10_000)
    at_once = Saving(mo, go)
    with writing() as session:
        session.execute(delete(EnquiryEvent))
        session.execute(update(Enquiry).values(assigned_to_id=fay.id))
        session.get_one(StaffMember, fay.id).is_active = True
        session.get_one(StaffMember, fay.id).version = 1
    monkeypatch.setattr(handing_over, "PORTION", 100)
    by_portions = Saving(mo, go)

    assert set(owners()) == {mo.id}
    assert at_once.seen - {0, 2_000} == set()
    assert len(by_portions.seen - {0, 2_000}) >= 3
    ratio = by_portions.longest / at_once.longest
    record_property("figure", f"longest wait {ratio:.2f} of that for all at once")


class Saving:
    """Another who saves over and over while something is done: what had gone to `mo` by then."""

    def __init__(self, mo: Actor, act: Callable[[], object]) -> None:
        self.seen, self.longest = set[int](), 0.0
        self._has_begun, self._has_ended = Event(), Event()
        with ThreadPoolExecutor(1) as pool:
            saving = pool.submit(self._save, mo)
            self._has_begun.wait()
            try:
                act()
            finally:
                self._has_ended.set()
            saving.result()

    def _save(self, mo: Actor) -> None:
        gone = select(func.count(Enquiry.id)).where(Enquiry.assigned_to_id == mo.id)
        while not self._has_ended.is_set():
            began = time.monotonic()
            with writing() as session:
                session.get_one(StaffMember, mo.id).email = f"{began}@clinic.example"
                self.longest = max(self.longest, time.monotonic() - began)
                self.seen.add(session.scalars(gone).one())
            self._has_begun.set()


def test_what_arrives_meanwhile_is_left_alone(fay: Actor, mo: Actor, ada: Actor) -> None:
    for number in range(3):
        arrive(f"P{number}", assigned_to_id=fay.id)
    close(fay, mo, ada)
    other = arrive("Dot", assigned_to_id=ada.id)
    go_on_to_the_end()

    assert newest(other).assigned_to_id == ada.id
