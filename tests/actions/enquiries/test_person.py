"""One contact: all their enquiries and all that happened, for those who may read enquiries."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from actions.clinic.settings import change_setting
from actions.enquiries.person import Person, look_up_person, open_person
from actions.enquiries.triage import add_note
from models.base.database import reading
from models.enquiries.enquiry import Enquiry
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed
from tests.enquiries import arrive, do


def seen(enquiry: Enquiry, by: Actor) -> Person:
    with reading() as session:
        person = look_up_person(session, enquiry.id, by=by)
    assert person
    return person


def readings() -> list[str]:
    with reading() as session:
        asked = select(LogEntry.subject).where(LogEntry.action == "enquiry.read")
        return sorted(session.scalars(asked))


def test_the_same_address_or_number_is_one_contact_whatever_the_name(fay: Actor) -> None:
    first = arrive("Anna Smith", email="anna@mail.example", phone="020 7946 0958")
    second = arrive("A. Smith", email="Anna@mail.example")
    third = arrive("Tom Smith", email="tom@mail.example", phone="+44 20 7946 0958 after 6")
    arrive("Anna Smith", email="another@mail.example")
    do(add_note, second.id, "Called back.", by=fay)

    person = seen(first, fay)

    assert [one.id for one in person.enquiries] == [third.id, second.id, first.id]
    assert person.names == ["Tom Smith", "A. Smith", "Anna Smith"]
    assert [event.kind for event in person.timeline] == ["note", "received", "received", "received"]


def test_somebody_without_any_contact_is_alone(fay: Actor) -> None:
    one, _other = arrive("Anna", email=""), arrive("Bea", email="")

    assert [each.id for each in seen(one, fay).enquiries] == [one.id]


def test_what_was_merged_into_it_belongs_to_it(fay: Actor) -> None:
    whole = arrive("Anna", email="a@mail.example")
    part = arrive("Anna", email="old@mail.example", merged_into_id=whole.id)

    assert [each.id for each in seen(whole, fay).enquiries] == [part.id, whole.id]


def test_each_enquiry_that_is_shown_is_on_record_as_read_once(fay: Actor) -> None:
    one, other = arrive("Anna", email="a@mail.example"), arrive("Anna", email="a@mail.example")

    do(open_person, one.id, by=fay)
    do(open_person, other.id, by=fay)

    assert readings() == [f"enquiry:{one.id}", f"enquiry:{other.id}"]
    assert seen(one, fay).unread == []


def test_a_masked_role_gets_neither_contact_nor_words(fay: Actor, mo: Actor) -> None:
    do(change_setting, "masked_roles", ["manager"], version=0, by=mo)
    one = arrive("Anna", email="a@mail.example", message="My knee hurts")
    do(add_note, one.id, "Knee is swollen.", by=fay)

    person = seen(one, mo)

    assert person.hidden == {one.id}
    assert (person.enquiries[0].message, person.enquiries[0].email) == ("", "…@mail.example")
    assert {event.text for event in person.timeline} == {""}


@pytest.mark.parametrize("look", [look_up_person, open_person])
def test_editors_may_not_look(look: Callable[..., object], ed: Actor) -> None:
    one = arrive("Anna")

    with pytest.raises(NotAllowed):
        do(look, one.id, by=ed)
    assert readings() == []


def test_an_enquiry_that_is_not_there_is_nobody(fay: Actor) -> None:
    assert do(open_person, 99, by=fay) is None
