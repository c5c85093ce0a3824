"""Lists that come by the clock: once each, to whoever may have them when they fetch them."""

import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from importlib import reload
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import select, update
from starlette.applications import Starlette
from starlette.testclient import TestClient

import settings
from actions.exports.preparing import Wanted
from actions.exports.saving import Schedule, delete_saved_export, save_export, schedule_export
from actions.exports.scheduled import carry_out_schedule
from actions.notices.bell import Told, mark_read, notices_of
from models.base.database import engine, reading, writing
from models.base.table import now
from models.enquiries.enquiry import Enquiry, Status
from models.exports.days import DayOf
from models.exports.export import KEPT_FOR, Export, ExportFormat, ExportState
from models.exports.saved import SavedExport, lists_due
from models.exports.schedule import Rhythm
from models.notices.staff_notice import NoticeKind
from models.staff.access import StaffSession, digest
from models.staff.member import OPERATOR, Actor, NotAllowed, Role, StaffMember
from public.clock.exports import ask_for_due_lists
from public.gate.identity import COOKIE
from public.routes import routes
from tests.browser.serving import SERVING, start
from tests.databases import environment_of
from tests.enquiries import arrive, do
from tests.exporting import READERS, fill

SignIn = Callable[[Actor], TestClient]
BOOKED = Wanted(chosen={"filter": {"status": "booked", "sort": "oldest"}}, reason="Reminders")
"""Every third of those that `fill` makes."""


def scheduled(by: Actor, wanted: Wanted = BOOKED, about: DayOf | None = None) -> int:
    """Every Monday at eight, and due by now."""
    number = int(do(lambda session: save_export(session, "Reminders", wanted, by=by).id))
    do(schedule_export, number, Schedule(Rhythm.WEEKLY, time(8), 0, about), by=by)
    make_due(number)
    return number


def make_due(number: int) -> None:
    ago = now() - timedelta(minutes=1)
    do(lambda session: session.execute(update(SavedExport).values(next_at=ago)))
    with reading() as session:
        assert session.scalars(lists_due()).all() == [number]


def exports() -> list[Export]:
    with reading() as session:
        return list(session.scalars(select(Export).order_by(Export.id)))


def saved() -> SavedExport:
    with reading() as session:
        return session.scalars(select(SavedExport)).one()


def told(by: Actor) -> list[Told]:
    with reading() as session:
        return notices_of(session, by=by)


def change(by: Actor, **fields: object) -> None:
    do(lambda session: session.execute(
        update(StaffMember).where(StaffMember.id == by.id).values(**fields)
    ))  # fmt: skip


def test_a_list_is_asked_for_once_told_and_set_for_the_next_time(mo: Actor) -> None:
    fill(9)
    number = scheduled(mo)
    ask_for_due_lists()
    ask_for_due_lists()

    [export] = exports()
    assert (export.requested_by_id, export.total, export.reason) == (mo.id, 3, "Reminders")
    assert export.state is ExportState.PREPARED
    next_at = saved().next_at
    assert next_at
    assert next_at > now()
    assert next_at.astimezone(settings.TIMEZONE).strftime("%a %H:%M") == "Mon 08:00"
    [notice] = told(mo)
    assert (notice.kind, notice.title) == (NoticeKind.LIST_READY, "Reminders")
    assert (notice.list_id, notice.receipt) == (number, export.receipt)


def test_it_is_about_the_days_before_the_moment_it_was_due(mo: Actor) -> None:
    """Also when the server was down then."""
    number = scheduled(mo, Wanted(reason="Last week"), DayOf.RECEIVED)
    due = datetime(2026, 10, 5, 7, tzinfo=UTC)
    do(lambda session: session.execute(update(SavedExport).values(next_at=due)))
    arrive("Before", received_at=due - timedelta(days=8))
    arrive("Within", received_at=due - timedelta(days=1))
    arrive("That day", received_at=due - timedelta(minutes=1))
    do(carry_out_schedule, number, by=OPERATOR)

    [export] = exports()
    assert export.chosen["days"] == {"received": ["2026-09-28", "2026-10-04"]}
    assert export.total == 1


def test_what_was_missed_comes_once(mo: Actor) -> None:
    scheduled(mo)
    long_ago = now() - timedelta(days=40)
    do(lambda session: session.execute(update(SavedExport).values(next_at=long_ago)))
    ask_for_due_lists()
    ask_for_due_lists()

    assert len(exports()) == 1
    assert len(told(mo)) == 1


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"role": Role.FRONT_DESK}, "Mo Example may no longer take it."),
        ({"is_active": False}, "Mo Example is no longer at the desk."),
    ],
)
def test_whoever_may_no_longer_take_it_gets_none_and_the_schedule_says_why(
    mo: Actor, fields: dict[str, object], why: str
) -> None:
    scheduled(mo)
    change(mo, **fields)
    ask_for_due_lists()
    ask_for_due_lists()

    assert exports() == []
    assert (saved().next_at, saved().stopped_because) == (None, why)
    change(mo, role=Role.MANAGER, is_active=True)
    assert told(mo) == []
    ask_for_due_lists()
    assert exports() == []


