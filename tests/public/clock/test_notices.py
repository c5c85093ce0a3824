"""The desk is told that somebody wrote: soon, seldom, once, and nothing of who or what."""

import json
import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

import settings
from actions.clinic.settings import change_setting, read_setting
from actions.intake.receiving import enter_enquiry, receive_enquiries
from actions.notices.sending import lease, record_delivery, send_test, try_again
from models.base.database import reading, writing
from models.base.table import now
from models.base.text import BadText
from models.enquiries.enquiry import EnquirySource
from models.intake.arrival import Arrival
from models.intake.booking import BookingRequest
from models.notices.notice import Channel, Dispatch, Notice, Stand, unsent
from models.staff.member import OPERATOR, Actor, NotAllowed
from public.clock import mailing
from public.clock.notices import send_all, send_notices
from tests.public.foreign_program import ForeignProgram, foreign_program
from tests.public.mailbox import Mailbox, running_mailbox

ANNA = BookingRequest("Anna Smith", "anna@example.com", message="My grief")
RUTH = BookingRequest("Ruth Vale", "ruth@example.com", message="I want to end my life")


def choose(**chosen: object) -> None:
    with writing() as session:
        for name, value in chosen.items():
            version = read_setting(session, name, by=OPERATOR).version
            change_setting(session, name, value, version=version, by=OPERATOR)


@pytest.fixture(scope="module")
def mail_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mailbox]:
    with running_mailbox(tmp_path_factory.mktemp("mail")) as box:
        yield box


