"""What is written down stays: after a reload, another sign-in, or a browser that went away."""

from collections.abc import Collection, Mapping
from secrets import token_hex

import streamlit as st
from sqlalchemy.orm import Session

from actions.intake.entry_drafts import entry_as_kept, forget_entry, keep_entry, take_up_entry
from desk.enquiries.entry.leaving import ask_to_start_afresh
from desk.frame.acting import attempt
from desk.frame.sign_in import acting, signed_in_staff
from desk.widgets.clock import spoken
from desk.widgets.typing.box import keep_typing
from models.base.database import reading
from models.enquiries.enquiry import CameBy
from models.staff.member import Actor

TYPED = ("name", "phone", "email", "preferred_at", "message")
CHOSEN = ("came_by", "service", "consent")
MARK, SINCE, FOUND, IS_NOT_FIRST = "e-new-mark", "e-new-since", "e-new-found", "e-new-not-first"


def take_up(services: Collection[str]) -> None:
    """Before the fields are drawn: what this person left, unless they are at it here already."""
    if st.session_state.pop(FOUND, False):
        with reading() as session:
            _show(entry_as_kept(session, by=signed_in_staff()), services)
    elif box_of("name") not in st.session_state:
        st.session_state[MARK] = token_hex(8)
        with acting() as (session, by):
            kept = take_up_entry(session, st.session_state[MARK], by=by)
        _show(kept.fields, services)
        if kept.fields:
            st.session_state[SINCE] = kept.written_at


def is_begun() -> bool:
    """Whether this form is one that somebody is at, and not one that is saved or discarded."""
    return MARK in st.session_state


def _show(fields: Mapping[str, str], services: Collection[str]) -> None:
    for field in TYPED:
        st.session_state[box_of(field)] = fields.get(field, "")
    service, came_by = fields.get("service"), fields.get("came_by", "")
    is_known = came_by in set(CameBy)
    st.session_state[box_of("came_by")] = CameBy(came_by) if is_known else CameBy.PHONE_CALL
    st.session_state[box_of("service")] = service if service in services else None
    st.session_state[box_of("consent")] = bool(fields.get("consent"))


def box_of(field: str) -> str:
    return f"e-new-{field}"


def kept_since() -> None:
    """Says that it was begun before, and offers to begin anew."""
    if since := st.session_state.get(SINCE):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(f":material/history: Kept from {spoken(since)}", width="content")
            words, key = "Start afresh", "e-new-afresh"
            st.button(words, type="tertiary", key=key, on_click=ask_to_start_afresh)


def keep_what_is_typed() -> None:
    """Keys go beside the runs; what an earlier page of this tab had is shown when it is kept."""
    boxes = {field: box_of(field) for field in TYPED}
    mark, is_anew = str(st.session_state.get(MARK, "")), IS_NOT_FIRST in st.session_state
    if keep_typing("entry", 0, boxes, mark=mark, is_anew=is_anew):
        st.session_state[FOUND] = True
        st.rerun()


def keep_choice(field: str) -> None:
    """For callbacks: what is chosen with a click."""
    mark, chosen = st.session_state.get(MARK, ""), str(st.session_state.get(box_of(field)) or "")
    attempt(lambda session, by: keep_entry(session, mark, {field: chosen}, by=by))


def forget_what_is_kept(session: Session, by: Actor) -> None:
    """What is kept of it; in the transaction that saves it, too."""
    forget_entry(session, st.session_state.get(MARK, ""), by=by)


def empty() -> None:
    """For callbacks: the next one begins with nothing, in this tab too."""
    for key in (*map(box_of, (*TYPED, *CHOSEN)), MARK, SINCE, FOUND):
        st.session_state.pop(key, None)
    st.session_state[IS_NOT_FIRST] = True
