"""The export in the address: how far it is while it runs, its receipt afterwards."""

import streamlit as st

from actions.exports.check import people_since
from actions.exports.looking import look_up_export
from actions.exports.outcomes import cancel_export
from desk.exports.words import (
    columns_taken,
    size_in_words,
    state_in_words,
    what_was_chosen,
    who_took,
)
from desk.frame.acting import attempt
from desk.frame.messages import escaped
from desk.frame.sign_in import who_is_it
from desk.widgets.clock import spoken
from desk.widgets.leading.link import follow
from models.base.database import reading
from models.exports.columns import Profile
from models.exports.export import Export, ExportState
from models.staff.member import Actor, Permission

FETCHED = "export-fetched"
"""The receipt whose file was asked for just now."""


def shown_export(receipt: str, by: Actor) -> None:
    with reading() as session:
        export = look_up_export(session, receipt, by=by)
    if export is None:
        return
    is_own = export.requested_by_id == by.id
    if export.is_waiting and is_own and st.session_state.get(FETCHED) != receipt:
        ready_list(export)
    elif export.is_under_way and is_own:
        export_progress(receipt)
    else:
        receipt_of(export, by)


def ready_list(export: Export) -> None:
    """It came by the clock: a look at it does not use it up."""
    with st.container(border=True):
        st.header("Your list is ready", anchor=False)
        st.markdown(f"{escaped(what_was_chosen(export))}  \n{columns_taken(export)}")
        st.button(
            "Fetch it", type="primary", icon=":material/download:", key="export-fetch-it",
            on_click=st.session_state.__setitem__, args=(FETCHED, export.receipt),
        )  # fmt: skip
        until = spoken(export.kept_until) if export.kept_until else ""
        st.caption(f"Made of what is here when you fetch it, once, until {until}.")


@st.fragment(run_every=1)
def export_progress(receipt: str) -> None:
    by = who_is_it()
    if by is None or not by.may(Permission.EXPORT_ENQUIRIES):
        st.rerun()
    with reading() as session:
        export = look_up_export(session, receipt, by=by)
    if export is None or not export.is_under_way:
        st.rerun()
    with st.container(border=True):
        under_way(export)


def under_way(export: Export) -> None:
    if export.state is ExportState.PREPARED:
        # The file comes from a route, never through the page: it may be larger than memory.
        address = f"/desk/exports/{export.receipt}/file"
        follow(address, export.receipt, is_file=True)
        st.markdown(f"The download is starting. [Start it by hand]({address}) if nothing happens.")
    done = min(export.rows_sent / max(export.total, 1), 1.0)
    st.progress(done, f"{export.rows_sent:,} of {export.total:,} enquiries")
    st.button("Cancel", on_click=cancel, args=(export.receipt,), icon=":material/close:")


def cancel(receipt: str) -> None:
    attempt(
        lambda session, by: cancel_export(session, receipt, by=by),
        "Cancelled. Delete what has arrived of the file.",
    )


def receipt_of(export: Export, by: Actor) -> None:
    """What is known of an export that ended."""
    with st.container(border=True):
        st.header(f"{state_in_words(export)}: {export.rows_sent:,} enquiries", anchor=False)
        if export.failure:
            st.warning(escaped(export.failure))
        when = spoken(export.requested_at)
        st.markdown(f"{escaped(who_took(export))}, {when}. {escaped(export.reason)}")
        people = " (people masked)" if export.profile == Profile.MASKED else ""
        st.markdown(f"{escaped(what_was_chosen(export))}  \n{columns_taken(export)}{people}")
        if export.state is ExportState.FINISHED:
            size = size_in_words(export.size)
            st.caption(f"Receipt {export.receipt} · {export.format.upper()} · {size} · SHA-256")
            st.code(export.sha256, language=None, wrap_lines=True)
            _warn(export, by)


def _warn(export: Export, by: Actor) -> None:
    with reading() as session:
        since = people_since(session, export, by=by)
    if since.erased:
        about = "" if since.is_exact else "up to "
        who = "one person who was" if since.erased == 1 else f"{since.erased:,} people who were"
        st.warning(f"This file still holds {about}{who} erased since. Have it deleted.")
