"""What each column of the file is: as proposed, and changed by hand where that is wrong."""

import streamlit as st

from actions.imports.batches import choose_mapping
from desk.frame.acting import attempt
from desk.frame.messages import escaped
from models.imports.batch import ImportBatch
from models.imports.fields import FIELDS, DateOrder

ORDERS: dict[DateOrder, str] = {
    DateOrder.DAY_FIRST: "3 April: the day comes first",
    DateOrder.MONTH_FIRST: "4 March: the month comes first",
}


def choose_columns(batch: ImportBatch) -> None:
    """Changed columns are rehearsed anew; what was confirmed is proposed for the next such file."""
    wrote = f"Written by {escaped(batch.vendor)}. " if batch.vendor else ""
    with st.expander("Columns", icon=":material/view_column:", expanded=not _leads_anywhere(batch)):
        st.caption(
            f"{wrote}Several columns may go into the message, each behind its name. "
            "Your choice is kept for the next file with the same columns."
        )
        with st.form(f"import-columns-{batch.id}", border=False):
            for place, column in enumerate(batch.columns):
                _field(batch, place, column)
            st.form_submit_button(
                "Look at the rows again",
                icon=":material/refresh:",
                on_click=_choose,
                args=(batch.id, list(batch.columns), batch.date_order),
            )


def _leads_anywhere(batch: ImportBatch) -> bool:
    return bool({"email", "phone"} & set(batch.mapping.values()))


def _key(batch_id: int, place: int) -> str:
    return f"import-{batch_id}-column-{place}"


def _field(batch: ImportBatch, place: int, column: str) -> None:
    names = list(FIELDS)
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    left.selectbox(
        escaped(column),
        names,
        index=names.index(batch.mapping[column]),
        format_func=FIELDS.__getitem__,
        key=_key(batch.id, place),
    )
    shown = batch.samples.get(column) or ["(empty)"]
    right.caption(escaped(" · ".join(shown)))


def _choose(batch_id: int, columns: list[str], order: str) -> None:
    chosen = {
        column: st.session_state[_key(batch_id, place)] for place, column in enumerate(columns)
    }
    save_mapping(batch_id, chosen, DateOrder(order) if order else None)


def save_mapping(batch_id: int, mapping: dict[str, str], order: DateOrder | None) -> None:
    """A callback's work: the rows are looked at again in the run that follows."""
    attempt(lambda session, by: choose_mapping(session, batch_id, mapping, order, by=by))


def ask_for_date_order(batch: ImportBatch, unclear: int) -> None:
    """Only when no date of the column proves it."""
    rows = "one row" if unclear == 1 else f"{unclear:,} rows"
    st.warning(
        f"The dates of {rows} can be read both ways, and no other date of the file proves which. "
        "Say what 03/04/2026 means in this file."
    )
    for place, (order, words) in zip(st.columns(len(ORDERS)), ORDERS.items(), strict=True):
        place.button(
            words,
            key=f"import-order-{order}",
            on_click=save_mapping,
            args=(batch.id, dict(batch.mapping), order),
            width="stretch",
        )
