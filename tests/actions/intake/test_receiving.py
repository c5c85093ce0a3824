"""Every enquiry is kept once, whoever sends it and however often."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.intake.receiving import enter_enquiry, receive_enquiries, receive_enquiry
from models.articles.article import Article, ArticleState, FormerSlug
from models.base.table import now
from models.clinic.setting import Setting
from models.enquiries.enquiry import (
    CameBy,
    Enquiry,
    EnquiryEvent,
    EnquirySource,
    IdempotencyKey,
    Status,
)
from models.enquiries.listing.count import counts_by_status
from models.enquiries.listing.search import matching
from models.intake.arrival import Arrival
from models.intake.booking import BookingRequest
from models.intake.receipt import Idempotency, KeyReused
from models.staff.log import LogEntry, entries_in_order
from models.staff.member import Actor, NotAllowed
from tests.log import breaches_in

JANE = BookingRequest(
    name="Jane Doe",
    email="Jane@clinic.example",
    phone="+1 (212) 555-0147",
    service="Consultation",
    preferred_at="Tuesday morning",
    message="My knee hurts.",
)
IN_DANGER = replace(JANE, message="I want to end my life.")


def kept(session: Session) -> Sequence[Enquiry]:
    return session.scalars(select(Enquiry).order_by(Enquiry.id)).all()


def test_what_was_asked_is_kept_whole(session: Session) -> None:
    receipt = receive_enquiry(session, JANE, source=EnquirySource.WEB)

    [enquiry] = kept(session)
    asked = {
        name: text
        for name, text in JANE.as_dict().items()
        if name not in {"article", "call_to_action"}
    }
    assert {name: getattr(enquiry, name) for name in asked} == asked | {"consent_version": "1"}
    assert (enquiry.reference, enquiry.received_at) == (receipt.reference, receipt.received_at)
    assert (enquiry.status, enquiry.source) == (Status.NEW, EnquirySource.WEB)
    assert enquiry.email_key == "jane@clinic.example"
    assert enquiry.phone_key == "+12125550147"


def test_its_arrival_stands_in_the_timeline_the_counts_and_the_log(session: Session) -> None:
    receive_enquiry(session, JANE, source=EnquirySource.API)

    [event] = session.scalars(select(EnquiryEvent))
    assert (event.kind, event.new, event.by_id) == ("received", "new", None)
    assert dict(session.execute(counts_by_status()).all()) == {Status.NEW: 1}
    [entry] = session.scalars(entries_in_order())
    assert (entry.action, entry.subject, entry.actor) == (
        "enquiry.received",
        f"enquiry:{event.enquiry_id}",
        "public",
    )
    assert entry.details == {"source": "api", "status": "new", "is_at_risk": False}


@pytest.mark.parametrize("digits", ["2125550147", "12125550147", "5550147"])
def test_the_person_is_found_by_the_digits_of_their_number(session: Session, digits: str) -> None:
    receive_enquiry(session, JANE, source=EnquirySource.WEB)

    assert len(session.scalars(matching(f'"{digits}"')).all()) == 1


def test_the_same_key_brings_the_same_receipt_and_one_enquiry(session: Session) -> None:
    key = Idempotency.of("k-1", "body")
    first = receive_enquiry(session, JANE, source=EnquirySource.API, idempotency=key)

    again = receive_enquiry(session, JANE, source=EnquirySource.API, idempotency=key)

    assert again == replace(first, is_new=False)
    assert len(kept(session)) == 1


def test_the_same_key_twice_in_one_group_is_one_enquiry(session: Session) -> None:
    arrival = Arrival(JANE, EnquirySource.API, Idempotency.of("k-1", "body"))

    first, again = receive_enquiries(session, [arrival, arrival])

    assert again == replace(first, is_new=False)  # type: ignore[type-var]  # a named tuple or dataclass, which mypy cannot tell here
    assert len(kept(session)) == 1


def test_the_same_key_with_another_body_is_refused(session: Session) -> None:
    receive_enquiry(session, JANE, source=EnquirySource.API, idempotency=Idempotency.of("k", "one"))

    with pytest.raises(KeyReused):
        receive_enquiry(
            session, JANE, source=EnquirySource.API, idempotency=Idempotency.of("k", "two")
        )
    assert len(kept(session)) == 1


def test_a_key_past_its_time_no_longer_holds_back_a_new_request(session: Session) -> None:
    key = Idempotency.of("k", "body", after=timedelta(hours=1))
    receive_enquiry(session, JANE, source=EnquirySource.WEB, idempotency=key)
    session.execute(update(IdempotencyKey).values(created_at=now() - timedelta(hours=2)))

    again = receive_enquiry(session, JANE, source=EnquirySource.WEB, idempotency=key)

    assert again.is_new
    assert len(kept(session)) == 2


def test_answers_stand_in_the_order_of_the_arrivals(session: Session) -> None:
    people = [replace(JANE, name=f"Person {number}") for number in range(50)]

    outcomes = receive_enquiries(session, [Arrival(one, EnquirySource.API) for one in people])

    by_reference = {enquiry.reference: enquiry.name for enquiry in kept(session)}
    assert [by_reference[one.reference] for one in outcomes if not isinstance(one, KeyReused)] == [
        one.name for one in people
    ]
    assert breaches_in(session) == []


def test_a_reference_in_use_is_not_given_again(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter([0, 0, 1])
    monkeypatch.setattr("secrets.randbelow", lambda _most: next(drawn))

    first = receive_enquiry(session, JANE, source=EnquirySource.WEB)
    second = receive_enquiry(session, JANE, source=EnquirySource.WEB)

    assert (first.reference, second.reference) == ("CD-2222-2222", "CD-3222-2222")


def test_a_suspect_is_put_aside_with_the_reasons_and_never_dropped(session: Session) -> None:
    receipt = receive_enquiry(session, JANE, source=EnquirySource.WEB, spam_reasons=["too fast"])

    [enquiry] = kept(session)
    assert (enquiry.status, enquiry.spam_reasons) == (Status.SPAM, ["too fast"])
    assert enquiry.reference == receipt.reference


def test_somebody_at_risk_is_never_put_aside(session: Session) -> None:
    receive_enquiry(session, IN_DANGER, source=EnquirySource.WEB, spam_reasons=["too fast"])

    [enquiry] = kept(session)
    assert (enquiry.status, enquiry.is_at_risk) == (Status.NEW, True)
    assert enquiry.risk_phrases == ["end my life"]
    assert enquiry.spam_reasons == ["too fast"]


def test_the_log_tells_of_a_risk_without_the_words(session: Session) -> None:
    receive_enquiry(session, IN_DANGER, source=EnquirySource.WEB)

    [entry] = session.scalars(select(LogEntry))
    assert entry.details["is_at_risk"] is True
    assert "life" not in str(entry.details)


@pytest.fixture
def tides(session: Session) -> Article:
    article = Article(slug="tides", title="Tides", state=ArticleState.PUBLISHED)
    session.add(article)
    session.flush()
    session.add(FormerSlug(slug="ebb", article_id=article.id))
    session.flush()
    return article


@pytest.mark.parametrize("slug", ["tides", "ebb"])
def test_an_enquiry_remembers_the_article_it_came_from(
    session: Session, tides: Article, slug: str
) -> None:
    receive_enquiry(session, replace(JANE, article=slug), source=EnquirySource.WEB)

    assert kept(session)[0].article_id == tides.id


def test_an_article_that_is_not_public_is_left_out(session: Session, tides: Article) -> None:
    tides.state = ArticleState.DRAFT

    receive_enquiry(session, replace(JANE, article="tides"), source=EnquirySource.WEB)

    assert kept(session)[0].article_id is None


def test_the_clinic_decides_its_phrases_and_its_region(session: Session) -> None:
    session.add(Setting(name="risk_phrases", value=["knee"]))
    session.add(Setting(name="phone_region", value="US"))

    receive_enquiry(session, replace(JANE, phone="(212) 555-0147"), source=EnquirySource.WEB)

    [enquiry] = kept(session)
    assert enquiry.risk_phrases == ["knee"]
    assert enquiry.phone_key == "+12125550147"


def test_the_wording_that_was_shown_is_the_one_agreed_to(session: Session) -> None:
    receive_enquiry(session, replace(JANE, consent_version="0"), source=EnquirySource.WEB)

    assert kept(session)[0].consent_version == "0"


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", "'; DROP TABLE enquiry; --", '=HYPERLINK("x")', "{{ 7*7 }}"],
)
def test_hostile_text_is_kept_as_it_is(session: Session, hostile: str) -> None:
    receive_enquiry(session, replace(JANE, name=hostile, message=hostile), source=EnquirySource.WEB)

    [enquiry] = kept(session)
    assert (enquiry.name, enquiry.message) == (hostile, hostile)


def test_the_front_desk_writes_down_a_phone_call(session: Session, fay: Actor) -> None:
    enquiry = enter_enquiry(session, JANE, by=fay)

    assert (enquiry.source, enquiry.consent_version) == (EnquirySource.DESK, "verbal")
    assert enquiry.reference.startswith("CD-")
    [event] = session.scalars(select(EnquiryEvent))
    assert (event.kind, event.old, event.by_id) == ("received", "phone_call", fay.id)
    [entry] = session.scalars(entries_in_order())
    assert (entry.action, entry.staff_id) == ("enquiry.entered", fay.id)


def test_a_walk_in_is_told_from_a_phone_call(session: Session, fay: Actor) -> None:
    enquiry = enter_enquiry(session, JANE, CameBy.WALK_IN, by=fay)

    [event] = session.scalars(select(EnquiryEvent))
    assert (enquiry.source, event.old, event.new) == (EnquirySource.DESK, "walk_in", "new")


def test_an_editor_may_not_write_down_an_enquiry(session: Session, ed: Actor) -> None:
    with pytest.raises(NotAllowed):
        enter_enquiry(session, JANE, by=ed)
    assert kept(session) == []
