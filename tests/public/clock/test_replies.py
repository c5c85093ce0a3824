"""Replies of the desk reach one person each, once, and a failure is told and tried again."""

from collections.abc import Iterator

import pytest

import settings
from actions.enquiries.answering import Answer, answer_enquiry
from actions.notices.replying import lease_reply, try_reply_again
from models.base.database import reading, writing
from models.notices.reply_mail import ReplyMail
from models.notices.words import why_not_mailed
from models.staff.member import Actor
from public.clock.replies import send_all_replies
from tests.enquiries import arrive, do, timeline
from tests.public.mailbox import Mailbox, running_mailbox

HELLO = Answer("Ihre Anfrage – ümlaut", "Dear Anna,\n\nplease call us. 漢字", is_mailed=True)


@pytest.fixture(scope="module")
def mail_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mailbox]:
    with running_mailbox(tmp_path_factory.mktemp("mail")) as box:
        yield box


@pytest.fixture
def mailbox(mail_server: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    mail_server.empty()
    monkeypatch.setattr(settings, "SMTP_URL", mail_server.url)
    return mail_server


def kinds(enquiry_id: int) -> list[str]:
    with reading() as session:
        return [mail.failure for mail in session.query(ReplyMail).filter_by(enquiry_id=enquiry_id)]


def test_a_reply_reaches_its_person_in_the_clinics_name_and_the_timeline_says_so(
    mailbox: Mailbox, fay: Actor
) -> None:
    anna = arrive("Anna", service="Grief counselling", message="My grief")
    do(answer_enquiry, anna.id, HELLO, by=fay)
    send_all_replies()

    [(recipients, message)] = mailbox.posted
    assert recipients == ["anna@example.com"]
    assert message["Subject"] == HELLO.subject
    assert settings.CLINIC_NAME in message["From"]
    assert message.get_content().split() == HELLO.body.split()
    assert "rief" not in message.as_string()
    assert timeline(anna)[0][0] == "delivered_the_reply"
    assert kinds(anna.id) == []
    send_all_replies()
    assert len(mailbox.posted) == 1


def test_a_refusal_is_told_kept_and_delivered_later(mailbox: Mailbox, fay: Actor) -> None:
    anna = arrive("Anna")
    do(answer_enquiry, anna.id, HELLO, by=fay)
    mailbox.answers("451 busy")
    send_all_replies()
    assert not mailbox.posted
    assert timeline(anna)[0][0] == "could_not_deliver_the_reply"
    [failure] = kinds(anna.id)
    assert failure

    mailbox.answers("250 OK")
    send_all_replies()  # its time has not come
    assert not mailbox.posted
    with writing() as session:
        [mail] = session.query(ReplyMail)
        try_reply_again(session, mail.id, by=fay)
    send_all_replies()
    assert len(mailbox.posted) == 1


def test_what_the_server_took_is_not_sent_again_for_how_it_says_goodbye(
    mailbox: Mailbox, fay: Actor
) -> None:
    mailbox.answers("250 OK", goodbye="421 Too many connections")
    anna = arrive("Anna")
    do(answer_enquiry, anna.id, HELLO, by=fay)
    send_all_replies()

    assert len(mailbox.posted) == 1
    assert timeline(anna)[0][0] == "delivered_the_reply"


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        ("answered 451", "the mail server could not take it now (451)"),
        ("answered 554", "the mail server refused it (554)"),
        ("answered -1", "the server could not be reached"),
        ("recipients", "the mail server refused this address; look how it is written"),
        ("password", "the mail server refused our name or password"),
    ],
)
def test_who_wrote_a_mail_is_told_in_words_why_it_did_not_go(failure: str, words: str) -> None:
    assert why_not_mailed(failure) == words


def test_no_two_processes_send_the_same(mailbox: Mailbox, fay: Actor) -> None:
    anna = arrive("Anna")
    do(answer_enquiry, anna.id, HELLO, by=fay)
    with writing() as session:
        assert lease_reply(session)
    with writing() as session:
        assert lease_reply(session) is None
    send_all_replies()
    assert not mailbox.posted
