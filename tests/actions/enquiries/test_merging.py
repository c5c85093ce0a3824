"""The same person twice: who is suggested, and that merging can be undone to the letter."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from actions.enquiries.batch import change_each
from actions.enquiries.changes import MoveRefused, NoSuchEnquiry, PartOfAnother, RiskNotAcknowledged
from actions.enquiries.choices import move_to
from actions.enquiries.duplicates import PossibleSame, possible_duplicates, who_may_that_be
from actions.enquiries.merging import mark_pair, merge_enquiries, separate_enquiry
from actions.enquiries.reading import OpenEnquiry, look_up_enquiry
from actions.enquiries.times import snooze
from actions.enquiries.triage import add_note, change_status, set_enquiry_tags
from actions.enquiries.undo import offered_undo, take_back
from actions.staff.taking_back import NotTakenBack
from models.base.database import reading, writing
from models.base.table import now
from models.enquiries.enquiry import Enquiry, EnquiryEvent, Status
from models.enquiries.listing.search import matching
from models.enquiries.listing.term import sought
from models.enquiries.pair import Bond, pairs_of
from models.staff.member import Actor, NotAllowed, Role
from tests.enquiries import arrive, do, newest, timeline

PHONE = "+44 7700 900123"


def opened(enquiry: Enquiry, by: Actor) -> OpenEnquiry:
    with reading() as session:
        found = look_up_enquiry(session, enquiry.id, by=by)
    assert found
    return found


def others(enquiry: Enquiry, by: Actor) -> list[PossibleSame]:
    with reading() as session:
        return possible_duplicates(session, enquiry.id, by=by)


def suggested(enquiry: Enquiry, by: Actor) -> dict[str, str]:
    return {other.enquiry.name: other.why for other in others(enquiry, by)}


def told(enquiry: Enquiry) -> dict[str, object]:
    return {
        name: getattr(newest(enquiry), name)
        for name in Enquiry.__table__.columns.keys()  # noqa: SIM118  a column collection iterates over columns, not names
        if name != "version"
    }


def test_the_same_contact_or_a_like_name_with_a_hint_is_suggested(fay: Actor) -> None:
    anna = arrive("Anna Smith", email="anna@example.com", phone=PHONE, service="Physiotherapy")
    arrive("A. Smith", email="ANNA@example.com")
    arrive("Peter Smith", email="", phone="07700 900123")
    arrive("Ana Smith", email="anna.@other.example", phone="+44 7700 900124")
    arrive("Smith Anna", email="x@example.org", service="Physiotherapy")
    arrive("Anna Smith", email="y@example.org")
    arrive("Anna Smythe-Jones", email="z@example.org", service="Physiotherapy")
    arrive("Nobody", email="")

    assert suggested(anna, fay) == {
        "A. Smith": "same email address",
        "Peter Smith": "same phone number, another name",
        "Ana Smith": "almost the same name, almost the same phone number",
        "Smith Anna": "almost the same name, same service within a week",
    }
    assert suggested(arrive("Nobody", email=""), fay) == {}


@pytest.mark.parametrize("name", ['"', "a b", '" OR name:x', "Ω Ж", "NEAR(", "a-b c*d", "'; DROP"])
def test_hostile_names_only_find_nothing(name: str, fay: Actor) -> None:
    enquiry = arrive(name, email="")
    assert suggested(enquiry, fay) == {}
    assert do(who_may_that_be, name, "", "\0", by=fay) == []


def test_who_is_written_down_is_recognised(fay: Actor) -> None:
    anna = arrive("Anna Smith", phone=PHONE)
    for name, email, phone in (("A", "", "07700900123"), ("A", " ANNA-Smith@example.com", "")):
        [other] = do(who_may_that_be, name, email, phone, by=fay)
        assert other.enquiry.id == anna.id


def test_merged_and_separated_both_are_what_they_were(fay: Actor) -> None:
    keep = arrive("Anna Smith", phone=PHONE)
    part = arrive("Ana Smith", phone=PHONE, follow_up_on=now().date(), tags=["knee"])
    do(add_note, part.id, "Called.", by=fay)
    do(snooze, part.id, now() + timedelta(days=1), by=fay)
    before = (told(keep), told(part), timeline(keep), timeline(part))

    do(merge_enquiries, keep.id, part.id, by=fay)

    whole = opened(keep, fay)
    assert [each.id for each in whole.parts] == [part.id]
    assert {event.enquiry_id for event in whole.timeline} == {keep.id, part.id}
    assert others(keep, fay) == []
    asleep = newest(part)
    assert (asleep.status, asleep.snoozed_until, asleep.follow_up_on) == (Status.CLOSED, None, None)
    whole_of_part = opened(part, fay).whole
    assert whole_of_part
    assert whole_of_part.id == keep.id
    with reading() as session:
        for one in (keep, part):
            assert list(session.scalars(matching(sought(one.reference).exact))) == [one.id]
    offer = do(offered_undo, by=fay)
    assert (offer.kind, offer.name, offer.many) == ("merged", "Ana Smith", 1)

    do(separate_enquiry, part.id, by=fay)

    assert (told(keep), told(part)) == before[:2]
    assert timeline(keep)[2:] == before[2]
    assert timeline(part)[2:] == before[3]
    assert [kind for kind, *_ in timeline(part)[:2]] == ["separated", "merged"]
    with pytest.raises(MoveRefused, match="by itself already"):
        do(separate_enquiry, part.id, by=fay)


def test_a_merge_is_the_last_thing_done_and_taken_back_like_any_other(fay: Actor) -> None:
    keep, part = arrive("Anna"), arrive("Ana")
    do(change_status, keep.id, Status.IN_PROGRESS, by=fay)
    before = (told(keep), told(part))
    do(merge_enquiries, keep.id, part.id, by=fay)
    merged = do(offered_undo, by=fay)

    [outcome] = do(take_back, merged.batch_id, by=fay)

    assert (outcome.name, outcome.refused) == ("Ana", "")
    assert (told(keep), told(part)) == before
    assert [kind for kind, *_ in timeline(keep)[:2]] == ["separated", "merged_here"]
    assert do(offered_undo, by=fay).name == "Anna"
    with pytest.raises(NotTakenBack, match="taken back already"):
        do(take_back, merged.batch_id, by=fay)
    with pytest.raises(MoveRefused, match="by itself already"):
        do(separate_enquiry, part.id, by=fay)

    do(take_back, do(offered_undo, by=fay).batch_id, by=fay)
    assert newest(keep).status is Status.NEW


def test_only_the_one_who_merged_takes_it_back(
    fay: Actor, hire: Callable[[str, Role], Actor]
) -> None:
    finn = hire("finn", Role.FRONT_DESK)
    keep, part = arrive("Anna"), arrive("Ana")
    do(merge_enquiries, keep.id, part.id, by=fay)
    batch = do(offered_undo, by=fay).batch_id

    assert do(offered_undo, by=finn) is None
    with pytest.raises(NotTakenBack, match="Only the one who did it"):
        do(take_back, batch, by=finn)

    assert newest(part).merged_into_id == keep.id


@pytest.mark.parametrize("first", [None, Bond.LINKED, Bond.APART])
@pytest.mark.parametrize("then", [Bond.LINKED, Bond.APART, None])
def test_what_was_said_of_two_is_taken_back(
    fay: Actor, first: Bond | None, then: Bond | None
) -> None:
    one, other = arrive("Ruth Vale", phone=PHONE), arrive("Tom Vale", phone=PHONE)
    do(mark_pair, one.id, other.id, first, by=fay)
    do(mark_pair, one.id, other.id, then, by=fay)

    do(take_back, do(offered_undo, by=fay).batch_id, by=fay)

    with reading() as session:
        assert [pair.bond for pair in session.scalars(pairs_of(other.id))] == [first] * bool(first)
    for each in (one, other):
        assert timeline(each)[0][0] == "undone"
    assert do(offered_undo, by=fay).name == "Ruth Vale"


def test_a_part_takes_notes_and_nothing_else(fay: Actor) -> None:
    keep, part = arrive("Anna"), arrive("Ana")
    do(merge_enquiries, keep.id, part.id, by=fay)

    do(add_note, part.id, "Half a note of before.", by=fay)
    with pytest.raises(PartOfAnother):
        do(change_status, part.id, Status.BOOKED, by=fay)
    with pytest.raises(PartOfAnother):
        do(set_enquiry_tags, part.id, ["x"], by=fay)
    [outcome] = do(change_each, [part.id], move_to(Status.BOOKED), by=fay)
    assert "part of another" in outcome.refused


def test_some_may_not_be_merged(fay: Actor) -> None:
    keep, part, third = arrive("Keep"), arrive("Part"), arrive("Third")
    ruth = arrive("Ruth", is_at_risk=True)
    do(merge_enquiries, keep.id, part.id, by=fay)

    for error, whole, piece in (
        (MoveRefused, keep.id, keep.id),
        (MoveRefused, third.id, keep.id),
        (PartOfAnother, part.id, third.id),
        (PartOfAnother, third.id, part.id),
        (RiskNotAcknowledged, third.id, ruth.id),
        (NoSuchEnquiry, third.id, 9_999),
        (NoSuchEnquiry, 9_999, third.id),
    ):
        with pytest.raises(error):
            do(merge_enquiries, whole, piece, by=fay)


def test_a_refusal_names_whose_risk_is_to_be_acknowledged(fay: Actor) -> None:
    anna, ruth = arrive("Anna"), arrive("Ruth", is_at_risk=True)

    with pytest.raises(RiskNotAcknowledged, match="the risk of Ruth first: open that enquiry"):
        do(merge_enquiries, anna.id, ruth.id, by=fay)


def test_two_who_merge_each_into_the_other_at_once_do_it_once(fay: Actor) -> None:
    one, two = arrive("One"), arrive("Two")
    answers: list[bool] = []

    def merge(keep: int, part: int) -> None:
        try:
            do(merge_enquiries, keep, part, by=fay)
            answers.append(True)
        except MoveRefused:
            answers.append(False)

    both = [Thread(target=merge, args=pair) for pair in ((one.id, two.id), (two.id, one.id))]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert sorted(answers) == [False, True]


def test_two_names_on_one_phone_are_linked_and_stay_two(fay: Actor) -> None:
    mother, son = arrive("Ruth Vale", phone=PHONE), arrive("Tom Vale", phone=PHONE)
    do(mark_pair, mother.id, son.id, Bond.LINKED, by=fay)

    [other] = others(son, fay)
    assert (other.enquiry.id, other.is_linked) == (mother.id, True)
    assert newest(son).status is Status.NEW
    assert timeline(son)[0] == ("linked", "", mother.reference, fay.name)

    do(mark_pair, son.id, mother.id, None, by=fay)
    assert not others(son, fay)[0].is_linked
    do(mark_pair, son.id, mother.id, Bond.APART, by=fay)
    assert others(son, fay) == []
    assert others(mother, fay) == []


def test_an_erased_whole_leaves_its_part_standing(fay: Actor) -> None:
    keep, part = arrive("Keep"), arrive("Part")
    do(mark_pair, keep.id, part.id, Bond.LINKED, by=fay)
    do(merge_enquiries, keep.id, part.id, by=fay)
    with writing() as session:
        session.execute(delete(EnquiryEvent).where(EnquiryEvent.enquiry_id == keep.id))
        session.execute(delete(Enquiry).where(Enquiry.id == keep.id))

    assert newest(part).merged_into_id is None
    assert opened(part, fay).whole is None


ACTS: list[Callable[[Session, Actor], object]] = [
    lambda session, by: merge_enquiries(session, 1, 2, by=by),
    lambda session, by: separate_enquiry(session, 1, by=by),
    lambda session, by: mark_pair(session, 1, 2, Bond.LINKED, by=by),
    lambda session, by: who_may_that_be(session, "Anna", "", "", by=by),
    lambda session, by: possible_duplicates(session, 1, by=by),
]


@pytest.mark.parametrize("act", ACTS)
def test_editors_and_clinicians_are_refused(
    act: Callable[[Session, Actor], object], ed: Actor, cleo: Actor
) -> None:
    one, two = arrive(), arrive()
    for by in (ed, cleo):
        with pytest.raises(NotAllowed), writing() as session:
            act(session, by)
    assert [newest(one).version, newest(two).version] == [1, 1]
