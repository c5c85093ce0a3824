"""Review: asking for it, approving what one has read, sending back what has to change."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from actions.articles.publishing import article_in_use
from actions.articles.refusals import NotNow, StaleReview
from actions.articles.sections import open_section
from actions.notices.telling import Occasion, tell_staff, untell
from actions.reviews.asking import NO_WISH, Wish, put_wish
from actions.reviews.showing import refuse_unseen
from models.articles.article import Article
from models.base.table import now
from models.base.text import BadText, clean_text
from models.notices.staff_notice import NoticeKind
from models.reviews.review import Review, ReviewState, Ruling, Verdict, newest_verdicts
from models.reviews.standing import Standing, standings_of, unapproved
from models.reviews.workflow import RULES, Move
from models.staff.log import record
from models.staff.member import Actor, Permission

LONGEST_REASON = 2_000


def submit_for_review(
    session: Session, article_id: int, wish: Wish = NO_WISH, *, by: Actor
) -> None:
    """From now on readers get only what is approved.

    Errors: NotNow, ArticleGone, and what is wrong with the wish: NoReviewer, BadText.
    """
    by.must(Permission.EDIT_ARTICLES)
    article = article_in_use(session, article_id)
    review = review_of(session, article_id)
    if not RULES[Move.SUBMIT].fits(article.state, review.state):
        raise NotNow("This article is in review already.")
    if review.state is ReviewState.APPROVED and not unapproved(standings_of(session, article_id)):
        raise NotNow("Every part of this article is approved as it stands.")
    put_wish(session, review, wish)
    review.state, review.submitted_at, review.submitted_by_id = ReviewState.IN_REVIEW, now(), by.id
    details = {"reviewer": review.reviewer_id} if review.reviewer_id else {}
    record(session, by, "article.submitted", subject=f"article:{article_id}", details=details)
    asked = Occasion(NoticeKind.ASKED, article_id)
    tell_staff(session, asked, [review.reviewer_id], because_of=by)


def take_back_request(session: Session, article_id: int, *, by: Actor) -> None:
    """Nobody is asked any more. What was ever reviewed still needs approval before readers get it.

    Errors: NotNow when nothing is asked, ArticleGone.
    """
    by.must(Permission.EDIT_ARTICLES)
    article = article_in_use(session, article_id)
    review = review_of(session, article_id)
    if not RULES[Move.TAKE_BACK].fits(article.state, review.state):
        raise NotNow("This article is not in review any more.")
    put_wish(session, review, NO_WISH)
    review.state = _state_without_request(session, article_id)
    record(session, by, "article.review_taken_back", subject=f"article:{article_id}")
    untell(session, NoticeKind.ASKED, article_id)


def _state_without_request(session: Session, article_id: int) -> ReviewState:
    """As if it had not been asked again; an answer once given keeps its weight."""
    if any(part.verdict and part.verdict.ruling is Ruling.SENT_BACK
           for part in standings_of(session, article_id)):  # fmt: skip
        return ReviewState.SENT_BACK
    is_answered = session.scalars(newest_verdicts(article_id)).first() is not None
    return ReviewState.APPROVED if is_answered else ReviewState.NONE


def approve_section(session: Session, section_id: int, number: int, *, by: Actor) -> None:
    """Approve revision `number`, the newest, whose end was on this person's screen.

    Approving the same again changes nothing. Errors: StaleReview, NotShown, SectionGone.
    """
    by.must(Permission.APPROVE_ARTICLES)
    part = _part(session, section_id)
    refuse_stale([part], {section_id: number})
    refuse_unseen(session, unapproved([part]), by)
    _approve(session, [part], by)
    _settle(session, part.section.article_id, by)


def approve_article(
    session: Session, article_id: int, seen: Mapping[int, int], *, by: Actor
) -> None:
    """Approve every part that readers see. `seen`: section → revision, as the person saw them.

    Errors: StaleReview, NotShown for those not shown to their end, ArticleGone.
    """
    by.must(Permission.APPROVE_ARTICLES)
    article_in_use(session, article_id)
    parts = standings_of(session, article_id)
    refuse_stale(parts, seen)
    refuse_unseen(session, unapproved(parts), by)
    _approve(session, parts, by)
    _settle(session, article_id, by)


def send_back(session: Session, section_id: int, number: int, reason: str, *, by: Actor) -> None:
    """Ask the editors to change revision `number`. Errors: StaleReview, SectionGone, BadText."""
    by.must(Permission.APPROVE_ARTICLES)
    part = _part(session, section_id)
    refuse_stale([part], {section_id: number})
    told = clean_text(reason, field="Reason", limit=LONGEST_REASON)
    if not told:
        raise BadText("Reason", "say what should change, so that the editor can do it")
    _rule(session, part, Ruling.SENT_BACK, by, told)
    review = review_of(session, part.section.article_id)
    review.state = ReviewState.SENT_BACK
    news = Occasion(NoticeKind.SENT_BACK, review.article_id, section_id)
    tell_staff(session, news, who_wrote(session, review), because_of=by)


def review_of(session: Session, article_id: int) -> Review:
    """The article's own; a new one when nobody has asked for review yet."""
    review = session.get(Review, article_id)
    if review is None:
        review = Review(article_id=article_id, state=ReviewState.NONE)
        session.add(review)
    return review


def who_wrote(session: Session, review: Review) -> list[int | None]:
    """Who asked for the review, or else the author."""
    if review.submitted_by_id:
        return [review.submitted_by_id]
    return [session.get_one(Article, review.article_id).author_id]


def refuse_stale(parts: list[Standing], seen: Mapping[int, int]) -> None:
    """Errors: StaleReview, when a part is not the one that was seen, or was not seen at all."""
    changed = [part.name for part in parts if seen.get(part.section.id) != part.section.latest]
    if changed:
        raise StaleReview(changed)


def _part(session: Session, section_id: int) -> Standing:
    """Errors: SectionGone, also for a section that readers don't see."""
    section, article = open_section(session, section_id)
    parts = standings_of(session, article.id)
    found = next((part for part in parts if part.section.id == section.id), None)
    if found is None:
        raise NotNow("Readers don't see this section, so it needs no review.")
    return found


def _approve(session: Session, parts: list[Standing], by: Actor) -> None:
    for part in unapproved(parts):
        _rule(session, part, Ruling.APPROVED, by)


def _rule(session: Session, part: Standing, ruling: Ruling, by: Actor, reason: str = "") -> None:
    section = part.section
    verdict = Verdict(
        section_id=section.id,
        number=section.latest,
        ruling=ruling,
        reason=reason,
        given_by_id=by.id,
        role=by.role,
    )
    session.add(verdict)
    details = {"article": section.article_id, "revision": section.latest}
    record(session, by, f"section.{ruling}", subject=f"section:{section.id}", details=details)


def _settle(session: Session, article_id: int, by: Actor) -> None:
    """Approved once every part is; the first approval begins a review."""
    session.flush()
    review = review_of(session, article_id)
    if not unapproved(standings_of(session, article_id)):
        is_news = review.state is not ReviewState.APPROVED
        review.state = ReviewState.APPROVED
        untell(session, NoticeKind.ASKED, article_id)
        whom = who_wrote(session, review) if is_news else []
        tell_staff(session, Occasion(NoticeKind.APPROVED, article_id), whom, because_of=by)
    elif review.state is ReviewState.NONE:
        review.state, review.submitted_at = ReviewState.IN_REVIEW, now()
