"""One-time links arrive by mail, with no word of what the clinic does for anybody."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import update

import settings
from actions.notices.link_mail import mail_link
from actions.staff.forgotten import ask_for_link
from actions.staff.links import choose_password
from models.base.database import reading, writing
from models.base.table import now
from models.notices.link_mail import LinkMail
from models.staff.member import Actor, StaffMember
from public.clock.links import answer_who_forgot, send_all_links
from tests.public.mailbox import Mailbox, running_mailbox


@pytest.fixture(scope="module")
def mail_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mailbox]:
    with running_mailbox(tmp_path_factory.mktemp("mail")) as box:
        yield box


@pytest.fixture
def mailbox(mail_server: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Mailbox:
    mail_server.empty()
    monkeypatch.setattr(settings, "SMTP_URL", mail_server.url)
    return mail_server


def token_in(text: str) -> str:
    [token] = re.findall(r"/desk/welcome\?token=([\w-]+)", text)
    return str(token)


def test_who_forgot_it_gets_a_link_and_whoever_is_unknown_gets_nothing(
    mailbox: Mailbox, mo: Actor
) -> None:
    with writing() as session:
        session.get_one(StaffMember, mo.id).password_hash = "before"
        for typed in ("mo", "nobody", "nobody@clinic.example"):
            ask_for_link(session, typed, address="192.0.2.1")
    answer_who_forgot()
    send_all_links()
    [(recipients, message)] = mailbox.posted
    text = message.get_content()

    assert recipients == ["mo@clinic.example"]
    assert "for one hour" in text
    assert "Did you not ask for it?" in text
    assert message["Auto-Submitted"] == "auto-generated"
    with writing() as session:
        assert choose_password(session, token_in(text), "after").id == mo.id
    send_all_links()
    assert len(mailbox.posted) == 1


def test_an_invitation_says_the_username_and_how_long_it_works(
    mailbox: Mailbox, mo: Actor, ada: Actor
) -> None:
    with writing() as session:
        mail_link(session, mo.id or 0, by=ada)
    send_all_links()
    [(_, message)] = mailbox.posted
    text = message.get_content()

    assert "Username: mo" in text
    assert "for 7 days" in text
    assert token_in(text)


def test_a_refused_mail_is_tried_again_with_a_link_of_its_own(
    mailbox: Mailbox, mo: Actor, ada: Actor
) -> None:
    with writing() as session:
        mail_link(session, mo.id or 0, by=ada)
    mailbox.answers("451 busy")
    send_all_links()
    with reading() as session:
        assert session.query(LinkMail).one().failure == "answered 451"
    mailbox.answers("250 OK")
    with writing() as session:
        session.execute(update(LinkMail).values(due_at=now()))
    send_all_links()

    [(_, message)] = mailbox.posted
    with writing() as session:
        assert choose_password(session, token_in(message.get_content()), "after").id == mo.id


@pytest.mark.sqlite
def test_no_token_lies_in_the_database(mailbox: Mailbox, mo: Actor, ada: Actor) -> None:
    with writing() as session:
        mail_link(session, mo.id or 0, by=ada)
    send_all_links()
    [(_, message)] = mailbox.posted
    folder = settings.database_file().parent
    kept = b"".join(file.read_bytes() for file in folder.glob("copydesk.sqlite*"))

    assert b"invitation_mailed" in kept
    assert token_in(message.get_content()).encode() not in kept
