"""An import that is being written or taken back: how far it is, and how to stop it."""

import streamlit as st

from actions.imports.batches import cancel_import
from actions.imports.looking import look_up_import
from actions.imports.refusals import NoSuchImport
from desk.frame.acting import attempt
from desk.frame.messages import keep_trouble
from desk.frame.sign_in import who_is_it
from models.base.database import reading
from models.imports.batch import ImportBatch, ImportState
from models.staff.member import Permission

ENDED = "It had ended already; nothing was cancelled."


@st.fragment(run_every=1)
def import_progress(batch_id: int) -> None:
    """It goes on by itself: the page can be left, the program restarted."""
    by = who_is_it()
    if by is None or not by.may(Permission.IMPORT_ENQUIRIES):
        st.rerun()
    with reading() as session:
        batch = look_up_import(session, batch_id, by=by)
    if batch is None or not batch.is_under_way:
        st.rerun()
    with st.container(border=True):
        _under_way(batch)


def _under_way(batch: ImportBatch) -> None:
    if batch.state is ImportState.UNDOING:
        done = min(batch.taken_back / max(batch.written, 1), 1.0)
        st.progress(done, f"{batch.taken_back:,} of {batch.written:,} taken back")
        return
    done = min(batch.position / max(batch.total, 1), 1.0)
    st.progress(done, f"{batch.position:,} of {batch.total:,} rows")
    st.caption("You can leave this page; it goes on.")
    st.button(
        "Cancel", icon=":material/close:", key="import-cancel", on_click=_cancel, args=(batch.id,)
    )


def _cancel(batch_id: int) -> None:
    attempt(
        lambda session, by: cancel_import(session, batch_id, by=by),
        "Cancelled. What was written stays until you undo it.",
        unless={NoSuchImport: lambda _: keep_trouble(ENDED)},
    )
