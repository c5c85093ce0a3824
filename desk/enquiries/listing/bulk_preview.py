"""What will become of each one ticked, told before it is done."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

import streamlit as st
from sqlalchemy.orm import Session

from actions.enquiries.batch import BatchChange, EnquiryOutcome, change_each, preview_each
from actions.enquiries.changes import batch_made
from actions.enquiries.choices import (
    add_tag,
    follow_up_on,
    give_to,
    make_priority,
    move_to,
    remove_tag,
    snooze_until,
)
from desk.enquiries.listing.address import bulk_choice, choose_bulk
from desk.enquiries.record.actions import CLOSE_REASONS, PRIORITIES
from desk.enquiries.record.waiting import SNOOZES
from desk.enquiries.work import attempt_change, enquiry_refusals, report
from desk.frame.messages import escaped
from desk.frame.sign_in import signed_in_staff
from desk.widgets.clock import spoken, today
from desk.widgets.emphasis import on_primary
from desk.widgets.list_address import tick
from models.base.database import reading
from models.base.refusal import Refused
from models.clinic.hours import ClinicHours
from models.enquiries.enquiry import STATUS_TITLES, Priority, Status
from models.staff.member import Actor

Names = Mapping[int, str]
BulkChoice = tuple[str, BatchChange]
"""What it makes of them, in Markdown, and the change."""


def _status(value: str, _names: Names) -> BulkChoice | None:
    if value not in set(Status):
        return None
    return f"moved to {STATUS_TITLES[Status(value)]}", move_to(Status(value))


def _close(_value: str, _names: Names) -> BulkChoice | None:
    reason = st.selectbox(
        "Why are they closed?",
        CLOSE_REASONS,
        index=None,
        accept_new_options=True,
        placeholder="Choose or type a reason",
        key="e-bulk-reason",
    )
    return ("closed", move_to(Status.CLOSED, reason)) if reason else None


def _assign(value: str, names: Names) -> BulkChoice | None:
    staff_id = int(value) if value.isascii() and value.isdecimal() else 0
    if staff_id and staff_id not in names:
        return None
    return f"given to {escaped(names[staff_id]) if staff_id else 'nobody'}", give_to(
        staff_id or None
    )


def _priority(value: str, _names: Names) -> BulkChoice | None:
    if value not in set(Priority):
        return None
    priority = Priority(value)
    return f"given {PRIORITIES[priority].lower()} priority", make_priority(priority)


def _tag(_value: str, _names: Names) -> BulkChoice | None:
    tag = st.text_input("Tag to add", key="e-bulk-tag")
    return (f"tagged {escaped(tag)}", add_tag(tag)) if tag else None


def _untag(_value: str, _names: Names) -> BulkChoice | None:
    tag = st.text_input("Tag to remove", key="e-bulk-untag")
    return (f"without the tag {escaped(tag)}", remove_tag(tag)) if tag else None


def _follow(_value: str, _names: Names) -> BulkChoice | None:
    day = st.date_input("Follow up on", today() + timedelta(days=1), key="e-bulk-follow")
    return f"marked for {day:%A} {day.day} {day:%B}", follow_up_on(day)


def _sleep(_value: str, _names: Names) -> BulkChoice | None:
    chosen = st.selectbox("Until when?", list(SNOOZES), key="e-bulk-sleep")
    with reading() as session:
        until = SNOOZES[chosen](ClinicHours.of(session))
    return f"put aside until {escaped(spoken(until))}", snooze_until(until)


BULK_CHOICES: dict[str, Callable[[str, Names], BulkChoice | None]] = {
    "status": _status,
    "close": _close,
    "assign": _assign,
    "priority": _priority,
    "tag": _tag,
    "untag": _untag,
    "follow": _follow,
    "sleep": _sleep,
}


@st.dialog("Change those ticked", on_dismiss=lambda: choose_bulk(""))
def confirm_bulk(ids: list[int], names: Names) -> None:
    """Acts on the ids that it was drawn with."""
    kind, value = bulk_choice()
    if not kind:
        st.rerun()  # it is done: what is below the dialog shows it
    try:
        wanted = BULK_CHOICES[kind](value, names) if kind in BULK_CHOICES else None
    except Refused as refused:
        st.error(escaped(refused.words))
        return
    previewed = _preview(ids, wanted) if wanted else []
    many = sum(outcome.is_done for outcome in previewed)
    st.button(
        on_primary(f"Change {many}" if many else "Change", disabled=not many),
        type="primary",
        key="e-bulk-do",
        disabled=not many,
        on_click=_do,
        args=(previewed, *(wanted or ("", None))),
    )


def _preview(ids: list[int], wanted: BulkChoice) -> list[EnquiryOutcome]:
    with reading() as session:
        previewed = preview_each(session, ids, wanted[1], by=signed_in_staff())
    many = sum(outcome.is_done for outcome in previewed)
    there = sum(outcome.is_unchanged for outcome in previewed)
    st.markdown(f"**{many} will be {wanted[0]}.**" if many else "**Nothing would change.**")
    if there:
        st.markdown("One is so already." if there == 1 else f"{there} are so already.")
    if refused := enquiry_refusals(previewed):
        st.markdown(f"{sum(bool(each.refused) for each in previewed)} can’t:  \n{refused}")
    return previewed


def _do(previewed: Sequence[EnquiryOutcome], words: str, change: BatchChange | None) -> None:
    """To those who were previewed, each as they were then; who is refused keeps their tick."""
    outcomes: list[EnquiryOutcome] = []
    batches: list[int | None] = []
    versions = {each.enquiry_id: each.version for each in previewed}

    def gesture(session: Session, by: Actor) -> None:
        if change:
            outcomes.extend(change_each(session, versions, change, by=by, versions=versions))
            batches.append(batch_made(session))

    if attempt_change(gesture, ""):
        tick(outcome.enquiry_id for outcome in outcomes if outcome.refused)
        report(words[:1].upper() + words[1:], outcomes, *batches)
    choose_bulk("")
