"""Whoever forgot the password: nobody at the door learns who has an account."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

import settings
from actions.notices.link_mail import (
    MOST_TRIES,
    NoWayToMail,
    lease_link,
    link_stand,
    mail_link,
    record_link_delivery,
    revoke_links,
)
from actions.staff.accounts import change_password, disable_staff
from actions.staff.forgotten import FOR_ONE_ACCOUNT, FROM_ONE_ADDRESS, answer_requests, ask_for_link
from actions.staff.links import LinkSpent, choose_password
from models.base.database import reading, writing
from models.base.table import now
from models.notices.link_mail import LinkMail
from models.staff.access import OneTimeLink
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed, Role, StaffMember
from models.staff.password_request import PasswordRequest
from tests.statements import statements


@pytest.fixture(autouse=True)
def mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never called here: what is sent to it is looked at before."""
    monkeypatch.setattr(settings, "SMTP_URL", "smtp://localhost:1")


def ask(typed: str, address: str = "192.0.2.1") -> None:
    with writing() as session:
        ask_for_link(session, typed, address=address)


def mails() -> list[int]:
    """Whom a link is to be mailed to, after the clock has looked."""
    with writing() as session:
        answer_requests(session)
    with reading() as session:
        return sorted(session.scalars(select(LinkMail.staff_id)))


def next_token() -> str:
    with writing() as session:
        leased = lease_link(session)
        assert leased
        record_link_delivery(session, leased.id)
        return leased.token


def choose(token: str) -> None:
    with writing() as session:
        choose_password(session, token, "hash")


def test_the_very_same_is_done_for_known_unknown_and_disabled_people(
    mo: Actor, ed: Actor, ada: Actor
) -> None:
    with writing() as session:
        disable_staff(session, ed.id or 0, based_on=1, by=ada)
    done = []
    for typed in ("mo", "mo@clinic.example", "nobody", "ed", "\0", "\ud800", "x" * 5000):
        with statements() as asked:
            ask(typed)
        done.append(asked)

    assert done[0]
    assert [each == done[0] for each in done] == [True] * len(done)


@pytest.mark.parametrize("typed", ["mo", " MO ", "mo@clinic.example", "Mo@Clinic.Example"])
def test_a_name_or_an_address_leads_to_a_link_that_works_once(mo: Actor, typed: str) -> None:
    ask(typed)
    assert mails() == [mo.id]
    token = next_token()
    choose(token)
    with pytest.raises(LinkSpent):
        choose(token)


def test_unknown_disabled_and_unreachable_people_get_none(mo: Actor, ed: Actor, ada: Actor) -> None:
    with writing() as session:
        disable_staff(session, ed.id or 0, based_on=1, by=ada)
        session.get_one(StaffMember, mo.id).email = ""
    for typed in ("nobody", "ed", "mo", "", "@"):
        ask(typed)

    assert mails() == []


def test_each_account_of_a_shared_address_gets_its_own(
    mo: Actor, ed: Actor, hire: Callable[[str, Role], Actor]
) -> None:
    with writing() as session:
        session.execute(update(StaffMember).values(email="desk@clinic.example"))
    ask("desk@clinic.example")

    assert set(mails()) == {mo.id, ed.id}


def test_a_link_that_was_asked_for_at_the_door_works_for_an_hour(mo: Actor) -> None:
    ask("mo")
    mails()
    token = next_token()
    with writing() as session:
        link = session.query(OneTimeLink).one()
        assert timedelta(minutes=59) < link.expires_at - now() <= timedelta(hours=1)
        link.expires_at -= timedelta(hours=1)
    with pytest.raises(LinkSpent):
        choose(token)


def test_there_is_a_limit_for_an_account_and_for_an_address(mo: Actor, ed: Actor) -> None:
    for number in range(FOR_ONE_ACCOUNT + 2):
        ask("mo", f"192.0.2.{number}")
    assert mails() == [mo.id] * FOR_ONE_ACCOUNT
    for number in range(FROM_ONE_ADDRESS):
        ask(f"unknown {number}", "198.51.100.1")
    ask("ed", "198.51.100.1")
    assert ed.id not in mails()
    ask("ed", "198.51.100.2")
    assert ed.id in mails()


def test_an_hour_later_one_may_ask_again_and_a_day_later_nothing_is_kept(mo: Actor) -> None:
    for _ in range(FOR_ONE_ACCOUNT):
        ask("mo")
    with writing() as session:
        session.execute(update(PasswordRequest).values(at=now() - timedelta(hours=1)))
    ask("mo")
    assert len(mails()) == FOR_ONE_ACCOUNT + 1
    with writing() as session:
        session.execute(update(PasswordRequest).values(at=now() - timedelta(days=1)))
    mails()
    with reading() as session:
        assert session.query(PasswordRequest).count() == 0


