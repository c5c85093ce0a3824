"""The calls to action that articles share: one list, and a new one."""

from collections.abc import Sequence

import streamlit as st

from actions.library.calls_to_action import create_call_to_action
from actions.library.reading import list_calls
from desk.frame.acting import attempted
from desk.frame.messages import escaped
from models.articles.markdown import plain_text
from models.base.database import reading
from models.library.call_to_action import CallToAction, SharedWords
from models.library.call_use import CallUse
from models.staff.member import Actor, Permission


def call_library(by: Actor) -> None:
    if by.may(Permission.EDIT_ARTICLES):
        _new()
    retired = st.toggle("Retired", key="retired", bind="query-params")
    with reading() as session:
        calls = list_calls(session, retired=retired, by=by)
    if not calls:
        st.write(_nothing(retired=retired))
    for each in calls:
        with st.container(border=True, gap="xsmall"):
            _row(each.call, each.uses)


def _nothing(*, retired: bool) -> str:
    if retired:
        return "None is retired."
    return (
        "None yet. Write an invitation once, use it in many articles, and change it in all of "
        "them at once."
    )


def _row(call: CallToAction, uses: Sequence[CallUse]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(escaped(call.name), type="tertiary", key=f"call-{call.id}"):
            open_call(call.id)
        st.space("stretch")
        st.caption(call_use_count(uses), width="content")
    words = call.words
    said = f"{words.heading} {plain_text(words.body)}".strip()
    st.caption(escaped(said[:160]) or "No words yet.")


def call_use_count(uses: Sequence[CallUse]) -> str:
    """“In 3 articles, 1 with its own words”."""
    following = sum(bool(use.following) or use.is_public for use in uses)
    own = sum(bool(use.own) for use in uses)
    told = "In 1 article" if following == 1 else f"In {following or 'no'} articles"
    return f"{told}, {own} with own words" if own else told


def open_call(call_id: int) -> None:
    """Show this one; ends this run."""
    st.query_params["call"] = str(call_id)
    st.rerun()


def _new() -> None:
    shown = st.expander("New shared call to action", icon=":material/add:")
    with shown, st.form("new-call", border=False):
        name = st.text_input("Name for the desk", key="new-call-name", placeholder="Book a visit")
        complaint = st.empty()
        if not st.form_submit_button("Create"):
            return
    created = attempted(
        lambda session, by: create_call_to_action(session, name, SharedWords(), by=by).id,
        tell=complaint.error,
    )
    if created:
        open_call(created)