@pytest.fixture
def mailbox(mail_server: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    mail_server.empty()
    monkeypatch.setattr(settings, "SMTP_URL", mail_server.url)
    choose(mail_recipients=["desk@clinic.example", "mo@clinic.example"])
    return mail_server


@pytest.fixture
def program() -> Iterator[ForeignProgram]:
    with foreign_program() as running:
        choose(webhook_url=running.url, webhook_may_be_private=True)
        yield running


def arrive(*people: BookingRequest, spam: bool = False) -> None:
    reasons = ("links",) if spam else ()
    with writing() as session:
        receive_enquiries(
            session, [Arrival(who, EnquirySource.WEB, None, reasons) for who in people]
        )


def time_passes(much: timedelta) -> None:
    with writing() as session:
        for dispatch in session.query(Dispatch):
            dispatch.made_at -= much
            dispatch.due_at -= much
            if dispatch.claimed_until:
                dispatch.claimed_until -= much


def left() -> int:
    with reading() as session:
        return session.query(Notice).count()


def test_a_mail_says_how_many_and_the_way_and_nothing_else(mailbox: Mailbox) -> None:
    arrive(ANNA)
    send_all(Channel.MAIL)

    [(recipients, message)] = mailbox.posted
    assert recipients == ["desk@clinic.example", "mo@clinic.example"]
    assert message["Subject"] == f"{settings.CLINIC_NAME}: 1 new enquiry"
    body = message.get_content()
    assert f"{settings.PUBLIC_URL}/desk/enquiries" in body
    assert not any(word in message.as_string() for word in ("Anna", "anna", "grief", "CD-"))
    assert left() == 0


def test_a_flood_makes_few_mails_and_tells_of_all(mailbox: Mailbox) -> None:
    arrive(ANNA)
    send_all(Channel.MAIL)
    for _ in range(10):
        arrive(*[ANNA] * 99)
        send_all(Channel.MAIL)
    assert len(mailbox.posted) == 1

    time_passes(timedelta(minutes=11))
    send_all(Channel.MAIL)
    subjects = [message["Subject"] for _, message in mailbox.posted]
    assert [subject.partition(": ")[2] for subject in subjects] == [
        "1 new enquiry",
        "990 new enquiries",
    ]


def test_somebody_to_call_is_told_within_a_minute(mailbox: Mailbox) -> None:
    arrive(ANNA)
    send_all(Channel.MAIL)
    arrive(ANNA, RUTH)
    time_passes(timedelta(seconds=61))
    send_all(Channel.MAIL)

    _, message = mailbox.posted[1]
    assert message["Subject"].endswith("2 new enquiries, call today")
    assert not any(word in message.as_string() for word in ("Ruth", "end my life"))


def test_spam_is_not_told_but_spam_that_needs_a_call_is(mailbox: Mailbox) -> None:
    arrive(ANNA, spam=True)
    send_all(Channel.MAIL)
    assert not mailbox.posted
    arrive(RUTH, spam=True)
    send_all(Channel.MAIL)
    assert len(mailbox.posted) == 1


def test_what_the_desk_wrote_down_itself_is_told_only_when_it_is_urgent(
    mailbox: Mailbox, fay: Actor
) -> None:
    with writing() as session:
        enter_enquiry(session, ANNA, by=fay)
    assert left() == 0
    with writing() as session:
        enter_enquiry(session, RUTH, by=fay)
    assert left() == 1


def test_a_clinic_that_chose_no_channel_keeps_no_notices() -> None:
    arrive(ANNA, RUTH)
    assert left() == 0


def test_nothing_is_claimed_twice(mailbox: Mailbox) -> None:
    arrive(ANNA)
    with writing() as session:
        assert lease(session, Channel.MAIL)
    with writing() as session:
        assert lease(session, Channel.MAIL) is None
    send_all(Channel.MAIL)
    assert not mailbox.posted

    time_passes(timedelta(minutes=10))  # that process has died
    send_all(Channel.MAIL)
    assert len(mailbox.posted) == 1


def test_what_a_server_refuses_is_tried_again_later_and_named(mailbox: Mailbox, mo: Actor) -> None:
    mailbox.answers("451 full")
    arrive(ANNA)
    send_all(Channel.MAIL)
    send_all(Channel.MAIL)
    with reading() as session:
        [failed] = session.scalars(unsent())
    assert (failed.failure, failed.tries, failed.stand) == ("answered 451", 1, Stand.WAITING)
    assert failed.due_at > now()

    mailbox.answers("250 OK")
    with writing() as session:
        assert try_again(session, by=mo) == 1
    send_all(Channel.MAIL)
    assert len(mailbox.posted) == 1
    with reading() as session:
        assert not session.scalars(unsent()).all()


def test_an_unreachable_server_loses_nothing(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = settings.SMTP_URL
    monkeypatch.setattr(settings, "SMTP_URL", "smtp://127.0.0.1:1")
    arrive(ANNA)
    send_all(Channel.MAIL)
    monkeypatch.setattr(settings, "SMTP_URL", there)
    time_passes(timedelta(hours=1))
    send_all(Channel.MAIL)

    assert len(mailbox.posted) == 1


def test_no_password_goes_over_an_open_line(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = settings.SMTP_URL.rpartition(":")[2]
    monkeypatch.setattr(settings, "SMTP_URL", f"smtp://me:secret@127.0.0.1:{port}")
    arrive(ANNA)
    send_all(Channel.MAIL)

    with reading() as session:
        assert [each.failure for each in session.scalars(unsent())] == ["unencrypted"]
    assert not mailbox.posted


def test_a_clinics_name_starts_no_header(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CLINIC_NAME", "Clinic\r\nBcc: all@example.com")
    arrive(ANNA)
    send_all(Channel.MAIL)

    [(recipients, message)] = mailbox.posted
    assert message["Bcc"] is None
    assert len(recipients) == 2


def test_a_webhook_gets_numbers_and_proof(program: ForeignProgram) -> None:
    arrive(ANNA, RUTH)
    send_all(Channel.WEBHOOK)

    [call] = program.calls
    told = json.loads(call.body)
    assert (told["event"], told["count"], told["urgent"]) == ("enquiries.received", 2, 1)
    assert told["enquiries"] == [1, 2]
    assert call.is_signed_with(settings.derived_secret("webhook 1"))
    assert not any(word in call.body.decode() for word in ("Anna", "Ruth", "grief", "CD-"))


@pytest.mark.parametrize(
    ("path", "why"),
    [("/elsewhere", "redirected"), ("/broken", "answered 500"), ("/hang-up", "unreachable")],
)
def test_a_webhook_that_does_not_take_it_is_a_failure(
    program: ForeignProgram, path: str, why: str
) -> None:
    choose(webhook_url=program.url + path)
    arrive(ANNA)
    send_all(Channel.WEBHOOK)

    with reading() as session:
        assert [each.failure for each in session.scalars(unsent())] == [why]
    assert [call.path for call in program.calls] == [path]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1"]
)
def test_a_private_address_is_called_only_when_that_is_allowed(
    program: ForeignProgram, host: str
) -> None:
    port = program.url.rpartition(":")[2]
    choose(webhook_url=f"http://{host}:{port}/", webhook_may_be_private=False)
    arrive(ANNA)
    send_all(Channel.WEBHOOK)

    with reading() as session:
        assert [each.failure for each in session.scalars(unsent())] == ["private"]
    assert not program.calls


def test_a_manager_tries_it_out_and_others_cannot(mailbox: Mailbox, mo: Actor, fay: Actor) -> None:
    with writing() as session:
        send_test(session, Channel.MAIL, by=mo)
    send_all(Channel.MAIL)
    assert mailbox.posted[0][1]["Subject"].endswith("a test of the notifications")
    with writing() as session:
        with pytest.raises(NotAllowed):
            send_test(session, Channel.MAIL, by=fay)
        with pytest.raises(NotAllowed):
            try_again(session, by=fay)


def test_a_failed_test_is_told_and_forgotten_with_the_next(mailbox: Mailbox, mo: Actor) -> None:
    for answer, failures in (("550 no", ["answered 550"]), ("250 OK", [])):
        mailbox.answers(answer)
        with writing() as session:
            send_test(session, Channel.MAIL, by=mo)
        send_all(Channel.MAIL)
        with reading() as session:
            assert [each.failure for each in session.scalars(unsent())] == failures


def test_what_never_arrives_is_given_up_at_last(mailbox: Mailbox) -> None:
    arrive(ANNA)
    for _ in range(30):
        time_passes(timedelta(hours=2))
        with writing() as session:
            if claimed := lease(session, Channel.MAIL):
                record_delivery(session, claimed.id, "unreachable")

    with reading() as session:
        [failed] = session.scalars(unsent())
    assert failed.stand is Stand.GIVEN_UP


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.com",
        "http://",
        "http://user:pass@example.com/",
        "http://example.com/\r\nX-Evil: 1",
        "http://exa mple.com/",
        "http://example.com:99999/",
        "//example.com",
    ],
)
def test_only_a_plain_web_address_can_be_a_webhook(url: str) -> None:
    with pytest.raises(BadText):
        choose(webhook_url=url)


def test_a_server_that_keeps_silent_holds_up_nobody_else(
    mailbox: Mailbox, program: ForeignProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailing, "TIMEOUT", 2.0)
    before = set(threading.enumerate())
    mailbox.answers("silence")
    arrive(ANNA)
    send_notices()  # returns at once, and the other channel is served
    for _ in range(600):
        if program.calls:
            break
        time.sleep(0.05)
    assert program.calls
    mailbox.answers("250 OK")
    for sending in set(threading.enumerate()) - before:
        sending.join()
