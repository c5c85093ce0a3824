"""Some roles see who wrote, but not how to reach them nor what they wrote, until they ask."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.clinic.settings import change_setting
from actions.enquiries.changes import NoSuchEnquiry
from actions.enquiries.masking import is_hidden_from, reveal_enquiry
from actions.enquiries.reading import OpenEnquiry, look_up_enquiry, open_enquiry
from actions.enquiries.triage import add_note
from actions.exports.preparing import Wanted, prepare_export
from models.base.database import engine, reading
from models.base.table import now
from models.base.text import BadText
from models.enquiries.enquiry import Enquiry
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed
from tests.databases import drop_trigger
from tests.enquiries import arrive, do, newest

SECRETS = ("7700 900123", "anna.smith@", "My knee hurts")


@pytest.fixture
def anna(mo: Actor, fay: Actor) -> Enquiry:
    """Managers are masked; Fay at the front desk is not, and has written a note."""
    do(change_setting, "masked_roles", ["manager"], version=0, by=mo)
    made = arrive(email="anna.smith@mail.example", phone="+44 7700 900123", message="My knee hurts")
    do(add_note, made.id, "Called, knee is swollen.", by=fay)
    return made


def seen(enquiry: Enquiry, by: Actor) -> OpenEnquiry:
    with reading() as session:
        opened = look_up_enquiry(session, enquiry.id, by=by)
    assert opened
    return opened


def words_in(opened: OpenEnquiry) -> str:
    row, events = vars(opened.enquiry), [vars(event) for event in opened.timeline]
    return f"{row} {events}"


def test_a_masked_role_gets_neither_contact_nor_words(mo: Actor, fay: Actor, anna: Enquiry) -> None:
    opened = seen(anna, mo)

    assert opened.is_masked
    assert (opened.enquiry.phone, opened.enquiry.email) == ("… 123", "…@mail.example")
    assert not any(secret in words_in(opened) for secret in (*SECRETS, "swollen"))
    assert "My knee hurts" in words_in(seen(anna, fay))


def test_looking_changes_nothing_that_is_kept(mo: Actor, anna: Enquiry) -> None:
    do(open_enquiry, anna.id, by=mo)
    seen(anna, mo)

    kept = newest(anna)
    assert (kept.message, kept.phone) == ("My knee hurts", "+44 7700 900123")
    assert "swollen" in kept.notes


def test_asking_shows_everything_for_a_while_and_is_written_down(mo: Actor, anna: Enquiry) -> None:
    do(reveal_enquiry, anna.id, by=mo)
    do(reveal_enquiry, anna.id, by=mo)

    assert not seen(anna, mo).is_masked
    with reading() as session:
        [told] = session.scalars(select(LogEntry).where(LogEntry.action == "enquiry.revealed"))
    assert (told.staff_id, told.subject) == (mo.id, f"enquiry:{anna.id}")
    let_time_pass()
    assert seen(anna, mo).is_masked


def let_time_pass() -> None:
    """The log refuses to be changed, so for this test alone its guard steps aside."""
    with engine().begin() as connection:
        drop_trigger(connection, "log_entry_refuses_update", "log_entry")
        connection.execute(update(LogEntry).values(at=now() - timedelta(minutes=11)))


def test_showing_one_shows_no_other(mo: Actor, anna: Enquiry) -> None:
    bob = arrive("Bob")
    do(reveal_enquiry, anna.id, by=mo)

    assert seen(bob, mo).is_masked


def test_what_a_masked_role_exports_is_masked(mo: Actor, anna: Enquiry) -> None:
    export = do(prepare_export, Wanted(columns=["name", "phone"], reason="List"), by=mo)

    assert export.profile == "masked"


def test_who_may_not_read_enquiries_reveals_nothing(
    session: Session, ed: Actor, anna: Enquiry
) -> None:
    with pytest.raises(NotAllowed):
        reveal_enquiry(session, anna.id, by=ed)
    with pytest.raises(NotAllowed):
        is_hidden_from(session, anna.id, by=ed)


def test_an_erased_enquiry_cannot_be_revealed(session: Session, mo: Actor) -> None:
    with pytest.raises(NoSuchEnquiry):
        reveal_enquiry(session, 4711, by=mo)


def test_only_roles_that_there_are_can_be_masked(session: Session, mo: Actor) -> None:
    with pytest.raises(BadText, match="not all known"):
        change_setting(session, "masked_roles", ["wizard"], version=0, by=mo)


def test_the_front_desk_does_not_choose_who_is_masked(session: Session, fay: Actor) -> None:
    with pytest.raises(NotAllowed):
        change_setting(session, "masked_roles", [], version=0, by=fay)
