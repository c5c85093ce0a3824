from datetime import timedelta

import pytest

from actions.staff.accounts import disable_staff
from actions.staff.links import LinkSpent
from actions.staff.sessions import (
    end_all_sessions,
    end_session,
    live_session_of,
    previous_session,
    sign_out,
    start_session,
    touch,
)
from actions.staff.signing_in import ticket_for
from models.base.database import reading, writing
from models.base.table import now
from models.staff.access import IDLE, LONGEST, OneTimeLink, StaffSession, digest
from models.staff.member import Actor, NotAllowed, Role, StaffMember

SECOND = timedelta(seconds=1)


def ticket(staff: Actor) -> str:
    with writing() as session:
        return ticket_for(session, session.get_one(StaffMember, staff.id))


def signed_in(staff: Actor) -> str:
    """The digest of a new session of theirs."""
    spent = ticket(staff)
    with writing() as session:
        return digest(start_session(session, spent, device="Firefox", address="192.0.2.1"))


def who(token_hash: str) -> Actor | None:
    with reading() as session:
        found = live_session_of(session, token_hash)
    return found.by if found else None


def age(**moments: timedelta) -> None:
    with writing() as session:
        for opened in session.query(StaffSession):
            for name, time in moments.items():
                setattr(opened, name, now() - time)


def test_a_ticket_starts_one_session(mo: Actor) -> None:
    spent = ticket(mo)
    with writing() as session:
        start_session(session, spent, device="", address="")
    with pytest.raises(LinkSpent), writing() as session:
        start_session(session, spent, device="", address="")


def test_a_ticket_is_good_for_a_minute(mo: Actor) -> None:
    late = ticket(mo)
    with writing() as session:
        session.query(OneTimeLink).one().expires_at = now() - SECOND
    with pytest.raises(LinkSpent), writing() as session:
        start_session(session, late, device="", address="")


def test_the_cookie_is_worth_what_its_owner_may_do_today(mo: Actor) -> None:
    token_hash = signed_in(mo)
    assert who(token_hash) == mo
    with writing() as session:
        session.get_one(StaffMember, mo.id).role = Role.CLINICIAN
    demoted = who(token_hash)
    assert demoted
    assert demoted.role is Role.CLINICIAN


def test_half_an_hour_without_a_sign_of_life_ends_it(mo: Actor) -> None:
    token_hash = signed_in(mo)
    age(last_seen_at=IDLE - SECOND * 5)
    assert who(token_hash)
    age(last_seen_at=IDLE)
    assert who(token_hash) is None


def test_a_sign_of_life_keeps_it_but_never_longer_than_twelve_hours(mo: Actor) -> None:
    token_hash = signed_in(mo)
    age(last_seen_at=IDLE - SECOND * 5)
    with writing() as session:
        touch(session, session.query(StaffSession).one().id)
    assert who(token_hash)
    age(created_at=LONGEST)
    assert who(token_hash) is None


def test_what_ran_out_still_keeps_drafts_for_a_day_but_what_was_ended_does_not(
    mo: Actor,
) -> None:
    token_hash = signed_in(mo)
    age(last_seen_at=IDLE)
    with reading() as session:
        assert live_session_of(session, token_hash, even_run_out=True)
    age(last_seen_at=timedelta(days=1))
    with reading() as session:
        assert live_session_of(session, token_hash, even_run_out=True) is None
    age(last_seen_at=IDLE)
    with writing() as session:
        session.query(StaffSession).one().ended_at = now()
    with reading() as session:
        assert live_session_of(session, token_hash, even_run_out=True) is None


def test_signing_out_ends_it_and_twice_does_no_harm(mo: Actor) -> None:
    token_hash = signed_in(mo)
    for _ in range(2):
        with writing() as session:
            sign_out(session, token_hash)
    assert who(token_hash) is None


def test_disabling_ends_every_session(ada: Actor, mo: Actor) -> None:
    opened = [signed_in(mo), signed_in(mo)]
    with writing() as session:
        disable_staff(session, mo.id or 0, based_on=1, by=ada)
    assert [who(each) for each in opened] == [None, None]


def test_one_ends_ones_own_sessions_but_nobody_elses(mo: Actor, ed: Actor, ada: Actor) -> None:
    token_hash = signed_in(mo)
    with reading() as session:
        number = session.query(StaffSession).one().id
    with pytest.raises(NotAllowed), writing() as session:
        end_session(session, number, by=ed)
    with pytest.raises(NotAllowed), writing() as session:
        end_all_sessions(session, mo.id or 0, by=ed)
    assert who(token_hash)
    with writing() as session:
        end_session(session, number, by=ada)
    assert who(token_hash) is None


def test_signing_out_everywhere_else_keeps_this_session(mo: Actor) -> None:
    here, there = signed_in(mo), signed_in(mo)
    with writing() as session:
        end_all_sessions(session, mo.id or 0, except_token_hash=here, by=mo)
    assert who(here)
    assert who(there) is None


def test_the_sign_in_before_this_one_is_remembered(mo: Actor) -> None:
    signed_in(mo)
    with reading() as session:
        assert previous_session(session, by=mo) is None
    signed_in(mo)
    with reading() as session:
        assert previous_session(session, by=mo)
