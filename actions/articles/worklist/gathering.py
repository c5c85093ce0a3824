"""What articles need from a person today, gathered from reviews, comments, plans and texts."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from actions.articles.publishing import current_page, is_behind, live_version
from actions.articles.worklist.tasks import Task, TaskKind, each_once, task
from models.articles.article import Article, ArticleState
from models.articles.list import (
    any_article,
    drafts_changed_last,
    touched_since_published,
    unsaved_text_of,
)
from models.articles.plan import Plan, PlanKind, PlanOutcome, plans_ahead, plans_gone_wrong
from models.base.table import now
from models.clinic.moments import clinic_today
from models.comments.comment import articles_mentioning
from models.reviews.list import (
    approved_and_not_public,
    articles_due,
    articles_with_review,
    parts_sent_back,
    review_standings,
)
from models.reviews.review import Review, ReviewState
from models.reviews.standing import part_name
from models.staff.member import Actor, Permission

AT_MOST = 10
REMEMBERED = timedelta(days=7)


def has_articles(session: Session, *, by: Actor) -> bool:
    """Whether anybody ever wrote one. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    return session.scalar(any_article()) is not None


def articles_awaiting(session: Session, *, by: Actor) -> list[Task]:
    """Nothing of what is not this person's to do; a few of each kind. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    ahead = session.scalars(plans_ahead().limit(AT_MOST)).all()
    found = [*_wrong(session), *_looks(session, by)]
    if by.may(Permission.EDIT_ARTICLES):
        found += [*_sent_back(session), *_unsaved(session, by)]
    if by.may(Permission.APPROVE_ARTICLES):
        found += _reviews(session, by)
    found += [*_due(session), *_standing(session, ahead, by)]
    found += [task(TaskKind.AHEAD, e.article, why=e.kind.value, at=e.due_at) for e in ahead]
    order = list(TaskKind)
    found.sort(key=lambda each: (not each.is_mine, order.index(each.kind)))
    return list(each_once(found))


def _wrong(session: Session) -> Iterator[Task]:
    for plan in session.scalars(plans_gone_wrong(now() - REMEMBERED).limit(AT_MOST)):
        is_refused = plan.outcome is PlanOutcome.REFUSED
        kind = TaskKind.NOT_PUBLISHED if is_refused else TaskKind.PUBLISHED_LATE
        why = " ".join(plan.reasons[:1])
        yield task(kind, plan.article, part=plan.kind.value, why=why, at=plan.due_at)


def _sent_back(session: Session) -> Iterator[Task]:
    told = set()
    for article, section, heading, verdict in session.execute(parts_sent_back()):
        told.add(article.id)
        yield task(
            TaskKind.SENT_BACK,
            article,
            section_id=section.id,
            part=part_name(section.kind, heading),
            who=verdict.given_by.full_name if verdict.given_by else "",
            why=verdict.reason,
            at=verdict.given_at,
        )
    for article, review in _in_state(session, ReviewState.SENT_BACK):
        if article.id not in told:
            yield task(TaskKind.MENDED, article, at=review.submitted_at)


def _reviews(session: Session, by: Actor) -> Iterator[Task]:
    """Asked of this person, of nobody by name, or of somebody who can't, or is late."""
    for article, review in _in_state(session, ReviewState.IN_REVIEW):
        if review.submitted_by_id == by.id and review.reviewer_id != by.id:
            continue
        if review.reviewer_id == by.id or _is_for_anybody(review):
            yield task(
                TaskKind.REVIEW,
                article,
                who=review.submitted_by.full_name if review.submitted_by else "",
                why=review.message,
                at=review.submitted_at,
                day=review.wanted_on,
                is_mine=review.reviewer_id == by.id,
            )


def _is_for_anybody(review: Review) -> bool:
    asked = review.reviewer
    if asked is None or not asked.as_actor().may(Permission.APPROVE_ARTICLES):
        return True
    return review.wanted_on is not None and review.wanted_on < clinic_today()


def _looks(session: Session, by: Actor) -> Iterator[Task]:
    for article, section_id, who, at in session.execute(articles_mentioning(by.id or 0)):
        yield task(TaskKind.LOOK, article, section_id=section_id, who=who or "", at=at)


def _due(session: Session) -> Iterator[Task]:
    for article, review in session.execute(articles_due(clinic_today()).limit(AT_MOST)):
        yield task(TaskKind.DUE, article, day=review.due_on)


def _unsaved(session: Session, by: Actor) -> Iterator[Task]:
    told = set()
    for article, section_id, at in session.execute(unsaved_text_of(by.id or 0).limit(AT_MOST)):
        if article.id not in told:
            yield task(TaskKind.UNSAVED, article, section_id=section_id, at=at)
        told.add(article.id)


def _standing(session: Session, ahead: Sequence[Plan], by: Actor) -> Iterator[Task]:
    """Whole articles that readers do not have as they are; nothing of what is scheduled."""
    may_edit, may_publish = by.may(Permission.EDIT_ARTICLES), by.may(Permission.PUBLISH_ARTICLES)
    if not (may_edit or may_publish):
        return
    planned = {plan.article_id for plan in ahead if plan.kind is PlanKind.PUBLISH}
    wanted = (approved_and_not_public(), touched_since_published(), drafts_changed_last())
    rows = [each for one in wanted for each in session.scalars(one.limit(AT_MOST))]
    found = {each.id: each for each in rows if each.id not in planned}
    standing = review_standings(session, list(found))
    for article in found.values():
        kind = _kind(article, *standing.get(article.id, (ReviewState.NONE, False)))
        if (kind is not TaskKind.READY or may_publish) and _is_behind(session, article):
            yield task(kind, article, at=article.updated_at)


def _kind(article: Article, state: ReviewState, is_approved: bool) -> TaskKind:
    if is_approved:
        return TaskKind.READY
    if state is ReviewState.IN_REVIEW:
        return TaskKind.WAITING
    is_public = article.state is ArticleState.PUBLISHED
    return TaskKind.CHANGED if is_public else TaskKind.DRAFT


def _is_behind(session: Session, article: Article) -> bool:
    """Readers have another text, or none."""
    live = live_version(session, article)
    return live is None or is_behind(live, current_page(session, article))


def _in_state(session: Session, state: ReviewState) -> list[tuple[Article, Review]]:
    found = session.execute(articles_with_review(state).limit(AT_MOST))
    return [(article, review) for article, review in found]
