"""Medical review: a clinician's word for the whole text, with the day of the next look at it."""

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy.orm import Session

from actions.articles.publishing import article_in_use, current_page, live_version
from actions.articles.refusals import NotNow, StaleReview
from actions.reviews.reviewing import refuse_stale, review_of
from actions.reviews.showing import refuse_unread_since, refuse_unseen
from models.articles.page import PageContent
from models.clinic.moments import clinic_today
from models.clinic.setting import setting
from models.reviews.review import SignOff, sign_offs_of
from models.reviews.signed import covering, fingerprints, months_after
from models.reviews.standing import standings_of, unapproved
from models.reviews.workflow import RULES, Move
from models.staff.log import record
from models.staff.member import Actor, NotAllowed, Permission


def sign_off(session: Session, article_id: int, seen: Mapping[int, int], *, by: Actor) -> SignOff:
    """Sign for the newest saved text, every part approved and shown to its end, as `seen`.

    Errors: NotAllowed for all but clinicians, StaleReview, NotShown, NotNow, ArticleGone.
    """
    by.must(Permission.APPROVE_ARTICLES)
    _must_be_clinician(by)
    article = article_in_use(session, article_id)
    parts = standings_of(session, article_id)
    refuse_stale(parts, seen)
    if missing := unapproved(parts):
        raise NotNow(f"“{missing[0].name}” is not approved yet. Approve every part first.")
    refuse_unseen(session, parts, by)
    texts = fingerprints(current_page(session, article))
    numbers = {str(part.section.id): part.section.latest for part in parts}
    return _signed(session, article_id, texts, numbers, by)


def confirm_review(session: Session, article_id: int, number: int, *, by: Actor) -> SignOff:
    """“Reviewed, no change”: what is public, Version `number`, still holds.

    Nothing changes but the day of the review and of the next one. It has to be read again for
    that. Errors: NotAllowed for all but clinicians, StaleReview, NotShown, NotNow, ArticleGone.
    """
    by.must(Permission.APPROVE_ARTICLES)
    _must_be_clinician(by)
    article = article_in_use(session, article_id)
    live = live_version(session, article)
    if live is None:
        raise NotNow("Readers don't see this article, so there is nothing to confirm.")
    if live.number != number:
        raise StaleReview([article.title])
    content = cast("PageContent", live.content)
    before = covering(session.scalars(sign_offs_of(article_id)), content)
    if before is None:
        raise NotNow("No clinician has signed off what readers see. Review its parts first.")
    refuse_unread_since(session, before, by)
    return _signed(session, article_id, before.texts, before.numbers, by)


def _must_be_clinician(by: Actor) -> None:
    if not RULES[Move.SIGN_OFF].lets(by):
        raise NotAllowed(by.name, Permission.APPROVE_ARTICLES)


def _signed(
    session: Session, article_id: int, texts: dict[str, Any], numbers: dict[str, Any], by: Actor
) -> SignOff:
    today = clinic_today()
    signed = SignOff(
        article_id=article_id,
        signed_by_id=by.id,
        name=by.name,
        texts=texts,
        numbers=numbers,
        reviewed_on=today,
        due_on=months_after(today, setting(session, "review_months")),
    )
    session.add(signed)
    review_of(session, article_id).due_on = signed.due_on
    details = {"sections": len(numbers), "due_on": signed.due_on.isoformat()}
    record(session, by, "article.signed_off", subject=f"article:{article_id}", details=details)
    return signed
