"""Calling off what was to happen to an article later."""

from sqlalchemy.orm import Session

from models.articles.plan import PlanKind, PlanOutcome, pending_plans
from models.base.table import now
from models.staff.log import record
from models.staff.member import Actor, Permission


def drop_plans(
    session: Session, article_id: int, kind: PlanKind | None = None, *, by: Actor
) -> None:
    """Of this kind, or all: what somebody does by hand takes the place of what was planned."""
    by.must(Permission.EDIT_ARTICLES)
    for plan in session.scalars(pending_plans(article_id)):
        if kind in {None, plan.kind}:
            plan.outcome, plan.closed_at = PlanOutcome.CANCELLED, now()
            details = {"plan": plan.id, "kind": plan.kind}
            subject = f"article:{article_id}"
            record(session, by, "plan.cancelled", subject=subject, details=details)
