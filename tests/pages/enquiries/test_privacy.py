"""Erasing somebody from their page: asked twice, as shown, and told afterwards."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from actions.enquiries.triage import change_status
from models.base.database import reading
from models.base.table import now
from models.enquiries.enquiry import Enquiry, Status
from models.privacy.erasure import ErasureReason
from models.staff.member import Actor
from tests.enquiries import arrive, do

Open = Callable[..., AppTest]


def left() -> list[str]:
    with reading() as session:
        return list(session.scalars(select(Enquiry.name).order_by(Enquiry.id)))


def asked(open_desk: Open, who: Actor, enquiry: Enquiry) -> AppTest:
    desk = open_desk("person", who, of=str(enquiry.id))
    desk.button("privacy-open").click().run()
    assert not desk.exception
    return desk


def test_only_who_is_ticked_is_erased_and_it_is_told(open_desk: Open, mo: Actor) -> None:
    anna = arrive("Anna", phone="020 7946 0001", phone_key="+442079460001")
    arrive("Ben", phone="020 7946 0001")
    desk = asked(open_desk, mo, anna)
    boxes = [each for each in desk.checkbox if (each.key or "").startswith("privacy-")]
    assert len(boxes) == 2
    next(box for box in boxes if "Ben" in box.label).uncheck()
    desk.selectbox("privacy-why").set_value(ErasureReason.ASKED)
    desk.text_input("privacy-sure").set_value("ERASE")
    desk.button("privacy-do").click().run()

    assert left() == ["Ben"]
    settings = open_desk("settings", mo, tab="Privacy")
    assert any("They asked for it" in each.value for each in settings.markdown)


def test_without_reason_or_word_nothing_goes(open_desk: Open, mo: Actor) -> None:
    anna = arrive("Anna")
    desk = asked(open_desk, mo, anna)
    desk.text_input("privacy-sure").set_value("ERASE")
    desk.button("privacy-do").click().run()
    assert any("Choose a reason" in each.value for each in desk.error)
    desk.selectbox("privacy-why").set_value(ErasureReason.ASKED)
    desk.text_input("privacy-sure").set_value("erase?")
    desk.button("privacy-do").click().run()
    assert any("Choose a reason" in each.value for each in desk.error)
    assert left() == ["Anna"]


def test_what_changed_meanwhile_is_looked_at_again(open_desk: Open, mo: Actor, fay: Actor) -> None:
    anna = arrive("Anna")
    desk = asked(open_desk, mo, anna)
    do(change_status, anna.id, Status.IN_PROGRESS, by=fay)
    desk.selectbox("privacy-why").set_value(ErasureReason.ASKED)
    desk.text_input("privacy-sure").set_value("ERASE")
    desk.button("privacy-do").click().run()
    assert any("has changed" in each.value for each in desk.error)
    assert left() == ["Anna"]


def test_whoever_is_kept_cannot_be_erased_until_released(open_desk: Open, mo: Actor) -> None:
    anna = arrive("Anna")
    desk = open_desk("person", mo, of=str(anna.id))
    desk.button("privacy-hold-False").click().run()
    assert any("Legal hold" in each.value for each in desk.markdown)
    desk.button("privacy-open").click().run()
    desk.selectbox("privacy-why").set_value(ErasureReason.ASKED)
    desk.text_input("privacy-sure").set_value("ERASE")
    desk.button("privacy-do").click().run()
    assert any("legal hold" in each.value for each in desk.error)
    assert left() == ["Anna"]
    desk = open_desk("person", mo, of=str(anna.id))
    desk.button("privacy-hold-True").click().run()
    assert not any("Legal hold" in each.value for each in desk.markdown)


def test_the_bin_shows_who_goes_next(open_desk: Open, mo: Actor) -> None:
    arrive("Anna <b>", received_at=now() - timedelta(days=100), status=Status.CLOSED)
    desk = open_desk("settings", mo, tab="Privacy")
    assert any("Nobody is too old" in each.value for each in desk.caption)
    closed = next(each for each in desk.number_input if each.label == "Closed")
    closed.set_value(1)
    next(
        each for each in desk.button if (each.key or "").startswith("save-retention")
    ).click().run()
    assert not desk.exception
    assert any("**1** are in the bin" in each.value for each in desk.markdown)


def test_the_front_desk_is_not_offered_it(open_desk: Open, fay: Actor) -> None:
    desk = open_desk("person", fay, of=str(arrive("Anna").id))

    assert not [each for each in desk.button if (each.key or "").startswith("privacy")]
