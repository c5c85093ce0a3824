"""A reply that is not tried any more is told on Home, not in its record alone."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

import settings
from actions.enquiries.answering import Answer, answer_enquiry
from actions.notices.replying import record_reply_delivery, try_reply_again
from models.base.database import reading, writing
from models.notices.notice import MOST_TRIES
from models.notices.reply_mail import ReplyMail
from models.staff.member import Actor
from tests.enquiries import arrive, do

Open = Callable[..., AppTest]
HEADING = "Your reply did not reach them"


@pytest.fixture
def given_up(fay: Actor, monkeypatch: pytest.MonkeyPatch) -> int:
    """The number of Anna's, refused as often as it is tried."""
    monkeypatch.setattr(settings, "SMTP_URL", "smtp://mail.invalid")
    do(
        answer_enquiry,
        arrive("Anna").id,
        Answer("Hello", "Please call us.", is_mailed=True),
        by=fay,
    )
    with writing() as session:
        mail = session.scalars(select(ReplyMail)).one()
        mail.tries = MOST_TRIES
        record_reply_delivery(session, mail.id, "550")
        return mail.id


def told(desk: AppTest) -> list[tuple[str, str]]:
    """Subheadings and whom each names."""
    found: list[tuple[str, str]] = []
    heading = ""
    for each in desk.main:
        if each.type == "subheader":
            heading = str(each.value)  # type: ignore[union-attr]  # a subheader has one
        elif each.type == "page_link" and "Anna" in each.proto.label:
            found.append((heading, each.proto.query_string))
    return found


def test_it_stands_on_home_until_it_is_tried_again(
    open_desk: Open, fay: Actor, given_up: int
) -> None:
    with reading() as session:
        anna = session.get_one(ReplyMail, given_up).enquiry_id
    assert (HEADING, f"open={anna}") in told(open_desk("", fay))

    do(try_reply_again, given_up, by=fay)

    assert HEADING not in dict(told(open_desk("", fay)))