def test_a_list_that_cannot_be_made_stops_and_its_owner_is_told(mo: Actor) -> None:
    arrive("Anna", message="x" * 40_000)
    wanted = Wanted(ExportFormat.XLSX, columns=["reference", "message"], reason="Words")
    scheduled(mo, wanted)
    ask_for_due_lists()

    assert exports() == []
    assert "an Excel cell holds 32,767" in saved().stopped_because
    assert [each.kind for each in told(mo)] == [NoticeKind.LIST_STOPPED]


@pytest.fixture
def browser() -> SignIn:
    """A browser in which this colleague is signed in."""

    def browser(by: Actor) -> TestClient:
        token = f"token of {by.name}"
        with writing() as session:
            session.add(StaffSession(token_hash=digest(token), staff_id=by.id))
        return TestClient(Starlette(routes=routes), cookies={COOKIE: f'"{token}"'})

    return browser


def test_it_is_fetched_once_as_things_stand_then(mo: Actor, browser: SignIn) -> None:
    fill(9)
    scheduled(mo)
    ask_for_due_lists()
    receipt = exports()[0].receipt
    days_ago = now() - timedelta(days=2)
    do(lambda session: session.execute(update(Export).values(requested_at=days_ago)))
    do(lambda session: session.execute(
        update(Enquiry).where(Enquiry.id == 1).values(status=Status.CLOSED)
    ))  # fmt: skip
    mos = browser(mo)
    answer = mos.get(f"/desk/exports/{receipt}/file")

    assert answer.status_code == 200
    assert len(READERS["csv"](answer.content)) == int(answer.headers["X-Rows"]) == 2
    assert mos.get(f"/desk/exports/{receipt}/file").status_code == 404
    [export] = exports()
    assert (export.state, export.rows_sent) == (ExportState.FINISHED, 2)
    assert now() - export.requested_at < timedelta(minutes=5)


def test_a_demotion_before_it_is_fetched_bites(
    mo: Actor, ada: Actor, fay: Actor, browser: SignIn
) -> None:
    fill(3)
    scheduled(mo)
    ask_for_due_lists()
    address = f"/desk/exports/{exports()[0].receipt}/file"
    mos = browser(mo)
    change(mo, role=Role.FRONT_DESK)

    for somebody in (mos, browser(ada), browser(fay)):
        assert somebody.get(address).status_code == 404
    change(mo, role=Role.MANAGER)
    assert mos.get(address).status_code == 200


def test_after_a_week_it_is_not_there(mo: Actor, browser: SignIn) -> None:
    scheduled(mo)
    ask_for_due_lists()
    until = exports()[0].kept_until
    assert until
    assert until > now() + KEPT_FOR - timedelta(minutes=5)
    do(lambda session: session.execute(update(Export).values(kept_until=now())))

    assert browser(mo).get(f"/desk/exports/{exports()[0].receipt}/file").status_code == 404


def test_a_newer_list_takes_the_place_of_an_unread_notice(mo: Actor) -> None:
    number = scheduled(mo)
    ask_for_due_lists()
    make_due(number)
    ask_for_due_lists()
    assert [each.receipt for each in told(mo)] == [exports()[1].receipt]

    do(mark_read, told(mo)[0].id, by=mo)
    make_due(number)
    ask_for_due_lists()
    assert len(told(mo)) == 2
    do(delete_saved_export, number, by=mo)
    assert told(mo) == []
    assert len(exports()) == 3


def test_nobody_else_carries_it_out(mo: Actor, fay: Actor) -> None:
    number = scheduled(mo)
    with pytest.raises(NotAllowed):
        do(carry_out_schedule, number, by=fay)


def test_two_at_once_ask_for_one(mo: Actor) -> None:
    scheduled(mo)
    ready = Barrier(2)

    def ask() -> None:
        ready.wait()
        ask_for_due_lists()

    two = [Thread(target=ask) for _ in range(2)]
    for each in two:
        each.start()
    for each in two:
        each.join()

    assert len(exports()) == 1


def _killed_at_the_last_moment(environment: dict[str, str], number: int) -> None:
    os.environ.update(environment)
    reload(settings)
    with writing() as session:
        carry_out_schedule(session, number, by=OPERATOR)
        session.flush()
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def killed(mo: Actor, fresh_database: Path) -> None:
    number = scheduled(mo)
    engine().dispose()
    where = environment_of(fresh_database)
    process = SERVING.Process(target=_killed_at_the_last_moment, args=(where, number))
    start(process)
    process.join()
    assert process.exitcode == -signal.SIGKILL


@pytest.mark.sqlite
@pytest.mark.usefixtures("killed")
def test_what_was_killed_on_the_way_is_asked_for_once_by_the_next(mo: Actor) -> None:
    assert exports() == []
    ask_for_due_lists()
    ask_for_due_lists()

    assert len(exports()) == len(told(mo)) == 1
