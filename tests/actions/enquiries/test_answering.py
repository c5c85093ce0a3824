"""Answering somebody from the desk: what is sent, what is never sent, and what follows."""

from datetime import timedelta

import pytest

import settings
from actions.enquiries.answering import Answer, answer_enquiry
from actions.enquiries.changes import MoveRefused, RiskNotAcknowledged, StaleEnquiry
from actions.enquiries.reply_drafts import keep_typed_reply
from actions.enquiries.undo import offered_undo, take_back
from actions.notices.replying import record_reply_delivery, try_reply_again, withdraw_reply
from models.base.database import reading, writing
from models.base.table import now
from models.enquiries.enquiry import Enquiry, Status
from models.enquiries.replies.afterwards import Afterwards
from models.enquiries.replies.draft import ReplyDraft
from models.enquiries.reply import telling
from models.notices.reply_mail import ReplyMail
from models.staff.member import Actor, NotAllowed
from tests.enquiries import arrive, do, newest, timeline

HELLO = Answer("Your request", "Dear Anna,\n\nplease call us.", is_mailed=True)


@pytest.fixture(autouse=True)
def _mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SMTP_URL", "smtp://127.0.0.1:1")


def waiting() -> list[ReplyMail]:
    with reading() as session:
        return session.query(ReplyMail).all()


def drafts() -> list[str]:
    with reading() as session:
        return [each.body for each in session.query(ReplyDraft)]


def test_a_mail_waits_the_answer_is_logged_and_the_person_is_no_longer_new(fay: Actor) -> None:
    anna = arrive("Anna")
    do(answer_enquiry, anna.id, HELLO, by=fay, version=1)

    [mail] = waiting()
    assert (mail.address, mail.subject) == ("anna@example.com", "Your request")
    kept = newest(anna)
    assert kept.status is Status.IN_PROGRESS
    assert kept.first_answered_at
    assert [kind for kind, *_ in timeline(anna)] == ["status", "mailed_a_reply", "received"]


def test_a_second_click_on_the_same_page_sends_nothing(fay: Actor) -> None:
    anna = arrive("Anna", status=Status.WAITING)
    do(answer_enquiry, anna.id, HELLO, by=fay, version=1)
    with pytest.raises(StaleEnquiry):
        do(answer_enquiry, anna.id, HELLO, by=fay, version=1)

    assert len(waiting()) == 1


def test_status_tag_and_follow_up_follow_in_the_same_gesture_and_undo_leaves_the_answer(
    fay: Actor,
) -> None:
    anna = arrive("Anna", tags=["vip"])
    then = Afterwards(Status.WAITING, "called", 3)
    do(answer_enquiry, anna.id, Answer(then=then), by=fay, version=1)
    kept = newest(anna)
    assert (kept.status, kept.tags) == (Status.WAITING, ["vip", "called"])
    assert kept.follow_up_on == then.follow_up_on()

    with writing() as session:
        offer = offered_undo(session, by=fay)
        assert offer
        take_back(session, offer.batch_id, by=fay)
    kept = newest(anna)
    assert (kept.status, kept.tags, kept.follow_up_on) == (Status.NEW, ["vip"], None)
    assert kept.first_answered_at


def test_whose_risk_nobody_acknowledged_is_not_closed_by_a_reply_and_no_mail_goes(
    fay: Actor,
) -> None:
    ruth = arrive("Ruth", is_at_risk=True, risk_phrases=["suicide"])
    closing = Answer("Hello", "Hello", is_mailed=True, then=Afterwards(Status.CLOSED))
    with pytest.raises(RiskNotAcknowledged):
        do(answer_enquiry, ruth.id, closing, by=fay, version=1)

    assert not waiting()
    assert newest(ruth).first_answered_at is None


def test_a_move_that_is_none_from_here_is_left_out(fay: Actor) -> None:
    anna = arrive("Anna", status=Status.SPAM)
    do(answer_enquiry, anna.id, Answer(then=Afterwards(Status.WAITING)), by=fay)

    assert newest(anna).status is Status.SPAM


