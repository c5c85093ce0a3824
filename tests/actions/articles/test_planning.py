"""Publishing and withdrawing ahead: in time, late, refused, called off, and done once."""

from contextlib import suppress
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.articles.lifecycle import trash_article
from actions.articles.planning import (
    cancel_plan,
    carry_out,
    schedule_publishing,
    schedule_withdrawal,
)
from actions.articles.publishing import NotReady, publish_article, withdraw_article
from actions.articles.refusals import ArticleGone, NotNow
from actions.reviews.reviewing import submit_for_review
from models.articles.article import Article, ArticleState, Version
from models.articles.plan import Plan, PlanKind, PlanOutcome, pending_plans, plans_gone_wrong
from models.base.database import reading, writing
from models.base.table import now
from models.staff.log import LogEntry, entries_of
from models.staff.member import OPERATOR, Actor, NotAllowed, Role, StaffMember
from public.clock.due_articles import carry_out_plans
from tests.articles import Written, write_article
from tests.databases import refusing
from tests.reviews import approve_all, approve_section, edit

SOON = timedelta(hours=1)
HOURS_AGO = timedelta(hours=3)


def state(session: Session, article: Written) -> ArticleState:
    session.flush()
    return session.get_one(Article, article.id).state


def pending(session: Session, article: Written) -> list[PlanKind]:
    session.flush()
    return [plan.kind for plan in session.scalars(pending_plans(article.id))]


def due(session: Session, plan: Plan, ago: timedelta = timedelta(0)) -> None:
    """Its time has come, so long ago; then the clock does what it does."""
    plan.due_at = now() - ago
    session.flush()
    carry_out(session, plan.id, by=OPERATOR)


def planned(session: Session, article: Written, by: Actor, after: timedelta = SOON) -> Plan:
    return schedule_publishing(session, article.id, now() + after, by=by)


def test_at_its_time_it_is_published_as_the_one_who_asked(
    session: Session, mo: Actor, tides: Written
) -> None:
    plan = planned(session, tides, mo)
    carry_out(session, plan.id, by=OPERATOR)
    assert state(session, tides) is ArticleState.DRAFT
    due(session, plan)
    assert state(session, tides) is ArticleState.PUBLISHED
    assert (plan.outcome, plan.minutes_late) == (PlanOutcome.DONE, 0)
    assert session.scalars(select(Version.published_by_id)).one() == mo.id


def test_late_is_done_all_the_same_and_said(session: Session, mo: Actor, tides: Written) -> None:
    plan = planned(session, tides, mo)
    due(session, plan, HOURS_AGO)
    assert state(session, tides) is ArticleState.PUBLISHED
    assert plan.minutes_late == 180
    (entry,) = session.scalars(entries_of("plan.done"))
    assert entry.details["minutes_late"] == 180
    assert session.scalars(plans_gone_wrong(now() - timedelta(days=7))).all() == [plan]


def test_the_newest_saved_text_is_published(
    session: Session, ed: Actor, mo: Actor, tides: Written
) -> None:
    plan = planned(session, tides, mo)
    edit(session, tides.sections[1], ed, "Written later.")
    due(session, plan)
    version = session.scalars(select(Version)).one()
    assert version.content["sections"][0]["body"] == "Written later."


def test_what_the_gate_refuses_then_stays_as_it_was_and_the_plan_says_why(
    session: Session, ed: Actor, mo: Actor, cleo: Actor, tides: Written
) -> None:
    submit_for_review(session, tides.id, by=ed)
    approve_all(session, tides, cleo)
    plan = planned(session, tides, mo)
    edit(session, tides.sections[1], ed)
    due(session, plan)
    assert state(session, tides) is ArticleState.DRAFT
    assert plan.outcome is PlanOutcome.REFUSED
    assert plan.reasons == ["“Spring” has changed since it was approved. It needs approval again."]
    since = now() - timedelta(days=7)
    assert session.scalars(plans_gone_wrong(since)).all() == [plan]
    approve_section(session, tides.sections[1], 3, by=cleo)
    session.flush()
    publish_article(session, tides.id, by=mo)
    session.flush()
    assert session.scalars(plans_gone_wrong(since)).all() == []


def test_who_may_no_longer_publish_has_nothing_published(
    session: Session, mo: Actor, tides: Written
) -> None:
    plan = planned(session, tides, mo)
    session.get_one(StaffMember, mo.id).role = Role.EDITOR
    due(session, plan)
    assert state(session, tides) is ArticleState.DRAFT
    assert "may no longer publish" in plan.reasons[0]


def test_it_is_withdrawn_at_its_time_whoever_asked(
    session: Session, mo: Actor, tides: Written
) -> None:
    publish_article(session, tides.id, by=mo)
    plan = schedule_withdrawal(session, tides.id, now() + SOON, by=mo)
    session.get_one(StaffMember, mo.id).is_active = False
    due(session, plan)
    assert state(session, tides) is ArticleState.WITHDRAWN


