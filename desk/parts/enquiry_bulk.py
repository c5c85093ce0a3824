"""Acting on everybody ticked at once, with what became of each."""

from collections.abc import Callable, Mapping

import streamlit as st
from sqlalchemy.orm import Session

from actions.enquiry_batch import Outcome, assign_each, change_status_of
from desk.enquiry_address import tick, ticked
from desk.enquiry_work import attempt
from desk.messages import escaped, keep, keep_trouble
from desk.parts.emphasis import on_primary
from desk.parts.enquiry_actions import CLOSE_REASONS
from models.enquiry import STATUS_TITLES, Status
from models.enquiry_filter import NOBODY
from models.staff import Actor

MOVE, ASSIGN, REASON = "e-bulk-move", "e-bulk-assign", "e-bulk-reason"
MOST_NAMED = 10


def bulk_bar(shown: list[int], colleagues: Mapping[int, str]) -> None:
    """Nothing while nobody is ticked. The buttons act on the ids that they were drawn with."""
    ids = ticked()
    if not ids:
        return
    elsewhere = len(set(ids) - set(shown))
    words = f"**{len(ids)} ticked**" + (f" ({elsewhere} not on this page)" if elsewhere else "")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="e-bulk"):
        st.markdown(words, width="content")
        _moving(ids)
        _assigning(ids, {NOBODY: "Nobody", **colleagues})
        _closing(ids)
        st.button("Untick all", type="tertiary", key="e-untick", on_click=tick, args=([],))


def _moving(ids: list[int]) -> None:
    def move() -> None:
        status: Status = st.session_state[MOVE]
        _each(
            f"moved to {STATUS_TITLES[status]}",
            lambda session, by: change_status_of(session, ids, status, by=by),
        )

    st.menu_button(
        "Set status",
        [status for status in Status if status is not Status.CLOSED],
        format_func=STATUS_TITLES.__getitem__,
        icon=":material/flag:",
        key=MOVE,
        on_click=move,
    )


def _assigning(ids: list[int], names: Mapping[int, str]) -> None:
    def assign() -> None:
        staff_id: int = st.session_state[ASSIGN]
        _each(
            f"assigned to {escaped(names[staff_id])}",
            lambda session, by: assign_each(session, ids, staff_id or None, by=by),
        )

    st.menu_button(
        "Assign",
        list(names),
        format_func=names.__getitem__,
        icon=":material/person:",
        key=ASSIGN,
        on_click=assign,
    )


def _closing(ids: list[int]) -> None:
    def close() -> None:
        reason = st.session_state.get(REASON) or ""
        _each(
            "closed",
            lambda session, by: change_status_of(session, ids, Status.CLOSED, by=by, reason=reason),
        )

    with st.popover("Close", icon=":material/task_alt:", key="e-bulk-close"):
        st.selectbox(
            "Why are they closed?",
            CLOSE_REASONS,
            index=None,
            accept_new_options=True,
            placeholder="Choose or type a reason",
            key=REASON,
        )
        st.button(
            on_primary(f"Close {len(ids)}"), type="primary", key="e-bulk-closed", on_click=close
        )


def _each(done: str, deed: Callable[[Session, Actor], list[Outcome]]) -> None:
    """Those done lose their tick; those refused keep it, so that they can be tried again."""
    outcomes: list[Outcome] = []
    if not attempt(lambda session, by: outcomes.extend(deed(session, by)), ""):
        return
    refused = [outcome for outcome in outcomes if outcome.refused]
    tick(outcome.enquiry_id for outcome in refused)
    report = f"{len(outcomes) - len(refused)} {done}"
    if not refused:
        keep(f"{report}.")
        return
    why = "  \n".join(
        f"{escaped(outcome.name) or 'One'}: {escaped(outcome.refused)}"
        for outcome in refused[:MOST_NAMED]
    )
    more = f"  \nand {len(refused) - MOST_NAMED} more." if len(refused) > MOST_NAMED else ""
    keep_trouble(f"{report}, {len(refused)} not:  \n{why}{more}")
