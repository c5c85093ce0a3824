"""A clock that jumps lets nobody stay longer, does nothing twice, and loses nothing."""

from datetime import timedelta

import pytest
import time_machine

from actions.articles.planning import schedule_publishing
from actions.staff.links import LinkSpent, choose_password, link_to_password
from actions.staff.log_anchoring import keep_anchor, log_warning
from actions.staff.log_verifying import verify_log
from actions.staff.sessions import live_session_of, start_session
from actions.staff.signing_in import TRIES, begin_try, ticket_for
from models.articles.article import Version
from models.base.database import reading, writing
from models.base.table import now
from models.staff.access import AHEAD, LONGEST, digest
from models.staff.member import OPERATOR, Actor, StaffMember
from public.clock.due_articles import carry_out_plans
from tests.actions.staff.test_second_factor import code_of, give, right_password, set_up
from tests.articles import Written

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


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
