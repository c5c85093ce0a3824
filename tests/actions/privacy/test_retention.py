"""Old enquiries: a month in the bin, kept by a hold, then gone; never what is still open."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from actions.clinic.settings import change_setting, read_setting
from actions.privacy import retention
from actions.privacy.erasing import HeldBack, erase
from actions.privacy.retention import (
    RULE,
    GoneAlready,
    hold,
    is_anything_over,
    is_held,
    look_in_the_bin,
    purge,
    release,
)
from models.base.database import reading, writing
from models.base.table import now
from models.base.text import BadText
from models.clinic.setting import Setting
from models.enquiries.enquiry import Enquiry, Status
from models.privacy.erasure import Erasure, ErasureReason
from models.staff.member import Actor, NotAllowed
from public.clock.privacy import purge_enquiries
from tests.enquiries import arrive, do

MONTH = timedelta(days=31)
Rule = Callable[..., None]


@pytest.fixture
def rule(mo: Actor) -> Rule:
    """Sets how many months each is kept, as if decided `ago`."""

    def rule(ago: timedelta = MONTH, **months: int) -> None:
        wanted = {"booked": 0, "closed": 0, "spam": 0} | months
        with writing() as session:
            version = read_setting(session, RULE, by=mo).version
            change_setting(session, RULE, wanted, version=version, by=mo)
            session.flush()
            decided = update(Setting).where(Setting.name == RULE)
            session.execute(decided.values(changed_at=now() - ago))

    return rule


def old(name: str, months: int, status: Status = Status.CLOSED, **more: object) -> Enquiry:
    return arrive(name, received_at=now() - months * MONTH, status=status, **more)


def left() -> list[str]:
    with reading() as session:
        return list(session.scalars(select(Enquiry.name).order_by(Enquiry.name)))


def binned(by: Actor) -> list[str]:
    with reading() as session:
        return [one.name for one, _ in look_in_the_bin(session, by=by).first]


def test_without_a_rule_everything_is_kept(mo: Actor) -> None:
    old("Anna", 500)

    assert do(purge, by=mo) == 0
    assert binned(mo) == []
    assert left() == ["Anna"]


def test_each_end_has_its_own_time_and_what_is_open_stays(rule: Rule, mo: Actor) -> None:
    rule(closed=12, spam=1)
    old("Closed long ago", 15)
    old("Closed lately", 3)
    old("Spam", 4, Status.SPAM)
    old("Booked", 50, Status.BOOKED)
    for status in (Status.NEW, Status.IN_PROGRESS, Status.WAITING):
        old(f"Open {status}", 50, status)
    assert binned(mo) == ["Closed long ago", "Spam"]

    purge_enquiries()

    assert "Spam" not in left()
    assert "Closed long ago" not in left()
    assert len(left()) == 5
    with reading() as session:
        (erasure,) = session.scalars(select(Erasure))
        assert (erasure.reason, erasure.by_id) == (ErasureReason.LONG_AGO, None)
        assert not is_anything_over(session)


def test_a_new_rule_gives_a_month_to_look(rule: Rule, mo: Actor) -> None:
    rule(ago=timedelta(days=29), closed=1)
    old("Anna", 50)

    assert binned(mo) == ["Anna"]
    assert do(purge, by=mo) == 0
    rule(ago=timedelta(days=31), closed=1)
    assert do(purge, by=mo) == 1


def test_a_month_in_the_bin_comes_before_the_end(rule: Rule, mo: Actor) -> None:
    rule(ago=10 * MONTH, closed=2)
    in_bin = arrive("Anna", received_at=now() - timedelta(days=75), status=Status.CLOSED)

    assert binned(mo) == ["Anna"]
    assert do(purge, by=mo) == 0
    with writing() as session:
        moved = update(Enquiry).where(Enquiry.id == in_bin.id)
        session.execute(moved.values(received_at=now() - timedelta(days=95)))
    assert do(purge, by=mo) == 1


def test_an_appointment_to_come_a_risk_unseen_and_a_hold_speak_against(
    rule: Rule, mo: Actor
) -> None:
    rule(closed=1, booked=1)
    old("Comes soon", 50, Status.BOOKED, booked_for=now() + MONTH)
    old("At risk", 50, is_at_risk=True, risk_phrases=["end it"])
    held = old("Held", 50)
    part = old("Part", 50, merged_into_id=held.id)
    do(hold, [part.id], by=mo)

    assert do(purge, by=mo) == 0
    assert binned(mo) == []
    with pytest.raises(HeldBack):
        do(erase, {held.id: 1, part.id: 1}, ErasureReason.ASKED, by=mo)

    do(release, [held.id, part.id], by=mo)
    assert do(purge, by=mo) == 2
    assert left() == ["At risk", "Comes soon"]


def test_many_go_a_stretch_at_a_time(
    rule: Rule, mo: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "STRETCH", 2)
    rule(closed=1)
    for number in range(5):
        old(f"Number {number}", 50)

    assert [do(purge, by=mo) for _ in range(4)] == [2, 2, 1, 0]


def test_a_rule_that_makes_no_sense_is_refused(mo: Actor) -> None:
    for wrong in ({"closed": 1}, {"booked": -1, "closed": 0, "spam": 0},
                  {"booked": 0, "closed": 601, "spam": 0}):  # fmt: skip
        with pytest.raises(BadText):
            do(change_setting, RULE, wrong, version=0, by=mo)


def test_others_may_not(fay: Actor, ed: Actor) -> None:
    anna = old("Anna", 50)
    for somebody in (fay, ed):
        for gesture in (hold, release, is_held):
            with pytest.raises(NotAllowed):
                do(gesture, [anna.id], by=somebody)
        for look in (purge, look_in_the_bin):
            with pytest.raises(NotAllowed):
                do(look, by=somebody)
    assert left() == ["Anna"]


def test_who_is_gone_cannot_be_kept(mo: Actor) -> None:
    with pytest.raises(GoneAlready):
        do(hold, [77], by=mo)
