"""Publishing and withdrawing at a moment ahead: asked for, called off, and carried out."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from actions.articles.plans_dropped import drop_plans
from actions.articles.publishing import NotReady, article_in_use, publish_article, withdraw_article
from actions.articles.refusals import ArticleGone, NotNow
from actions.notices.telling import Occasion, tell_staff
from models.articles.article import Article, ArticleState
from models.articles.plan import Plan, PlanKind, PlanOutcome, past_plans, pending_plans
from models.base.table import now
from models.notices.staff_notice import NoticeKind
from models.staff.log import record
from models.staff.member import OPERATOR, Actor, NotAllowed, Permission, StaffMember


def schedule_publishing(session: Session, article_id: int, due_at: datetime, *, by: Actor) -> Plan:
    """At that moment readers get the newest saved text, if it may be published then.

    It takes the place of an earlier plan. Errors: NotNow, ArticleGone.
    """
    by.must(Permission.PUBLISH_ARTICLES)
    article = article_in_use(session, article_id)
    return _planned(session, article, PlanKind.PUBLISH, due_at, by)


def schedule_withdrawal(session: Session, article_id: int, due_at: datetime, *, by: Actor) -> Plan:
    """At that moment readers no longer find it, whoever may do what by then. Errors as above."""
    by.must(Permission.PUBLISH_ARTICLES)
    article = article_in_use(session, article_id)
    ahead = session.scalars(pending_plans(article_id)).all()
    begin = [plan.due_at for plan in ahead if plan.kind is PlanKind.PUBLISH]
    if article.state is not ArticleState.PUBLISHED and not begin:
        raise NotNow("Readers don't see this article, and no publishing is scheduled.")
    if article.state is not ArticleState.PUBLISHED and due_at <= begin[0]:
        raise NotNow("That is before it is published. Choose a later time.")
    return _planned(session, article, PlanKind.WITHDRAW, due_at, by)


def cancel_plan(session: Session, plan_id: int, *, by: Actor) -> None:
    """It will not happen. Errors: NotNow when it has happened, or was called off already."""
    by.must(Permission.PUBLISH_ARTICLES)
    plan = session.get(Plan, plan_id)
    if plan is None or plan.outcome is not PlanOutcome.PENDING:
        raise NotNow("This has been done or called off already.")
    drop_plans(session, plan.article_id, plan.kind, by=by)


def carry_out(session: Session, plan_id: int, *, by: Actor) -> None:
    """Do what is due, once: what another process did meanwhile is left alone.

    `by` is the program itself. Publishing needs the right of whoever asked for it, as of now.
    """
    by.must(Permission.PUBLISH_ARTICLES)
    plan = session.get(Plan, plan_id)
    if plan is None or plan.outcome is not PlanOutcome.PENDING or plan.due_at > now():
        return
    plan.outcome, plan.closed_at = PlanOutcome.DONE, now()
    try:
        _do(session, plan, by)
    except NotReady as refused:
        plan.outcome, plan.reasons = PlanOutcome.REFUSED, refused.reasons
    except NotAllowed:
        reason = "Whoever scheduled this may no longer publish. Publish it, or schedule it anew."
        plan.outcome, plan.reasons = PlanOutcome.REFUSED, [reason]
    except ArticleGone as gone:
        plan.outcome, plan.reasons = PlanOutcome.REFUSED, [gone.words]
    _log(session, by, plan, f"plan.{plan.outcome}")
    if plan.kind is PlanKind.PUBLISH:
        _tell(session, plan, by)


def _tell(session: Session, plan: Plan, by: Actor) -> None:
    """Who asked for it and whose article it is, whether it went live or not."""
    is_live = plan.outcome is PlanOutcome.DONE
    kind = NoticeKind.LIVE if is_live else NoticeKind.NOT_PUBLISHED
    article = session.get_one(Article, plan.article_id)
    whom = [plan.asked_by_id, article.author_id]
    tell_staff(session, Occasion(kind, article.id), whom, because_of=by)


def _planned(
    session: Session, article: Article, kind: PlanKind, due_at: datetime, by: Actor
) -> Plan:
    if due_at <= now():
        raise NotNow("That moment has passed. Choose a later one.")
    drop_plans(session, article.id, kind, by=by)
    plan = Plan(article_id=article.id, kind=kind, due_at=due_at, asked_by_id=by.id)
    session.add(plan)
    session.flush()
    _log(session, by, plan, "plan.made")
    return plan


def plans_of(
    session: Session, article_id: int, most_past: int, *, by: Actor
) -> tuple[Sequence[Plan], Sequence[Plan]]:
    """Those ahead, the next first, and those past, the newest first. Errors: NotAllowed."""
    by.must(Permission.READ_ARTICLES)
    past = past_plans(article_id).limit(most_past)
    return session.scalars(pending_plans(article_id)).all(), session.scalars(past).all()


def _do(session: Session, plan: Plan, by: Actor) -> None:
    """A text left up is the worse mistake: so withdrawing asks nobody's right again."""
    asker = session.get(StaffMember, plan.asked_by_id) if plan.asked_by_id else None
    who = asker.as_actor() if asker else OPERATOR
    if plan.kind is PlanKind.PUBLISH:
        publish_article(session, plan.article_id, by=who)
    else:
        is_allowed = who.may(Permission.PUBLISH_ARTICLES)
        actor = who if is_allowed else by
        withdraw_article(session, plan.article_id, keep_plans=True, by=actor)


def _log(session: Session, by: Actor, plan: Plan, action: str) -> None:
    details = {
        "plan": plan.id,
        "kind": plan.kind,
        "due_at": plan.due_at.isoformat(timespec="seconds"),
        "minutes_late": plan.minutes_late,
    }
    record(session, by, action, subject=f"article:{plan.article_id}", details=details)
