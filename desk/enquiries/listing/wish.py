"""What will become of each one ticked, told before it is done."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

import streamlit as st
from sqlalchemy.orm import Session

from actions.enquiries.batch import Change, Outcome, change_each, foresee
from actions.enquiries.changes import batch_made
from actions.enquiries.wishes import (
    add_tag,
    follow_up_on,
    give_to,
    make_priority,
    move_to,
    remove_tag,
    snooze_until,
)
from desk.enquiries.listing.address import tick, wish, wished
from desk.enquiries.record.actions import CLOSE_REASONS, PRIORITIES
from desk.enquiries.record.waiting import SNOOZES
from desk.enquiries.work import attempt, refusals, report
from desk.frame.messages import escaped
from desk.frame.sign_in import signed_in_staff
from desk.widgets.clock import spoken, today
from desk.widgets.emphasis import on_primary
from models.base.database import reading
from models.base.refusal import Refused
from models.clinic.hours import ClinicHours
from models.enquiries.enquiry import STATUS_TITLES, Priority, Status
from models.staff.member import Actor

Names = Mapping[int, str]
Wish = tuple[str, Change]
"""What it makes of them, in Markdown, and the change."""


def _status(value: str, _names: Names) -> Wish | None:
    if value not in set(Status):
        return None
    return f"moved to {STATUS_TITLES[Status(value)]}", move_to(Status(value))


def _close(_value: str, _names: Names) -> Wish | None:
    reason = st.selectbox(
        "Why are they closed?",
        CLOSE_REASONS,
        index=None,
        accept_new_options=True,
        placeholder="Choose or type a reason",
        key="e-bulk-reason",
    )
    return ("closed", move_to(Status.CLOSED, reason)) if reason else None


def _assign(value: str, names: Names) -> Wish | None:
    staff_id = int(value) if value.isascii() and value.isdecimal() else 0
    if staff_id and staff_id not in names:
        return None
    return f"given to {escaped(names[staff_id]) if staff_id else 'nobody'}", give_to(
        staff_id or None
    )


def _priority(value: str, _names: Names) -> Wish | None:
    if value not in set(Priority):
        return None
    priority = Priority(value)
    return f"given {PRIORITIES[priority].lower()} priority", make_priority(priority)


def _tag(_value: str, _names: Names) -> Wish | None:
    tag = st.text_input("Tag to add", key="e-bulk-tag")
    return (f"tagged {escaped(tag)}", add_tag(tag)) if tag else None


def _untag(_value: str, _names: Names) -> Wish | None:
    tag = st.text_input("Tag to remove", key="e-bulk-untag")
    return (f"without the tag {escaped(tag)}", remove_tag(tag)) if tag else None


def _follow(_value: str, _names: Names) -> Wish | None:
    day = st.date_input("Follow up on", today() + timedelta(days=1), key="e-bulk-follow")
    return f"marked for {day:%A} {day.day} {day:%B}", follow_up_on(day)


def _sleep(_value: str, _names: Names) -> Wish | None:
    chosen = st.selectbox("Until when?", list(SNOOZES), key="e-bulk-sleep")
    with reading() as session:
        until = SNOOZES[chosen](ClinicHours.of(session))
    return f"put aside until {escaped(spoken(until))}", snooze_until(until)


WISHES: dict[str, Callable[[str, Names], Wish | None]] = {
    "status": _status,
    "close": _close,
    "assign": _assign,
    "priority": _priority,
    "tag": _tag,
    "untag": _untag,
    "follow": _follow,
    "sleep": _sleep,
}


@st.dialog("Change those ticked", on_dismiss=lambda: wish(""))
def confirm(ids: list[int], names: Names) -> None:
    """Acts on the ids that it was drawn with."""
    kind, value = wished()
    if not kind:
        st.rerun()  # it is done: what is below the dialog shows it
    try:
        wanted = WISHES[kind](value, names) if kind in WISHES else None
    except Refused as refused:
        st.error(escaped(refused.words))
        return
    foreseen = _foreseen(ids, wanted) if wanted else []
    many = sum(outcome.is_done for outcome in foreseen)
    st.button(
        on_primary(f"Change {many}" if many else "Change", disabled=not many),
        type="primary",
        key="e-bulk-do",
        disabled=not many,
        on_click=_do,
        args=(foreseen, *(wanted or ("", None))),
    )


def _foreseen(ids: list[int], wanted: Wish) -> list[Outcome]:
    with reading() as session:
        foreseen = foresee(session, ids, wanted[1], by=signed_in_staff())
    many = sum(outcome.is_done for outcome in foreseen)
    there = sum(outcome.was_there for outcome in foreseen)
    st.markdown(f"**{many} will be {wanted[0]}.**" if many else "**Nothing would change.**")
    if there:
        st.markdown("One is so already." if there == 1 else f"{there} are so already.")
    if refused := refusals(foreseen):
        st.markdown(f"{sum(bool(each.refused) for each in foreseen)} can’t:  \n{refused}")
    return foreseen


def _do(foreseen: Sequence[Outcome], words: str, change: Change | None) -> None:
    """To those who were foretold, each as they were then; who is refused keeps their tick."""
    outcomes: list[Outcome] = []
    batches: list[int | None] = []
    versions = {each.enquiry_id: each.version for each in foreseen}

    def deed(session: Session, by: Actor) -> None:
        if change:
            outcomes.extend(change_each(session, versions, change, by=by, versions=versions))
            batches.append(batch_made(session))

    if attempt(deed, ""):
        tick(outcome.enquiry_id for outcome in outcomes if outcome.refused)
        report(words[:1].upper() + words[1:], outcomes, *batches)
    wish("")
