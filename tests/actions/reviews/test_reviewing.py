"""Review: approvals of single texts, and what they let through to readers."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.articles.lifecycle import trash_article
from actions.articles.publishing import NotReady, publish_article
from actions.articles.refusals import ArticleGone, NotNow, SectionGone, StaleReview
from actions.articles.sections import (
    add_section,
    delete_section,
    hide_section,
    move_section,
    show_section,
)
from actions.reviews.reviewing import approve_article, send_back, submit_for_review
from models.articles.article import Article, SectionKind
from models.base.text import BadText
from models.reviews.list import with_unapproved_text
from models.reviews.review import Review, ReviewState, Verdict
from models.reviews.standing import standings_of, unapproved
from models.staff.log import LogEntry
from models.staff.member import OPERATOR, Actor, NotAllowed
from tests.articles import Written
from tests.reviews import approve_all, approve_section, edit, seen


def state(session: Session, article: Written) -> ReviewState:
    session.flush()
    return session.get_one(Review, article.id).state


def refused(session: Session, article: Written, by: Actor) -> list[str]:
    session.flush()
    with pytest.raises(NotReady) as error:
        publish_article(session, article.id, by=by)
    return error.value.reasons


def test_without_a_review_it_is_published_directly(
    session: Session, mo: Actor, tides: Written
) -> None:
    assert publish_article(session, tides.id, by=mo).number == 1


def test_in_review_it_is_not_published_until_every_part_is_approved(
    session: Session, ed: Actor, cleo: Actor, mo: Actor, tides: Written
) -> None:
    submit_for_review(session, tides.id, by=ed)
    assert state(session, tides) is ReviewState.IN_REVIEW
    assert refused(session, tides, mo)[:2] == [
        "“Title and introduction” is not approved yet.",
        "“Spring” is not approved yet.",
    ]
    for section in tides.sections[:3]:
        approve_section(session, section, seen(session, tides)[section], by=cleo)
    assert refused(session, tides, mo) == ["“Slack” is not approved yet."]
    approve_section(session, tides.sections[3], 2, by=cleo)
    assert state(session, tides) is ReviewState.APPROVED
    assert publish_article(session, tides.id, by=mo).number == 1


def test_editing_voids_the_approval_of_that_section_only(
    session: Session, ed: Actor, cleo: Actor, mo: Actor, tides: Written
) -> None:
    approve_all(session, tides, cleo)
    edit(session, tides.sections[1], ed)
    assert refused(session, tides, mo) == [
        "“Spring” has changed since it was approved. It needs approval again."
    ]
    assert session.scalars(with_unapproved_text([tides.id])).all() == [tides.id]
    approve_section(session, tides.sections[1], 3, by=cleo)
    session.flush()
    assert session.scalars(with_unapproved_text([tides.id])).all() == []
    assert publish_article(session, tides.id, by=mo).number == 1


def test_a_public_article_keeps_its_text_while_the_new_one_is_in_review(
    session: Session, ed: Actor, cleo: Actor, mo: Actor, tides: Written
) -> None:
    first = publish_article(session, tides.id, by=mo)
    edit(session, tides.sections[1], ed)
    submit_for_review(session, tides.id, by=ed)
    assert len(refused(session, tides, mo)) == 4
    assert first.withdrawn_at is None
    approve_all(session, tides, cleo)
    assert publish_article(session, tides.id, by=mo).number == 2


def test_the_order_needs_no_approval_and_what_readers_do_not_see_needs_none(
    session: Session, ed: Actor, cleo: Actor, mo: Actor, tides: Written
) -> None:
    approve_all(session, tides, cleo)
    move_section(session, tides.sections[3], after=tides.sections[0], by=ed)
    add_section(session, SectionKind.NOTE, after=tides.sections[1], by=ed)
    delete_section(session, tides.sections[2], by=ed)
    session.flush()
    version = publish_article(session, tides.id, by=mo)
    assert [part["heading"] for part in version.content["sections"]] == ["Slack", "Spring"]


def test_a_new_section_and_a_shown_one_need_approval(
    session: Session, ed: Actor, cleo: Actor, mo: Actor, tides: Written
) -> None:
    hide_section(session, tides.sections[2], by=ed)
    approve_all(session, tides, cleo)
    show_section(session, tides.sections[2], by=ed)
    assert refused(session, tides, mo) == ["“Neap” is not approved yet."]
    hide_section(session, tides.sections[2], by=ed)
    add_section(session, SectionKind.TEXT, after=tides.sections[1], by=ed)
    assert refused(session, tides, mo) == ["“A text without a heading” is not approved yet."]


def test_a_section_approved_and_hidden_meanwhile_stays_approved(
    session: Session, ed: Actor, cleo: Actor, mo: Actor, tides: Written
) -> None:
    approve_all(session, tides, cleo)
    hide_section(session, tides.sections[2], by=ed)
    show_section(session, tides.sections[2], by=ed)
    session.flush()
    assert publish_article(session, tides.id, by=mo).number == 1


def test_who_read_an_older_text_does_not_approve_the_newer_one(
    session: Session, ed: Actor, cleo: Actor, tides: Written
) -> None:
    before = seen(session, tides)
    edit(session, tides.sections[1], ed)
    with pytest.raises(StaleReview, match="“Spring” changed while you were reading"):
        approve_section(session, tides.sections[1], before[tides.sections[1]], by=cleo)
    with pytest.raises(StaleReview, match="“Spring” changed"):
        approve_article(session, tides.id, before, by=cleo)
    with pytest.raises(StaleReview):
        send_back(session, tides.sections[1], 99, "From the future", by=cleo)
    assert session.scalars(select(Verdict)).all() == []


def test_who_did_not_see_a_new_section_does_not_approve_it_with_the_rest(
    session: Session, ed: Actor, cleo: Actor, tides: Written
) -> None:
    before = seen(session, tides)
    add_section(session, SectionKind.TEXT, after=tides.sections[1], by=ed)
    session.flush()
    with pytest.raises(StaleReview, match="A text without a heading"):
        approve_article(session, tides.id, before, by=cleo)


def test_approving_twice_is_told_once(session: Session, cleo: Actor, tides: Written) -> None:
    for _ in range(2):
        approve_section(session, tides.sections[1], 2, by=cleo)
        session.flush()
    assert len(session.scalars(select(Verdict)).all()) == 1
    approved = select(LogEntry).where(LogEntry.action == "section.approved")
    (entry,) = session.scalars(approved)
    assert entry.details == {"article": tides.id, "revision": 2}


def test_the_first_approval_begins_a_review(
    session: Session, cleo: Actor, mo: Actor, tides: Written
) -> None:
    approve_section(session, tides.sections[1], 2, by=cleo)
    assert state(session, tides) is ReviewState.IN_REVIEW
    assert len(refused(session, tides, mo)) == 3


def test_what_is_sent_back_is_changed_and_submitted_again(
    session: Session, ed: Actor, cleo: Actor, mo: Actor, tides: Written
) -> None:
    submit_for_review(session, tides.id, by=ed)
    approve_all(session, tides, cleo)
    send_back(session, tides.sections[1], 2, "  Name the *study*. ", by=cleo)
    assert state(session, tides) is ReviewState.SENT_BACK
    (part,) = unapproved(standings_of(session, tides.id))
    assert part.verdict
    assert (part.is_sent_back, part.verdict.reason) == (True, "Name the *study*.")
    assert "was sent back in review" in refused(session, tides, mo)[0]
    edit(session, tides.sections[1], ed)
    submit_for_review(session, tides.id, by=ed)
    approve_section(session, tides.sections[1], 3, by=cleo)
    assert state(session, tides) is ReviewState.APPROVED


def test_sending_back_needs_a_reason(session: Session, cleo: Actor, tides: Written) -> None:
    for reason in ("", " \n ", "\0", "\ud800", "x" * 3_000):
        with pytest.raises(BadText):
            send_back(session, tides.sections[1], 2, reason, by=cleo)


def test_what_is_in_review_or_wholly_approved_is_not_submitted_again(
    session: Session, ed: Actor, cleo: Actor, tides: Written
) -> None:
    submit_for_review(session, tides.id, by=ed)
    with pytest.raises(NotNow, match="in review already"):
        submit_for_review(session, tides.id, by=ed)
    approve_all(session, tides, cleo)
    with pytest.raises(NotNow, match="approved as it stands"):
        submit_for_review(session, tides.id, by=ed)
    edit(session, tides.sections[1], ed)
    submit_for_review(session, tides.id, by=ed)
    assert state(session, tides) is ReviewState.IN_REVIEW


def test_what_is_gone_is_not_reviewed(
    session: Session, ed: Actor, cleo: Actor, tides: Written
) -> None:
    delete_section(session, tides.sections[1], by=ed)
    hide_section(session, tides.sections[2], by=ed)
    session.flush()
    with pytest.raises(SectionGone):
        approve_section(session, tides.sections[1], 2, by=cleo)
    with pytest.raises(NotNow, match="Readers don't see"):
        approve_section(session, tides.sections[2], 2, by=cleo)
    trash_article(session, tides.id, by=ed)
    session.flush()
    with pytest.raises(ArticleGone):
        submit_for_review(session, tides.id, by=ed)
    with pytest.raises(SectionGone):
        send_back(session, tides.sections[3], 2, "Too late", by=cleo)


def test_reviewing_does_not_make_the_article_look_changed(
    session: Session, ed: Actor, cleo: Actor, mo: Actor, tides: Written
) -> None:
    publish_article(session, tides.id, by=mo)
    article = session.get_one(Article, tides.id)
    before = article.updated_at
    submit_for_review(session, tides.id, by=ed)
    approve_all(session, tides, cleo)
    assert article.updated_at == before


def test_editors_do_not_approve_and_clinicians_do_not_submit(
    session: Session, ed: Actor, cleo: Actor, fay: Actor, tides: Written
) -> None:
    for by in (ed, fay):
        with pytest.raises(NotAllowed):
            approve_section(session, tides.sections[1], 2, by=by)
        with pytest.raises(NotAllowed):
            approve_article(session, tides.id, seen(session, tides), by=by)
        with pytest.raises(NotAllowed):
            send_back(session, tides.sections[1], 2, "No.", by=by)
    for by in (cleo, fay):
        with pytest.raises(NotAllowed):
            submit_for_review(session, tides.id, by=by)


def test_not_even_the_operator_publishes_despite_a_review(
    session: Session, ed: Actor, tides: Written
) -> None:
    submit_for_review(session, tides.id, by=ed)
    session.flush()
    with pytest.raises(NotReady):
        publish_article(session, tides.id, despite_checks=True, by=OPERATOR)
