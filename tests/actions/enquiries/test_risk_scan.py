"""Open enquiries are looked through again after the phrases changed: flags are only added."""

import pytest
from sqlalchemy import select

from actions.clinic.settings import change_setting
from actions.enquiries.risk_scan import scan_further, scan_of, start_scan
from models.base.database import reading, writing
from models.enquiries.enquiry import Enquiry, Status
from models.enquiries.event import EnquiryEvent
from models.enquiries.listing.list import people_to_call
from models.enquiries.risk import scan as risk_scan
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed
from public.clock.tidying import scan_for_risk
from tests.enquiries import arrive


@pytest.fixture(autouse=True)
def small_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.enquiries.risk_scan.STRETCH", 2)
    assert risk_scan.STRETCH > 2


def look_again(by: Actor, phrases: list[str]) -> None:
    with writing() as session:
        change_setting(session, "risk_phrases", phrases, version=0, by=by)
        start_scan(session, by=by)
    scan_for_risk()


def to_call() -> list[str]:
    with reading() as session:
        return [enquiry.name for enquiry in session.scalars(people_to_call())]


def test_who_fits_the_new_phrases_is_flagged_quoted_and_told(mo: Actor) -> None:
    people = [arrive(f"P{number}", message="Nothing") for number in range(5)]
    ruth = arrive("Ruth", message="I am SO tired of it all", status=Status.WAITING)
    look_again(mo, ["so tired"])

    assert to_call() == ["Ruth"]
    with reading() as session:
        kept = session.get_one(Enquiry, ruth.id)
        assert (kept.risk_phrases, kept.version) == (["SO tired"], 2)
        scan = scan_of(session)
        assert (scan.done, scan.found, scan.is_running) == (len(people) + 1, 1, False)
        kinds = session.scalars(select(EnquiryEvent.kind).where(EnquiryEvent.enquiry_id == ruth.id))
        assert "risk_found" in kinds.all()
        told = session.scalars(select(LogEntry.details).where(LogEntry.subject != "")).all()
    assert "tired" not in str(told)


def test_settled_ones_are_left_and_no_flag_is_taken_away(mo: Actor) -> None:
    arrive("Closed", message="so tired", status=Status.CLOSED)
    arrive("Ruth", message="end my life", is_at_risk=True, risk_phrases=["end my life"])
    look_again(mo, ["so tired"])

    assert to_call() == ["Ruth"]


def test_a_clinic_that_never_asked_has_nothing_to_do() -> None:
    arrive("Ruth", message="end my life")
    scan_for_risk()
    with writing() as session:
        assert not scan_further(session)
    assert to_call() == []


def test_the_front_desk_starts_no_scan(fay: Actor) -> None:
    with pytest.raises(NotAllowed), writing() as session:
        start_scan(session, by=fay)