def test_no_mail_tells_about_health_unless_they_agreed(fay: Actor) -> None:
    anna = arrive("Anna", service="Grief counselling", message="I have lost my dear husband")
    mail = Answer("Your request", "About grief  counselling", is_mailed=True)
    with pytest.raises(MoveRefused, match="names the service"):
        do(answer_enquiry, anna.id, mail, by=fay)
    with pytest.raises(MoveRefused, match="names the service"):  # no link carries it either
        do(answer_enquiry, anna.id, Answer(mail.subject, mail.body, may_tell=True), by=fay)
    assert not waiting()

    agreed = Answer(mail.subject, mail.body, is_mailed=True, may_tell=True)
    do(answer_enquiry, anna.id, agreed, by=fay)
    assert len(waiting()) == 1


def test_what_a_text_tells_is_named() -> None:
    anna = Enquiry(
        service="Physiotherapy", preferred_at="Monday at 9", message="My left knee hurts a lot\nHi"
    )
    assert telling(anna, "You wrote: my left knee  hurts a lot") == ["what they wrote"]
    assert telling(anna, "physiotherapy, monday at 9") == [
        "the service",
        "the time they would like",
    ]
    assert telling(anna, "Hi, please call us.") == []


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer("", "Text", is_mailed=True), "subject and a text"),
        (Answer("Subject", " ", is_mailed=True), "subject and a text"),
        (Answer("Subject", "on {booked time}", is_mailed=True), "Fill in {booked time}"),
        (Answer("Subject", "on {booked time}"), "Fill in {booked time}"),
    ],
)
def test_a_mail_that_is_not_ready_is_refused(fay: Actor, answer: Answer, why: str) -> None:
    anna = arrive("Anna")
    with pytest.raises(MoveRefused, match=why):
        do(answer_enquiry, anna.id, answer, by=fay)


def test_without_an_address_or_a_server_there_is_no_mail(
    fay: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody, anna = arrive("Nobody", email=""), arrive("Anna")
    with pytest.raises(MoveRefused, match="no email address"):
        do(answer_enquiry, nobody.id, HELLO, by=fay)
    monkeypatch.setattr(settings, "SMTP_URL", "")
    with pytest.raises(MoveRefused, match="No mail server"):
        do(answer_enquiry, anna.id, HELLO, by=fay)


def test_a_draft_is_kept_until_it_is_sent_and_does_not_come_back_behind_it(fay: Actor) -> None:
    anna = arrive("Anna")
    do(keep_typed_reply, anna.id, {"body": "Dear An"}, by=fay)
    do(answer_enquiry, anna.id, Answer(), by=fay)
    assert drafts() == ["Dear An"]

    do(answer_enquiry, anna.id, HELLO, by=fay)
    assert do(keep_typed_reply, anna.id, {"body": "Dear Anna"}, by=fay) is None
    assert drafts() == []
    assert do(keep_typed_reply, 999, {"body": "x"}, by=fay) is None


def test_a_failure_is_told_once_and_tried_again_or_withdrawn_as_a_draft(fay: Actor) -> None:
    anna = arrive("Anna")
    do(answer_enquiry, anna.id, HELLO, by=fay)
    [mail] = waiting()
    for _ in range(2):
        do(record_reply_delivery, mail.id, "unreachable")
    assert [kind for kind, *_ in timeline(anna)].count("could_not_deliver_the_reply") == 1
    [mail] = waiting()
    assert mail.due_at > now() + timedelta(seconds=1)

    do(try_reply_again, mail.id, by=fay)
    assert waiting()[0].due_at <= now()
    do(withdraw_reply, mail.id, by=fay)
    assert (waiting(), drafts()) == ([], [HELLO.body])
    with pytest.raises(MoveRefused, match="meanwhile"):
        do(withdraw_reply, mail.id, by=fay)


def test_editors_answer_nobody(ed: Actor) -> None:
    anna = arrive("Anna")
    with pytest.raises(NotAllowed):
        do(answer_enquiry, anna.id, HELLO, by=ed)
    with pytest.raises(NotAllowed):
        do(keep_typed_reply, anna.id, {"body": "x"}, by=ed)
    for act in (try_reply_again, withdraw_reply):
        with pytest.raises(NotAllowed):
            do(act, 1, by=ed)