def test_a_time_to_come_and_a_time_to_go(session: Session, mo: Actor, tides: Written) -> None:
    with pytest.raises(NotNow, match="no publishing is scheduled"):
        schedule_withdrawal(session, tides.id, now() + SOON, by=mo)
    come = planned(session, tides, mo, 2 * SOON)
    with pytest.raises(NotNow, match="before it is published"):
        schedule_withdrawal(session, tides.id, now() + SOON, by=mo)
    go = schedule_withdrawal(session, tides.id, now() + 3 * SOON, by=mo)
    due(session, come, HOURS_AGO)
    assert state(session, tides) is ArticleState.PUBLISHED
    due(session, go)
    assert state(session, tides) is ArticleState.WITHDRAWN


def test_a_withdrawal_leaves_a_later_publishing_planned(
    session: Session, mo: Actor, tides: Written
) -> None:
    publish_article(session, tides.id, by=mo)
    go = schedule_withdrawal(session, tides.id, now() + SOON, by=mo)
    planned(session, tides, mo, 2 * SOON)
    due(session, go)
    assert pending(session, tides) == [PlanKind.PUBLISH]


def test_what_is_done_by_hand_takes_the_place_of_what_was_planned(
    session: Session, ed: Actor, mo: Actor, tides: Written
) -> None:
    planned(session, tides, mo)
    publish_article(session, tides.id, by=mo)
    assert pending(session, tides) == []
    schedule_withdrawal(session, tides.id, now() + 2 * SOON, by=mo)
    planned(session, tides, mo)
    planned(session, tides, mo, 3 * SOON)
    assert pending(session, tides) == [PlanKind.WITHDRAW, PlanKind.PUBLISH]
    withdraw_article(session, tides.id, by=mo)
    assert pending(session, tides) == []
    planned(session, tides, mo)
    trash_article(session, tides.id, by=ed)
    assert pending(session, tides) == []


def test_what_was_called_off_does_not_happen(session: Session, mo: Actor, tides: Written) -> None:
    plan = planned(session, tides, mo)
    cancel_plan(session, plan.id, by=mo)
    due(session, plan)
    assert state(session, tides) is ArticleState.DRAFT
    for number in (plan.id, 999):
        with pytest.raises(NotNow, match="called off already"):
            cancel_plan(session, number, by=mo)


@pytest.mark.parametrize("ago", [timedelta(0), HOURS_AGO])
def test_a_moment_that_has_passed_is_no_plan(
    session: Session, mo: Actor, tides: Written, ago: timedelta
) -> None:
    with pytest.raises(NotNow, match="has passed"):
        schedule_publishing(session, tides.id, now() - ago, by=mo)
    with pytest.raises(ArticleGone):
        schedule_publishing(session, 999, now() + SOON, by=mo)


def test_only_who_may_publish_plans_it(
    session: Session, ed: Actor, cleo: Actor, mo: Actor, tides: Written
) -> None:
    plan = planned(session, tides, mo)
    for by in (ed, cleo):
        with pytest.raises(NotAllowed):
            schedule_publishing(session, tides.id, now() + SOON, by=by)
        with pytest.raises(NotAllowed):
            schedule_withdrawal(session, tides.id, now() + SOON, by=by)
        with pytest.raises(NotAllowed):
            cancel_plan(session, plan.id, by=by)
        with pytest.raises(NotAllowed):
            carry_out(session, plan.id, by=by)


def is_due_since(article: Written, by: Actor, moment: datetime) -> None:
    with writing() as session:
        planned(session, article, by).due_at = moment


def test_two_processes_publish_once(mo: Actor, tides: Written) -> None:
    is_due_since(tides, mo, now() - SOON)
    together = Barrier(2)

    def work() -> None:
        together.wait(10)
        carry_out_plans()

    processes = [Thread(target=work) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()

    with reading() as session:
        assert session.scalars(select(func.count(Version.id))).one() == 1
        done = select(func.count(LogEntry.id)).where(LogEntry.action == "plan.done")
        assert session.scalars(done).one() == 1


def test_one_that_breaks_holds_up_no_other_and_is_tried_again(mo: Actor, tides: Written) -> None:
    other = write_article("Currents", ["One"])
    is_due_since(tides, mo, now() - 2 * SOON)
    is_due_since(other, mo, now() - SOON)
    with refusing("version", "not this one", "NEW.article_id = 1"):
        with pytest.raises(Exception, match="not this one"):
            carry_out_plans()
        with writing() as session:
            assert state(session, other) is ArticleState.PUBLISHED
            assert pending(session, tides) == [PlanKind.PUBLISH]
    carry_out_plans()
    with writing() as session:
        assert state(session, tides) is ArticleState.PUBLISHED


def test_publishing_and_an_edit_at_once_never_show_what_nobody_approved(
    ed: Actor, mo: Actor, cleo: Actor, tides: Written
) -> None:
    """Whichever comes first: readers get the approved words or nothing new."""
    with writing() as session:
        approve_all(session, tides, cleo)
    together = Barrier(2)

    def change() -> None:
        together.wait(10)
        with writing() as session:
            edit(session, tides.sections[1], ed, "Nobody approved this.")

    def publish() -> None:
        together.wait(10)
        with suppress(NotReady), writing() as session:
            publish_article(session, tides.id, by=mo)

    people = [Thread(target=each) for each in (change, publish)]
    for each in people:
        each.start()
    for each in people:
        each.join()

    with reading() as session:
        shown = [str(version.content) for version in session.scalars(select(Version))]
    assert not [content for content in shown if "Nobody approved this." in content]
