"""Moving one enquiry along: its status, and who has it."""

from collections.abc import Mapping

import streamlit as st

from actions.enquiries.triage import (
    assign_enquiry,
    change_status,
    must_allow_closing,
)
from desk.enquiries.drawn import Drawn
from desk.enquiries.listing.address import open_dialog_on
from desk.enquiries.work import attempt_on, is_refused
from desk.frame.messages import escaped
from models.enquiries.enquiry import ALLOWED_MOVES, STATUS_TITLES, Enquiry, Status
from models.enquiries.listing.filter import NOBODY

CLOSE_REASONS = (
    "Question answered",
    "No answer after several tries",
    "Went elsewhere",
    "Not something we offer",
)


def actions(enquiry: Enquiry, colleagues: Mapping[int, str]) -> None:
    """Keys carry the version, so that a click on an older state is never taken for a newer one.

    A browser may tell what a field has once more, after somebody else was opened: nobody chose.
    """
    this = Drawn.of(enquiry).key
    with st.grid(2, min_column_width=120, gap="small"):
        _status(enquiry, f"e-move-{this}")
        _assigned(enquiry, colleagues, f"e-assign-{this}")
    if st.session_state.get(f"e-move-{this}") is Status.CLOSED is not enquiry.status:
        _closing(enquiry, this)


def _status(enquiry: Enquiry, key: str) -> None:
    options = [
        status for status in Status if status in {enquiry.status, *ALLOWED_MOVES[enquiry.status]}
    ]
    release = enquiry.status is Status.SPAM
    st.selectbox(
        "Status",
        options,
        index=options.index(enquiry.status),
        format_func=lambda status: (
            "Release to New" if release and status is Status.NEW else STATUS_TITLES[status]
        ),
        key=key,
        on_change=_move,
        args=(enquiry, key),
    )


def _move(enquiry: Enquiry, key: str) -> None:
    """Why somebody is closed is asked below; when they come, in a window."""
    drawn, before, status = Drawn.of(enquiry), enquiry.status, st.session_state[key]
    if status is before:
        return
    if status is Status.CLOSED:
        if is_refused(enquiry, must_allow_closing):
            st.session_state[key] = before
        return
    if status is Status.BOOKED:
        st.session_state[key] = before
        open_dialog_on("book", drawn.id, drawn.version)
        return
    done = attempt_on(
        drawn,
        lambda session, by: change_status(session, drawn.id, status, by=by, version=drawn.version),
        f"Moved to {STATUS_TITLES[status]}.",
    )
    if not done:
        st.session_state[key] = before


def _closing(enquiry: Enquiry, this: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Why is it closed?",
            CLOSE_REASONS,
            index=None,
            accept_new_options=True,
            placeholder="Choose or type a reason",
            key=f"e-reason-{enquiry.id}",
            persist_state="page",
        )
        st.button(
            "Close",
            type="primary",
            key=f"e-close-{this}",
            on_click=_close,
            args=(Drawn.of(enquiry), f"e-reason-{enquiry.id}"),
        )


def _close(drawn: Drawn, key: str) -> None:
    """A reason that was typed stays until it is saved."""
    reason = st.session_state.get(key) or ""
    done = attempt_on(
        drawn,
        lambda session, by: change_status(
            session, drawn.id, Status.CLOSED, by=by, version=drawn.version, reason=reason
        ),
        "Closed.",
    )
    if done:
        st.session_state[key] = None


def _assigned(enquiry: Enquiry, colleagues: Mapping[int, str], key: str) -> None:
    options = {NOBODY: "Nobody yet", **colleagues}
    if enquiry.assigned_to and enquiry.assigned_to.id not in options:
        options[enquiry.assigned_to.id] = enquiry.assigned_to.full_name
    st.selectbox(
        "Assigned to",
        list(options),
        index=list(options).index(enquiry.assigned_to_id or NOBODY),
        format_func=options.__getitem__,
        key=key,
        on_change=_assign,
        args=(Drawn.of(enquiry), enquiry.assigned_to_id or NOBODY, options, key),
    )


def _assign(drawn: Drawn, before: int, names: Mapping[int, str], key: str) -> None:
    staff_id: int = st.session_state[key]
    if staff_id == before:
        return
    done = attempt_on(
        drawn,
        lambda session, by: assign_enquiry(
            session, drawn.id, staff_id or None, by=by, version=drawn.version
        ),
        f"Assigned to {escaped(names[staff_id])}." if staff_id else "Assigned to nobody.",
    )
    if not done:
        st.session_state[key] = before
