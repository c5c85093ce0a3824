"""What would become of every row; nothing is written before Confirm."""

from contextlib import suppress

import streamlit as st

from actions.imports.batches import confirm_import, discard_import, keep_rehearsal
from actions.imports.opening import rehearse_import
from actions.imports.refusals import NotRehearsed, UnreadableFile
from desk.frame.acting import attempt
from desk.frame.messages import escaped
from desk.frame.sign_in import acting
from desk.imports.columns import ask_for_date_order
from desk.imports.findings import findings_of, show_findings
from models.base.database import reading
from models.imports.batch import ImportBatch
from models.imports.fields import BadMapping, DateOrder, checked
from models.staff.member import Actor


def rehearsal(batch: ImportBatch, by: Actor) -> None:
    try:
        checked(dict(batch.mapping), batch.columns)
    except BadMapping as error:
        st.warning(escaped(error.words))
        _buttons(batch, coming=0)
        return
    if batch.counts is None:
        _rehearse(batch, by)
        return
    if batch.counts["unclear"]:
        ask_for_date_order(batch, batch.counts["unclear"])
    coming = 0 if batch.counts["unclear"] else batch.counts["new"] + batch.counts["repaired"]
    _buttons(batch, coming)
    show_findings(batch.counts, findings_of(batch.id, by))


def _rehearse(batch: ImportBatch, by: Actor) -> None:
    """It only reads: whoever clicks away meanwhile finds it begun anew when they come back."""
    slot = st.empty()
    slot.caption("Looking at the rows …")
    found = None
    try:
        for found in rehearse_import(reading, batch.id, by=by):
            slot.caption(f"{found.total:,} rows looked at …")
    except UnreadableFile as error:
        slot.error(escaped(error.words))
        _buttons(batch, coming=0)
        return
    assert found is not None
    order = DateOrder(batch.date_order) if batch.date_order else None
    with suppress(NotRehearsed), acting() as (session, who):
        keep_rehearsal(session, batch.id, found, dict(batch.mapping), order, by=who)
    st.rerun()


def _buttons(batch: ImportBatch, coming: int) -> None:
    many = "one enquiry" if coming == 1 else f"{coming:,} enquiries"
    st.markdown(f"**{many}** will be written." if coming else "Nothing can be written yet.")
    with st.container(horizontal=True):
        st.button(
            "Confirm",
            type="primary",
            icon=":material/check:",
            key="import-confirm",
            disabled=not coming,
            on_click=_confirm,
            args=(batch.id,),
        )
        st.button(
            "Discard",
            icon=":material/delete:",
            key="import-discard",
            on_click=_discard,
            args=(batch.id,),
        )


def _confirm(batch_id: int) -> None:
    attempt(lambda session, by: confirm_import(session, batch_id, by=by))


def _discard(batch_id: int) -> None:
    if attempt(
        lambda session, by: discard_import(session, batch_id, by=by),
        "The file is forgotten. Nothing was written.",
    ):
        st.query_params.clear()
