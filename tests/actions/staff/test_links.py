from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from actions.staff.accounts import disable_staff, new_member
from actions.staff.links import (
    LinkSpent,
    choose_password,
    link_to_password,
    redeem,
    set_up_administrator,
    setup_token,
)
from actions.staff.sessions import live_session_of, start_session
from actions.staff.signing_in import ticket_for
from models.base.database import reading, writing
from models.staff.access import LinkKind, OneTimeLink, digest
from models.staff.member import OPERATOR, Actor, NotAllowed, Role, StaffMember


def invitation(staff: Actor, by: Actor) -> str:
    with writing() as session:
        return link_to_password(session, staff.id or 0, by=by)[1]


def use(token: str, password_hash: str = "hash") -> None:
    with writing() as session:
        choose_password(session, token, password_hash)


def pass_by(time: timedelta) -> None:
    with writing() as session:
        for link in session.query(OneTimeLink):
            link.expires_at -= time


def first() -> StaffMember:
    return new_member(
        username="Ada", full_name="Ada Quill", email="ada@clinic.example", role=Role.ADMINISTRATOR
    )


def test_the_set_up_link_makes_the_first_administrator_once() -> None:
    with writing() as session:
        token = setup_token(session, by=OPERATOR)
    with writing() as session:
        set_up_administrator(session, token, first())
    with pytest.raises(LinkSpent), writing() as session:
        set_up_administrator(session, token, first())
    with writing() as session:
        assert setup_token(session, by=OPERATOR) == ""


def test_a_newer_set_up_link_voids_the_older() -> None:
    with writing() as session:
        older, newer = (setup_token(session, by=OPERATOR) for _ in range(2))
    with pytest.raises(LinkSpent), writing() as session:
        redeem(session, older, {LinkKind.SETUP})
    with writing() as session:
        set_up_administrator(session, newer, first())


def test_the_set_up_link_is_worthless_once_there_is_an_administrator(ada: Actor) -> None:
    with writing() as session:
        session.get_one(StaffMember, ada.id).is_active = False
        token = setup_token(session, by=OPERATOR)
        session.get_one(StaffMember, ada.id).is_active = True
    other = first()
    other.username = "another"
    with pytest.raises(LinkSpent), writing() as session:
        set_up_administrator(session, token, other)


def test_only_who_manages_staff_makes_links(mo: Actor, ed: Actor) -> None:
    with pytest.raises(NotAllowed), writing() as session:
        link_to_password(session, ed.id or 0, by=mo)
    with pytest.raises(NotAllowed), writing() as session:
        setup_token(session, by=mo)


def test_a_link_works_once_even_for_many_at_the_same_time(ada: Actor, ed: Actor) -> None:
    token = invitation(ed, ada)

    def attempt(number: int) -> bool:
        try:
            use(token, f"hash {number}")
        except LinkSpent:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(8))) == 1


def test_an_invitation_lasts_a_week_and_a_reset_a_day(ada: Actor, ed: Actor) -> None:
    week = invitation(ed, ada)
    pass_by(timedelta(days=6, hours=23))
    use(week)
    day = invitation(ed, ada)
    pass_by(timedelta(hours=24))
    with pytest.raises(LinkSpent):
        use(day)


def test_a_newer_link_voids_the_older(ada: Actor, ed: Actor) -> None:
    older, newer = invitation(ed, ada), invitation(ed, ada)

    with pytest.raises(LinkSpent):
        use(older)
    use(newer)


def test_choosing_a_password_ends_the_sessions_before(ada: Actor, ed: Actor) -> None:
    with writing() as session:
        ticket = ticket_for(session, session.get_one(StaffMember, ed.id))
        token = start_session(session, ticket, device="", address="")
    use(invitation(ed, ada))
    with reading() as session:
        assert live_session_of(session, digest(token)) is None


def test_the_link_of_a_disabled_account_is_worthless(ada: Actor, ed: Actor) -> None:
    token = invitation(ed, ada)
    with writing() as session:
        disable_staff(session, ed.id or 0, based_on=1, by=ada)
    with pytest.raises(LinkSpent):
        use(token)


@pytest.mark.parametrize("token", ["", "guess", "x" * 5000])
def test_a_guessed_link_is_worthless(token: str) -> None:
    with pytest.raises(LinkSpent):
        use(token)


def test_a_ticket_is_no_password_link_and_the_other_way_round(ada: Actor, ed: Actor) -> None:
    with writing() as session:
        ticket = ticket_for(session, session.get_one(StaffMember, ed.id))
    with pytest.raises(LinkSpent):
        use(ticket)
    with pytest.raises(LinkSpent), writing() as session:
        start_session(session, invitation(ed, ada), device="", address="")
