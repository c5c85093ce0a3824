"""Asking somebody for a review, by a day and with words, and taking the request back."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.articles.publishing import NotReady, publish_article
from actions.articles.refusals import ArticleGone, NotNow
from actions.reviews.asking import NoReviewer, Wish, who_can_review
from actions.reviews.reviewing import send_back, submit_for_review, take_back_request
from models.base.text import BadText
from models.clinic.moments import clinic_today
from models.reviews.review import Review, ReviewState
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed, StaffMember
from tests.articles import Written
from tests.reviews import approve_all, edit


def asked(session: Session, article: Written) -> Review:
    session.flush()
    return session.get_one(Review, article.id)


def test_a_review_is_asked_of_somebody_by_a_day_and_with_words(
    session: Session, ed: Actor, cleo: Actor, tides: Written
) -> None:
    friday = clinic_today() + timedelta(days=3)
    submit_for_review(session, tides.id, Wish(cleo.id, friday, " The **doses**, please. "), by=ed)
    review = asked(session, tides)
    assert review.state is ReviewState.IN_REVIEW
    assert (review.reviewer_id, review.wanted_on) == (cleo.id, friday)
    assert review.message == "The **doses**, please."
    (told,) = session.scalars(select(LogEntry).where(LogEntry.action == "article.submitted"))
    assert told.details == {"reviewer": cleo.id}


def test_only_who_may_approve_is_asked_and_no_day_gone_by(
    session: Session, ed: Actor, fay: Actor, cleo: Actor, tides: Written
) -> None:
    yesterday = clinic_today() - timedelta(days=1)
    session.get_one(StaffMember, cleo.id).is_active = False
    session.flush()
    for nobody in (fay.id, ed.id, cleo.id, 4711):
        with pytest.raises(NoReviewer):
            submit_for_review(session, tides.id, Wish(nobody), by=ed)
    with pytest.raises(BadText, match="passed"):
        submit_for_review(session, tides.id, Wish(wanted_on=yesterday), by=ed)
    with pytest.raises(BadText, match="too long"):
        submit_for_review(session, tides.id, Wish(message="x" * 2_001), by=ed)
    with pytest.raises(BadText, match="NUL"):
        submit_for_review(session, tides.id, Wish(message="\0"), by=ed)


def test_those_who_can_be_asked_are_told_apart(
    session: Session, ed: Actor, mo: Actor, cleo: Actor, fay: Actor
) -> None:
    for each in (mo, cleo):
        session.get_one(StaffMember, each.id).full_name = "Sam Example"
    session.flush()
    assert who_can_review(session, by=ed) == {
        cleo.id: "Sam Example (cleo)",
        mo.id: "Sam Example (mo)",
    }
    assert mo.id not in who_can_review(session, by=mo)
    with pytest.raises(NotAllowed):
        who_can_review(session, by=fay)


def test_a_request_taken_back_leaves_it_as_if_it_had_not_been_asked(
    session: Session, ed: Actor, mo: Actor, cleo: Actor, tides: Written
) -> None:
    submit_for_review(session, tides.id, Wish(cleo.id, clinic_today(), "Please."), by=ed)
    take_back_request(session, tides.id, by=ed)
    review = asked(session, tides)
    assert (review.reviewer_id, review.wanted_on, review.message) == (None, None, "")
    assert review.state is ReviewState.NONE
    assert publish_article(session, tides.id, by=mo).number == 1


def test_taking_a_request_back_is_no_way_round_a_review(
    session: Session, ed: Actor, mo: Actor, cleo: Actor, tides: Written
) -> None:
    approve_all(session, tides, cleo)
    edit(session, tides.sections[1], ed)
    submit_for_review(session, tides.id, by=ed)
    take_back_request(session, tides.id, by=ed)
    assert asked(session, tides).state is ReviewState.APPROVED
    with pytest.raises(NotReady):
        publish_article(session, tides.id, by=mo)
    submit_for_review(session, tides.id, by=ed)
    send_back(session, tides.sections[2], 2, "Shorter.", by=cleo)
    session.flush()
    submit_for_review(session, tides.id, by=ed)
    take_back_request(session, tides.id, by=ed)
    assert asked(session, tides).state is ReviewState.SENT_BACK
    with pytest.raises(NotReady):
        publish_article(session, tides.id, by=mo)


def test_who_may_not_write_takes_nothing_back_and_nobody_does_twice(
    session: Session, ed: Actor, cleo: Actor, fay: Actor, tides: Written
) -> None:
    with pytest.raises(NotNow):
        take_back_request(session, tides.id, by=ed)
    submit_for_review(session, tides.id, by=ed)
    for nobody in (cleo, fay):
        with pytest.raises(NotAllowed):
            take_back_request(session, tides.id, by=nobody)
    take_back_request(session, tides.id, by=ed)
    with pytest.raises(NotNow):
        take_back_request(session, tides.id, by=ed)
    with pytest.raises(ArticleGone):
        take_back_request(session, 4711, by=ed)
