"""When an article will be published or withdrawn, and what became of earlier plans."""

from datetime import time, timedelta

import streamlit as st

import settings
from actions.articles.opening import OpenArticle
from actions.articles.planning import plans_of
from desk.articles.plan_gestures import call_off, plan
from desk.frame.messages import escaped
from desk.widgets.clock import local, spoken
from desk.widgets.dates.day import day_input
from models.articles.plan import Plan, PlanKind, PlanOutcome
from models.base.database import reading
from models.clinic.moments import clinic_today
from models.staff.member import Actor, Permission

VERBS = {PlanKind.PUBLISH: "Publish", PlanKind.WITHDRAW: "Withdraw"}
DONE = {PlanKind.PUBLISH: "Published", PlanKind.WITHDRAW: "Withdrawn"}
ICONS = {PlanKind.PUBLISH: ":material/schedule_send:", PlanKind.WITHDRAW: ":material/event_busy:"}
NINE = time(9)
MOST = 5
FEW = 3


def article_plans(found: OpenArticle, by: Actor, *, is_held_back: bool) -> None:
    """`is_held_back`: as it stands now, review would refuse to publish it."""
    with reading() as session:
        ahead, past = plans_of(session, found.article.id, MOST, by=by)
    may_plan = by.may(Permission.PUBLISH_ARTICLES)
    if not (may_plan or ahead or past):
        return
    st.header("Schedule", anchor=False)
    for each in ahead:
        _pending(each, may_plan=may_plan)
    if is_held_back and any(each.kind is PlanKind.PUBLISH for each in ahead):
        st.caption(":orange[Parts that are not approved by then hold it back.]")
    if may_plan:
        with st.container(horizontal=True):
            for kind in PlanKind:
                ask_for_plan(found.article.id, kind, since=max((e.id for e in ahead), default=0))
    for each in past:
        _past(each)


def _pending(each: Plan, *, may_plan: bool) -> None:
    name = f" · {escaped(each.asked_by.full_name)}" if each.asked_by else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{VERBS[each.kind]}** {moment_of(each)} :gray[{name}]", width="stretch")
        if may_plan:
            st.button("Call off", key=f"call-off-{each.id}", on_click=call_off, args=(each.id,))


def moment_of(each: Plan) -> str:
    """“3 December 2026 09:00 GMT”: with the letters of the clinic's clock on that day."""
    there = local(each.due_at)
    return f"{there.day} {there:%B %Y %H:%M} {there.tzname() or ''}".strip()


def ask_for_plan(article_id: int, kind: PlanKind, *, place: str = "", since: int = 0) -> None:
    """`place` tells two on one screen apart.

    `since` is the newest plan there is: once there is another, what was open is closed.
    """
    day, clock = f"plan-day-{kind}{place}", f"plan-time-{kind}{place}"
    label = f"{VERBS[kind]} later"
    with st.popover(label, icon=ICONS[kind], key=f"plan-{article_id}-{kind}{place}-{since}"):
        day_input("Day", clinic_today() + timedelta(days=1), key=day)
        st.time_input(f"Time ({settings.TIMEZONE.key})", NINE, key=clock)
        st.button(
            f"Schedule: {VERBS[kind].lower()}",
            key=f"plan-it-{kind}{place}",
            on_click=plan,
            args=(article_id, kind, day, clock),
        )


def _past(each: Plan) -> None:
    if each.outcome is PlanOutcome.REFUSED:
        st.markdown(f":red[Not {DONE[each.kind].lower()}] on {moment_of(each)}")
        more = len(each.reasons) - FEW
        told = [escaped(reason) for reason in each.reasons[:FEW]]
        st.caption(" ".join([*told, f"And {more} more."] if more > 0 else told))
    elif each.outcome is PlanOutcome.DONE:
        late = f" :orange[late: it was due {spoken(each.due_at)}]" if each.minutes_late else ""
        when = spoken(each.closed_at) if each.closed_at else ""
        st.markdown(f":gray[{DONE[each.kind]} by schedule, {when}]{late}")
    else:
        st.markdown(f":gray[Called off: {VERBS[each.kind].lower()} {moment_of(each)}]")
