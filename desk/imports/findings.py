"""The rows of a file as a table to look at, by what would become of them."""

from typing import Any

import streamlit as st

from actions.imports.looking import rows_found
from models.base.database import reading
from models.imports.fields import COUNTED, RowOutcome
from models.staff.member import Actor

TITLES: dict[RowOutcome, str] = {
    RowOutcome.NEW: "New",
    RowOutcome.REPAIRED: "Mended",
    RowOutcome.DUPLICATE: "Here already",
    RowOutcome.UNCLEAR: "Unclear date",
    RowOutcome.ERROR: "Error",
}
WORST_FIRST = (
    RowOutcome.UNCLEAR,
    RowOutcome.ERROR,
    RowOutcome.REPAIRED,
    RowOutcome.NEW,
    RowOutcome.DUPLICATE,
)


def findings_of(batch_id: int, by: Actor) -> list[list[Any]]:
    with reading() as session:
        return rows_found(session, batch_id, by=by)


def show_findings(counts: dict[str, int], findings: list[list[Any]]) -> None:
    """The first kind that needs a look is shown first."""
    there = [outcome for outcome in WORST_FIRST if counts[COUNTED[outcome]]]
    if not there:
        st.info("There is no row below the heading.")
        return
    shown = st.segmented_control(
        "Rows",
        there,
        default=there[0],
        required=True,
        format_func=lambda outcome: f"{TITLES[outcome]} {counts[COUNTED[outcome]]:,}",
        key=f"import-rows-{len(there)}-{there[0]}",
    )
    rows = [finding for finding in findings if finding[1] == shown]
    _table(rows)
    if len(rows) < counts[COUNTED[shown]]:
        st.caption(f"The first {len(rows):,} are shown.")


def _table(rows: list[list[Any]]) -> None:
    import pandas as pd  # noqa: PLC0415 — 55 MB that only this frame needs

    frame = pd.DataFrame(rows, columns=["Line", "Outcome", "Who", "What is to be said"])
    frame = frame.drop(columns="Outcome").astype({"Line": "int64"})
    widths = {
        "Line": st.column_config.NumberColumn(width=70, format="%d"),
        "Who": st.column_config.TextColumn(width=160),
        "What is to be said": st.column_config.TextColumn(width=780),
    }
    st.dataframe(frame, hide_index=True, column_config=widths, alt="Rows of the file")
