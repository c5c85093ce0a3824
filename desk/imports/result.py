"""What became of an import, and taking all of it back."""

from collections.abc import Sequence

import streamlit as st

from actions.imports.batches import confirm_import, undo_import
from actions.imports.looking import who_is_left, who_is_worked_on
from desk.frame.acting import attempt
from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from desk.imports.words import import_in_words
from models.base.database import reading
from models.imports.batch import ImportBatch, ImportState
from models.staff.member import Actor

MOST_NAMED = 20

Person = tuple[int, str, str]


def result(batch: ImportBatch, by: Actor) -> None:
    st.markdown(f"**{import_in_words(batch)}**")
    if batch.counts:
        st.caption(
            f"Of {batch.total:,} rows {batch.counts['duplicate']:,} were here already, "
            f"{batch.counts['errors']:,} had errors."
        )
    if batch.state is ImportState.UNDONE:
        with reading() as session:
            stay = who_is_left(session, batch.id, MOST_NAMED + 1, by=by)
        _name(stay, "Somebody has worked on these since, so they stay:")
        return
    with reading() as session:
        worked_on = who_is_worked_on(session, batch.id, MOST_NAMED + 1, by=by)
    with st.container(horizontal=True):
        if batch.state is ImportState.CANCELLED:
            st.button("Go on", icon=":material/play_arrow:", on_click=_go_on, args=(batch.id,))
        st.button(
            "Undo", icon=":material/undo:", key="import-undo", on_click=_undo, args=(batch.id,)
        )
    st.caption("Undo takes back every enquiry of this import that nobody has worked on.")
    _name(worked_on, "Somebody has worked on these; Undo leaves them:")


def _name(people: Sequence[Person], words: str) -> None:
    if not people:
        return
    st.markdown(words)
    for number, reference, name in people[:MOST_NAMED]:
        st.page_link(
            page_at("enquiries"),
            label=f"{escaped(name)} · {escaped(reference)}",
            query_params={"status": "all", "open": str(number)},
        )
    if len(people) > MOST_NAMED:
        st.caption("And more.")


def _undo(batch_id: int) -> None:
    attempt(lambda session, by: undo_import(session, batch_id, by=by))


def _go_on(batch_id: int) -> None:
    attempt(lambda session, by: confirm_import(session, batch_id, by=by))
