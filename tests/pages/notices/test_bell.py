"""The bell on every screen, the list behind it, and the choice of mail."""

from collections.abc import Callable

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

import settings
from actions.reviews.asking import Wish
from actions.reviews.reviewing import send_back, submit_for_review
from models.articles.article import Article
from models.base.database import reading, writing
from models.notices.staff_notice import StaffNotice
from models.staff.member import Actor, Role, StaffMember
from tests.articles import Written

Open = Callable[..., AppTest]


@pytest.fixture
def asked(ed: Actor, cleo: Actor, tides: Written) -> None:
    with writing() as session:
        session.execute(update(Article).values(title="[Tides](http://x) :red[now]"))
        submit_for_review(session, tides.id, Wish(cleo.id), by=ed)
        send_back(session, tides.sections[1], 2, "No.", by=cleo)
        submit_for_review(session, tides.id, Wish(cleo.id), by=ed)


def bell(desk: AppTest) -> list[str]:
    links = [each.proto.label for each in desk.sidebar if each.type == "page_link"]
    return [label for label in links if label.startswith("Notices")]


def unread() -> int:
    with reading() as session:
        return session.query(StaffNotice).filter_by(read_at=None).count()


@pytest.mark.usefixtures("asked")
def test_the_bell_counts_on_every_screen_what_is_not_read(
    open_desk: Open, ed: Actor, mo: Actor, cleo: Actor, fay: Actor
) -> None:
    for address in ("", "articles", "account"):
        assert bell(open_desk(address, cleo)) == ["Notices :red-badge[1]"]
        assert bell(open_desk(address, mo)) == ["Notices"]
    assert bell(open_desk("", ed)) == ["Notices :red-badge[1]"]
    assert bell(open_desk("", fay)) == []


@pytest.mark.usefixtures("asked")
def test_a_notice_leads_to_its_place_and_is_read_then(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    desk = open_desk("notices", ed)
    (notice,) = [each for each in desk.button if each.label.startswith("**Sent back to you")]
    assert r"\[Tides\]\(http\://:gray[]x\)" in notice.label
    assert "http://x" not in notice.label
    assert any("“Spring” · Cleo Example" in each.value for each in desk.markdown)
    notice.click().run()
    assert not desk.exception
    assert desk.text_input(f"section-{tides.sections[1]}-heading").value == "Spring"
    assert bell(desk) == ["Notices"]


@pytest.mark.usefixtures("asked")
def test_notices_are_put_away_without_going_there(open_desk: Open, ed: Actor, cleo: Actor) -> None:
    desk = open_desk("notices", ed)
    (one,) = [each for each in desk.button if each.label == "Mark as read"]
    one.click().run()
    assert unread() == 1
    assert "Mark as read" not in [each.label for each in desk.button]
    desk = open_desk("notices", cleo)
    desk.button("notices-all").click().run()
    assert unread() == 0
    assert bell(desk) == ["Notices"]


@pytest.mark.usefixtures("asked")
def test_who_was_demoted_meanwhile_puts_nothing_away(open_desk: Open, cleo: Actor) -> None:
    desk = open_desk("notices", cleo)
    with writing() as session:
        session.execute(update(StaffMember).values(role=Role.FRONT_DESK))
    desk.button("notices-all").click().run()
    assert unread() == 2
    assert bell(desk) == []


def test_each_person_chooses_whether_by_mail_too(
    open_desk: Open, ed: Actor, fay: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_desk("account", ed).toggle("notice-mail-True").disabled
    monkeypatch.setattr(settings, "SMTP_URL", "smtp://localhost:1")
    desk = open_desk("account", ed)
    desk.toggle("notice-mail-True").set_value(False).run()
    assert desk.toggle("notice-mail-False").value is False
    assert not [each for each in open_desk("account", fay).toggle if "mail" in str(each.key)]
