"""A clock that jumps lets nobody stay longer, does nothing twice, and loses nothing."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

import settings
from actions.articles.planning import schedule_publishing
from actions.staff.forgotten import ASKED_IN, ask_for_link
from actions.staff.links import LinkSpent, choose_password, link_to_password
from actions.staff.log_anchoring import keep_anchor, log_warning
from actions.staff.log_verifying import verify_log
from actions.staff.presence import be_here, look_around
from actions.staff.sessions import live_session_of, start_session
from actions.staff.signing_in import (
    COOL_OFF,
    TRIES,
    TRIES_FROM_ONE_ADDRESS,
    begin_try,
    ticket_for,
)
from models.articles.article import Version
from models.base.database import reading, writing
from models.base.table import now
from models.exports.export import Export
from models.notices.notice import (
    LEASE,
    Channel,
    Dispatch,
    Notice,
    Stand,
    is_another_due,
    next_try,
    to_send,
)
from models.staff.access import AHEAD, LONGEST, digest
from models.staff.member import OPERATOR, Actor, StaffMember
from models.staff.password_request import PasswordRequest
from public.booking.form import Stamp, new_stamp
from public.clock.due_articles import carry_out_plans
from public.clock.exports import ask_for_due_lists
from tests.actions.staff.test_second_factor import code_of, give, right_password, set_up
from tests.articles import Written
from tests.public.clock.test_exports import scheduled

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
WEDNESDAY = datetime(2026, 3, 4, 12, tzinfo=UTC)


def later(by: timedelta) -> time_machine.travel:
    return time_machine.travel(now() + by, tick=True)


def signed_in(staff: Actor) -> str:
    with writing() as session:
        ticket = ticket_for(session, session.get_one(StaffMember, staff.id))
        return digest(start_session(session, ticket, device="", address=""))


def is_in(token_hash: str) -> bool:
    with reading() as session:
        return live_session_of(session, token_hash) is not None


def link_for(staff: Actor, by: Actor) -> str:
    with writing() as session:
        return link_to_password(session, staff.id or 0, by=by)[1]


def choose(token: str) -> None:
    with writing() as session:
        choose_password(session, token, "hash")


@pytest.mark.parametrize("jump", [LONGEST, DAY, -DAY, -2 * AHEAD])
def test_a_session_does_not_outlive_a_jump_forwards_or_back(mo: Actor, jump: timedelta) -> None:
    token_hash = signed_in(mo)
    with later(jump):
        assert not is_in(token_hash)
        assert is_in(signed_in(mo))


def test_a_clock_that_is_set_right_by_a_minute_signs_nobody_out(mo: Actor) -> None:
    token_hash = signed_in(mo)
    for jump in (MINUTE, -MINUTE):
        with later(jump):
            assert is_in(token_hash)


@pytest.mark.parametrize("jump", [8 * DAY, -DAY])
def test_a_link_does_not_outlive_a_jump(mo: Actor, ada: Actor, jump: timedelta) -> None:
    token = link_for(mo, ada)
    with later(jump):
        with pytest.raises(LinkSpent):
            choose(token)
        choose(link_for(mo, ada))


def test_what_is_locked_stays_locked_when_the_clock_goes_back(mo: Actor) -> None:
    with writing() as session:
        session.get_one(StaffMember, mo.id).password_hash = "kept"
        for _ in range(TRIES):
            begin_try(session, "mo", address="")
    with later(-DAY), writing() as session:
        assert not begin_try(session, "mo", address="").password_hash


def test_a_code_that_was_used_stays_used_when_the_clock_goes_back(mo: Actor) -> None:
    secret, spare = set_up(mo)
    code = code_of(secret)
    assert give(right_password(mo), code)
    with later(-MINUTE):
        assert not give(right_password(mo), code)
        assert not give(right_password(mo), code_of(secret))
        assert give(right_password(mo), spare[0])


def versions() -> int:
    with reading() as session:
        return session.query(Version).count()


def test_what_is_planned_happens_once_however_the_clock_jumps(mo: Actor, tides: Written) -> None:
    with writing() as session:
        schedule_publishing(session, tides.id, now() + timedelta(hours=1), by=mo)
    with later(-DAY):
        carry_out_plans()
        assert versions() == 0
    with later(DAY):
        carry_out_plans()
        assert versions() == 1
    carry_out_plans()
    with later(2 * DAY):
        carry_out_plans()
    assert versions() == 1


def test_the_log_is_whole_though_its_moments_go_to_and_fro(mo: Actor, ada: Actor) -> None:
    for jump in (timedelta(0), -DAY, 300 * DAY, -2 * DAY):
        with later(jump):
            link_for(mo, ada)
            keep_anchor(reading, writing, by=OPERATOR)
            assert log_warning(reading, by=OPERATOR) == ""
    verdict = verify_log(reading, is_from_beginning=True, by=OPERATOR)

    assert verdict.breaches == []
    assert verdict.entries >= 4


def test_a_block_from_ahead_of_the_clock_lasts_no_longer_than_any(mo: Actor) -> None:
    with writing() as session:
        session.get_one(StaffMember, mo.id).password_hash = "kept"
    with later(DAY), writing() as session:
        for number in range(TRIES_FROM_ONE_ADDRESS):
            begin_try(session, "mo" if number < TRIES else f"x{number}", address="10.0.0.1")
    with writing() as session:
        assert not begin_try(session, "mo", address="10.0.0.2").password_hash
    with later(COOL_OFF + MINUTE), writing() as session:
        assert begin_try(session, "mo", address="10.0.0.1").password_hash == "kept"


def test_a_link_can_be_asked_for_though_many_were_ahead_of_the_clock(
    mo: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SMTP_URL", "smtp://localhost")

    def asked() -> int:
        with writing() as session:
            ask_for_link(session, "mo", address="10.0.0.1")
            return session.query(PasswordRequest).count()

    with later(DAY):
        assert [asked() for _ in range(4)] == [1, 2, 3, 3]
    assert asked() == 3
    with later(ASKED_IN + MINUTE):
        assert asked() == 4


def test_mail_that_was_in_hand_or_put_off_ahead_of_the_clock_goes_out() -> None:
    with later(DAY), writing() as session:
        session.add(Dispatch(channel=Channel.MAIL, total=1, claimed_until=now() + LEASE))
        session.add(Dispatch(channel=Channel.MAIL, total=1, due_at=next_try(9)))
        session.flush()
        assert not session.scalars(to_send(Channel.MAIL)).all()
    with reading() as session:
        assert len(session.scalars(to_send(Channel.MAIL)).all()) == 2


def test_one_told_ahead_of_the_clock_does_not_keep_an_urgent_one_back() -> None:
    with later(DAY), writing() as session:
        session.add(Dispatch(channel=Channel.MAIL, total=1, stand=Stand.SENT))
        session.add(Notice(channel=Channel.MAIL, enquiry_id=1, is_urgent=True))
        session.flush()
        assert not is_another_due(session, Channel.MAIL)
    with reading() as session:
        assert is_another_due(session, Channel.MAIL)


def test_who_was_there_ahead_of_the_clock_is_not_there_all_day(mo: Actor, ed: Actor) -> None:
    with later(DAY), writing() as session:
        be_here(session, "article:1", "tab", 0, by=mo)
    with writing() as session:
        assert look_around(session, "article:1", "mine", None, by=ed).others == []
        assert look_around(session, "article:1", "tab", 0, by=mo).is_due
        be_here(session, "article:1", "tab", 0, by=mo)
        assert len(look_around(session, "article:1", "mine", None, by=ed).others) == 1


def test_a_form_that_was_open_meanwhile_is_not_taken_for_a_machines(mo: Actor) -> None:
    with later(timedelta(hours=1)), reading() as session:
        opened = new_stamp(session)
        assert Stamp.read(opened).age is not None

    assert Stamp.read(opened).is_ours
    assert Stamp.read(opened).age is None


def test_a_list_that_is_due_comes_once_however_the_clock_jumps(mo: Actor) -> None:
    with time_machine.travel(WEDNESDAY):
        scheduled(mo)
    for jump in (2 * DAY, timedelta(0), timedelta(hours=-1), 2 * DAY):
        with time_machine.travel(WEDNESDAY + jump):
            ask_for_due_lists()
            with reading() as session:
                assert session.query(Export).count() == 1