def test_the_log_tells_that_somebody_asked_and_not_what_they_typed(mo: Actor) -> None:
    ask("mo")
    ask("Jane Doe")
    mails()

    with reading() as session:
        asked = [each for each in session.query(LogEntry) if each.action == "password.asked"]
        assert [each.subject for each in asked] == [f"staff:{mo.id}", ""]
        assert "jane" not in str([each.details for each in asked]).casefold()


def test_nothing_is_kept_where_there_is_no_mail_server(
    mo: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SMTP_URL", "")
    ask("mo")

    assert mails() == []


def test_asking_takes_nothing_away_from_who_did_not_ask(mo: Actor) -> None:
    """Whoever asks in another's name voids no link that is on its way to them."""
    ask("mo")
    mails()
    first = next_token()
    ask("mo")
    mails()
    next_token()

    choose(first)


def test_whoever_is_invited_by_mail_uses_the_link_once_and_a_newer_voids_it(
    mo: Actor, ada: Actor
) -> None:
    tokens = []
    for _ in range(2):
        with writing() as session:
            mail_link(session, mo.id or 0, by=ada)
        tokens.append(next_token())
    with pytest.raises(LinkSpent):
        choose(tokens[0])
    choose(tokens[1])
    with pytest.raises(LinkSpent):
        choose(tokens[1])


@pytest.mark.parametrize("is_sent", [False, True])
def test_what_was_revoked_works_no_more_sent_or_not(
    mo: Actor, ada: Actor, *, is_sent: bool
) -> None:
    with writing() as session:
        mail_link(session, mo.id or 0, by=ada)
    token = next_token() if is_sent else ""
    with writing() as session:
        revoke_links(session, mo.id or 0, by=ada)
        assert lease_link(session) is None
        assert not link_stand(session, mo.id or 0, by=ada).is_open
    with pytest.raises(LinkSpent):
        choose(token)


def test_what_is_being_sent_while_it_is_revoked_works_no_more(mo: Actor, ada: Actor) -> None:
    with writing() as session:
        mail_link(session, mo.id or 0, by=ada)
    with writing() as session:
        leased = lease_link(session)
    with writing() as session:
        revoke_links(session, mo.id or 0, by=ada)
    assert leased
    with writing() as session:
        record_link_delivery(session, leased.id, "unreachable")
        assert lease_link(session) is None
    with pytest.raises(LinkSpent):
        choose(leased.token)


@pytest.mark.parametrize("change", ["disabled", "password"])
def test_what_still_waits_goes_with_the_account_or_the_password(
    mo: Actor, ada: Actor, change: str
) -> None:
    ask("mo")
    mails()
    with writing() as session:
        if change == "disabled":
            disable_staff(session, mo.id or 0, based_on=1, by=ada)
        else:
            change_password(session, "new", instead_of="", here="", by=mo)

    with writing() as session:
        assert lease_link(session) is None


def test_no_two_processes_send_the_same_and_it_is_given_up_at_last(mo: Actor, ada: Actor) -> None:
    with writing() as session:
        mail_link(session, mo.id or 0, by=ada)
    for _ in range(MOST_TRIES):
        with writing() as session:
            leased = lease_link(session)
            assert leased
            assert lease_link(session) is None
            record_link_delivery(session, leased.id, "unreachable")
            session.execute(update(LinkMail).values(due_at=now()))
    with writing() as session:
        assert lease_link(session) is None
        stand = link_stand(session, mo.id or 0, by=ada)
        assert (stand.is_waiting, stand.failure) == (False, "unreachable")


def test_nobody_else_invites_revokes_or_looks(mo: Actor, ed: Actor) -> None:
    for act in (mail_link, revoke_links, link_stand):
        with pytest.raises(NotAllowed), writing() as session:
            act(session, ed.id or 0, by=mo)


def test_without_an_email_or_a_mail_server_nothing_is_mailed(
    mo: Actor, ada: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing() as session:
        session.get_one(StaffMember, mo.id).email = ""
    with pytest.raises(NoWayToMail), writing() as session:
        mail_link(session, mo.id or 0, by=ada)
    monkeypatch.setattr(settings, "SMTP_URL", "")
    with pytest.raises(NoWayToMail), writing() as session:
        mail_link(session, ada.id or 0, by=ada)
