"""Colleagues are told by mail what awaits them: once, without a word of it, if they want."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import update

import settings
from actions.comments.talking import write_comment
from actions.notices.bell import choose_mail, mark_all_read
from actions.notices.staff_mail import has_staff_mail, lease_staff_mail
from models.base.database import reading, writing
from models.base.table import now
from models.notices.staff_notice import StaffNotice
from models.staff.member import Actor, Role, StaffMember
from public.clock.staff_mail import send_all_staff_mail
from tests.articles import Written
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


def mention_twice(ed: Actor, tides: Written) -> None:
    with writing() as session:
        for section in tides.sections[1:3]:
            write_comment(session, section, "Secret words, @cleo", by=ed)


def let_time_pass() -> None:
    with writing() as session:
        session.execute(update(StaffNotice).values(mail_due_at=now() - timedelta(seconds=1)))


def test_a_mail_says_how_much_awaits_somebody_and_no_word_of_it(
    mailbox: Mailbox, ed: Actor, cleo: Actor, tides: Written
) -> None:
    mention_twice(ed, tides)
    send_all_staff_mail()
    assert not mailbox.posted
    let_time_pass()
    send_all_staff_mail()
    [(recipients, message)] = mailbox.posted
    assert recipients == ["cleo@clinic.example"]
    assert message["Subject"].endswith(": 2 things for you")
    assert "mentioned in a comment: 2" in message.get_content()
    assert f"{settings.PUBLIC_URL}/desk/notices" in message.get_content()
    assert not {"Secret", "Tides", "Spring", "Ed"} & set(message.as_string().split())
    send_all_staff_mail()
    assert len(mailbox.posted) == 1


def test_what_was_read_before_and_whoever_wants_none_gets_no_mail(
    mailbox: Mailbox, ed: Actor, cleo: Actor, tides: Written
) -> None:
    mention_twice(ed, tides)
    with writing() as session:
        mark_all_read(session, now(), by=cleo)
        choose_mail(session, wanted=False, by=cleo)
    mention_twice(ed, tides)
    let_time_pass()
    with writing() as session:
        choose_mail(session, wanted=True, by=cleo)
        session.execute(update(StaffMember).where(StaffMember.id == cleo.id).values(
            role=Role.FRONT_DESK))  # fmt: skip
    send_all_staff_mail()
    assert not mailbox.posted
    with reading() as session:
        assert not has_staff_mail(session)


def test_a_refused_mail_is_tried_again_and_no_two_processes_send_the_same(
    mailbox: Mailbox, ed: Actor, cleo: Actor, tides: Written
) -> None:
    mention_twice(ed, tides)
    let_time_pass()
    mailbox.answers("451 busy")
    send_all_staff_mail()
    mailbox.answers("250 OK")
    send_all_staff_mail()
    assert not mailbox.posted
    let_time_pass()
    with writing() as session:
        assert lease_staff_mail(session)
    with writing() as session:
        assert lease_staff_mail(session) is None
