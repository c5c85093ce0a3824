"""A clinician's sign-off: for which text it holds, and until when."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from actions.articles.publishing import (
    current_page,
    live_version,
    publish_article,
    withdraw_article,
)
from actions.articles.refusals import ArticleGone, NotNow, NotShown, StaleReview
from actions.articles.sections import delete_section, hide_section, move_section
from actions.clinic.settings import change_setting
from actions.reviews.signing_off import confirm_review, sign_off
from models.articles.article import Article
from models.articles.history import revision_number
from models.base.text import BadText
from models.clinic.moments import clinic_today
from models.reviews.review import Review, SignOff, sign_offs_of
from models.reviews.signed import covering, months_after
from models.staff.member import OPERATOR, PERMISSIONS, Actor, NotAllowed, Role, StaffMember
from tests.articles import Written
from tests.reviews import approve_all, approve_section, edit, read_through, seen, signed_off


def standing_for(session: Session, article: Written) -> SignOff | None:
    """The sign-off that holds for the saved text."""
    session.flush()
    content = current_page(session, session.get_one(Article, article.id))
    return covering(session.scalars(sign_offs_of(article.id)), content)


def test_a_sign_off_holds_for_the_text_that_was_seen(
    session: Session, cleo: Actor, tides: Written
) -> None:
    signed = signed_off(session, tides, cleo)
    assert standing_for(session, tides) is signed
    assert (signed.name, signed.reviewed_on) == ("Cleo Example", clinic_today())
    assert signed.due_on == months_after(clinic_today(), 12)
    assert session.get_one(Review, tides.id).due_on == signed.due_on


def test_it_ends_with_any_change_that_readers_would_see(
    session: Session, ed: Actor, cleo: Actor, tides: Written
) -> None:
    signed = signed_off(session, tides, cleo)
    edit(session, tides.sections[1], ed)
    assert standing_for(session, tides) is None
    edit(session, tides.sections[1], ed, "About spring.")
    assert standing_for(session, tides) is signed
    hide_section(session, tides.sections[2], by=ed)
    assert standing_for(session, tides) is None


def test_taking_a_part_away_ends_it_and_another_order_does_not(
    session: Session, ed: Actor, cleo: Actor, tides: Written
) -> None:
    signed = signed_off(session, tides, cleo)
    move_section(session, tides.sections[3], after=tides.sections[0], by=ed)
    assert standing_for(session, tides) is signed
    delete_section(session, tides.sections[3], by=ed)
    assert standing_for(session, tides) is None


def test_every_part_must_be_approved_before(session: Session, cleo: Actor, tides: Written) -> None:
    approve_section(session, tides.sections[0], 1, by=cleo)
    with pytest.raises(NotNow, match="“Spring” is not approved yet"):
        sign_off(session, tides.id, seen(session, tides), by=cleo)


def test_who_read_an_older_text_does_not_sign_the_newer_one(
    session: Session, mo: Actor, cleo: Actor, tides: Written
) -> None:
    approve_all(session, tides, cleo)
    before = seen(session, tides)
    edit(session, tides.sections[1], mo)
    approve_section(session, tides.sections[1], 3, by=mo)
    with pytest.raises(StaleReview, match="Spring"):
        sign_off(session, tides.id, before, by=cleo)


def test_what_a_colleague_approved_is_not_signed_unread(
    session: Session, mo: Actor, cleo: Actor, tides: Written
) -> None:
    approve_all(session, tides, mo)
    with pytest.raises(NotShown):
        sign_off(session, tides.id, seen(session, tides), by=cleo)
    read_through(session, tides, cleo)
    assert sign_off(session, tides.id, seen(session, tides), by=cleo).name == "Cleo Example"


def test_only_a_clinician_signs(session: Session, cleo: Actor, tides: Written) -> None:
    signed_off(session, tides, cleo)
    publish_article(session, tides.id, by=OPERATOR)
    others = set(Role) - {Role.CLINICIAN}
    for by in (*(Actor(99, "Somebody", PERMISSIONS[role], role) for role in others), OPERATOR):
        with pytest.raises(NotAllowed):
            sign_off(session, tides.id, seen(session, tides), by=by)
        with pytest.raises(NotAllowed):
            confirm_review(session, tides.id, 1, by=by)


def test_a_sign_off_outlasts_the_account_and_keeps_the_name(
    session: Session, cleo: Actor, tides: Written
) -> None:
    signed = signed_off(session, tides, cleo)
    member = session.get_one(StaffMember, cleo.id)
    member.is_active, member.full_name = False, "Somebody Else"
    assert standing_for(session, tides) is signed
    assert signed.name == "Cleo Example"


def test_reviewed_no_change_moves_the_days_and_nothing_else(
    session: Session, mo: Actor, cleo: Actor, tides: Written
) -> None:
    first = signed_off(session, tides, cleo)
    publish_article(session, tides.id, by=mo)
    first.reviewed_on, first.due_on = date(2025, 1, 31), date(2026, 1, 31)
    session.get_one(Review, tides.id).due_on = first.due_on
    article = session.get_one(Article, tides.id)
    before = article.updated_at, article.published_at, article.live_number

    with pytest.raises(NotShown, match="“Title and introduction”, “Spring”, “Neap”, and 1 more"):
        confirm_review(session, tides.id, 1, by=cleo)
    read_through(session, tides, cleo)
    again = confirm_review(session, tides.id, 1, by=cleo)

    assert standing_for(session, tides) is again
    assert session.get_one(Review, tides.id).due_on == months_after(clinic_today(), 12)
    assert (article.updated_at, article.published_at, article.live_number) == before


def test_reviewed_no_change_is_about_what_is_public_not_about_what_is_written(
    session: Session, ed: Actor, mo: Actor, cleo: Actor, tides: Written
) -> None:
    signed_off(session, tides, cleo)
    publish_article(session, tides.id, by=mo)
    read_through(session, tides, cleo)
    edit(session, tides.sections[1], ed)
    confirm_review(session, tides.id, 1, by=cleo)
    assert standing_for(session, tides) is None
    live = live_version(session, session.get_one(Article, tides.id))
    assert live
    assert covering(session.scalars(sign_offs_of(tides.id)), live.content)  # type: ignore[arg-type]  # there is one


def test_what_nobody_signed_or_reads_or_what_is_newer_is_not_confirmed(
    session: Session, ed: Actor, mo: Actor, cleo: Actor, tides: Written
) -> None:
    with pytest.raises(NotNow, match="nothing to confirm"):
        confirm_review(session, tides.id, 1, by=cleo)
    publish_article(session, tides.id, by=mo)
    with pytest.raises(NotNow, match="No clinician has signed"):
        confirm_review(session, tides.id, 1, by=cleo)
    edit(session, tides.sections[1], ed)
    signed_off(session, tides, cleo)
    publish_article(session, tides.id, by=mo)
    with pytest.raises(StaleReview, match="Tides"):
        confirm_review(session, tides.id, 1, by=cleo)
    withdraw_article(session, tides.id, by=mo)
    with pytest.raises(NotNow):
        confirm_review(session, tides.id, 2, by=cleo)
    with pytest.raises(ArticleGone):
        sign_off(session, 999, {}, by=cleo)


def test_the_interval_is_the_clinics_choice(
    session: Session, ada: Actor, cleo: Actor, tides: Written
) -> None:
    for months in (0, -1, 61):
        with pytest.raises(BadText):
            change_setting(session, "review_months", months, version=0, by=ada)
    change_setting(session, "review_months", 6, version=0, by=ada)
    session.flush()
    assert signed_off(session, tides, cleo).due_on == months_after(clinic_today(), 6)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
    ],
)
def test_months_end_where_the_calendar_says(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_the_sign_off_names_the_revisions_that_were_read(
    session: Session, cleo: Actor, tides: Written
) -> None:
    signed = signed_off(session, tides, cleo)
    number = signed.numbers[str(tides.sections[1])]
    revision = session.scalars(revision_number(tides.sections[1], number)).one()
    assert revision.heading == "Spring"
