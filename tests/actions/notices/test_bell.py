"""What a colleague is told: by whose doing, to whom, and who puts it away."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from actions.articles.lifecycle import create_article, trash_article
from actions.articles.planning import carry_out, schedule_publishing
from actions.articles.publishing import publish_article
from actions.articles.sections import save_section
from actions.comments.talking import reply_to, see_mentions, write_comment
from actions.notices.bell import (
    NoticeGone,
    choose_mail,
    how_many_unread,
    mark_all_read,
    mark_read,
    notices_of,
)
from actions.notices.staff_mail import forget_old_staff_notices, has_old_staff_notices
from actions.reviews.asking import Wish
from actions.reviews.reviewing import send_back, submit_for_review, take_back_request
from models.articles.article import Article, sections_of
from models.articles.content import SectionContent
from models.articles.plan import Plan
from models.base.table import now
from models.notices.staff_notice import KEPT_READ, NoticeKind, StaffNotice
from models.staff.member import OPERATOR, Actor, NotAllowed, Role, StaffMember
from tests.articles import Written
from tests.reviews import approve_all, seen

K = NoticeKind


def told(session: Session, by: Actor) -> list[tuple[NoticeKind, str, str]]:
    """Kind, part and who of what is not read yet, the newest first."""
    session.flush()
    return [(e.kind, e.part, e.who) for e in notices_of(session, by=by) if not e.is_read]


def test_who_is_asked_for_a_review_is_told_until_it_is_taken_back(
    session: Session, ed: Actor, cleo: Actor, mo: Actor, tides: Written
) -> None:
    submit_for_review(session, tides.id, Wish(cleo.id, message="Secret words"), by=ed)
    assert told(session, cleo) == [(K.ASKED, "", "Ed Example")]
    assert told(session, mo) == told(session, ed) == []
    take_back_request(session, tides.id, by=ed)
    assert told(session, cleo) == []


def test_who_asked_is_told_what_was_sent_back_and_that_all_is_approved(
    session: Session, ed: Actor, cleo: Actor, tides: Written
) -> None:
    submit_for_review(session, tides.id, Wish(cleo.id), by=ed)
    send_back(session, tides.sections[1], 2, "Secret words", by=cleo)
    send_back(session, tides.sections[1], 2, "Secret words again", by=cleo)
    assert told(session, ed) == [(K.SENT_BACK, "Spring", "Cleo Example")]
    approve_all(session, tides, cleo)
    assert told(session, ed)[0] == (K.APPROVED, "", "Cleo Example")
    assert told(session, cleo) == []
    approve_all(session, tides, cleo)
    assert len(told(session, ed)) == 2


def test_who_is_mentioned_or_answered_is_told_once_and_has_seen_it_in_the_comments(
    session: Session, ed: Actor, cleo: Actor, mo: Actor, tides: Written
) -> None:
    thread = write_comment(session, tides.sections[1], "Look, @cleo and @nobody", by=ed)
    assert told(session, cleo) == [(K.MENTIONED, "Spring", "Ed Example")]
    reply_to(session, thread.id, "Seen. @mo?", by=cleo)
    reply_to(session, thread.id, "Yes, @cleo", by=mo)
    assert told(session, ed) == [(K.ANSWERED, "Spring", "Mo Example")]
    assert [kind for kind, *_ in told(session, mo)] == [K.MENTIONED]
    assert [kind for kind, *_ in told(session, cleo)] == [K.MENTIONED]
    see_mentions(session, tides.id, by=ed)
    assert told(session, ed) == []


def test_an_author_is_told_what_became_of_the_article(
    session: Session, ed: Actor, mo: Actor
) -> None:
    article = create_article(session, "Tides", by=ed)
    session.flush()
    text = session.scalars(sections_of(article.id)).all()[1].id
    due = now() + timedelta(hours=1)
    plan = schedule_publishing(session, article.id, due, by=mo)
    session.execute(update(Plan).values(due_at=now() - timedelta(minutes=1)))
    carry_out(session, plan.id, by=OPERATOR)
    assert told(session, ed) == told(session, mo) == [(K.NOT_PUBLISHED, "", "")]
    save_section(session, text, SectionContent("Spring", "High."), based_on=1, by=ed)
    session.flush()
    publish_article(session, article.id, by=mo)
    assert told(session, ed)[0] == (K.LIVE, "", "Mo Example")
    assert [kind for kind, *_ in told(session, mo)] == [K.NOT_PUBLISHED]


def test_notices_are_put_away_one_by_one_and_all_but_those_that_came_since(
    session: Session, ed: Actor, cleo: Actor, tides: Written
) -> None:
    for section in tides.sections[1:]:
        send_back(session, section, seen(session, tides)[section], "No.", by=cleo)
    session.execute(update(Article).values(author_id=ed.id))
    for section in tides.sections[1:]:
        send_back(session, section, seen(session, tides)[section], "No.", by=cleo)
    newest, *_, oldest = notices_of(session, by=ed)
    assert how_many_unread(session, by=ed) == 3
    mark_read(session, newest.id, by=ed)
    mark_read(session, newest.id, by=ed)
    assert how_many_unread(session, by=ed) == 2
    assert mark_all_read(session, oldest.at, by=ed) == 1
    assert how_many_unread(session, by=ed) == 1


def test_nobody_puts_away_or_sees_what_a_colleague_is_told(
    session: Session, ed: Actor, cleo: Actor, fay: Actor, tides: Written
) -> None:
    submit_for_review(session, tides.id, Wish(cleo.id), by=ed)
    (notice,) = notices_of(session, by=cleo)
    for number in (notice.id, 4711):
        with pytest.raises(NoticeGone):
            mark_read(session, number, by=ed)
    mark_all_read(session, now(), by=ed)
    assert how_many_unread(session, by=cleo) == 1
    for refused in (
        lambda: mark_read(session, notice.id, by=fay),
        lambda: mark_all_read(session, now(), by=fay),
        lambda: how_many_unread(session, by=fay),
        lambda: notices_of(session, by=fay),
        lambda: choose_mail(session, wanted=True, by=fay),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_who_was_demoted_or_left_is_told_nothing_and_the_trash_is_silent(
    session: Session, ed: Actor, cleo: Actor, mo: Actor, tides: Written
) -> None:
    write_comment(session, tides.sections[1], "@cleo", by=ed)
    trash_article(session, tides.id, by=ed)
    assert told(session, cleo) == []
    assert how_many_unread(session, by=cleo) == 0
    session.execute(update(Article).values(author_id=mo.id))
    session.get_one(StaffMember, mo.id).role = Role.FRONT_DESK
    session.flush()
    session.expire_all()
    assert session.query(StaffNotice).filter_by(staff_id=mo.id).count() == 0


def test_what_was_read_a_month_ago_is_forgotten(
    session: Session, ed: Actor, cleo: Actor, tides: Written
) -> None:
    write_comment(session, tides.sections[1], "@cleo", by=ed)
    session.flush()
    assert not has_old_staff_notices(session)
    session.execute(update(StaffNotice).values(read_at=now() - KEPT_READ - timedelta(days=1)))
    assert has_old_staff_notices(session)
    forget_old_staff_notices(session)
    assert session.query(StaffNotice).count() == 0
