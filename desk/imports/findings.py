"""The rows of a file as a table to look at, by what would become of them."""

from typing import Any, Literal

import streamlit as st

from actions.imports.looking import rows_found
from desk.frame.messages import escaped
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
WORDS = ("Who", "What is to be said")
AT_FIRST = 200
"""More are drawn when somebody asks for them: a thousand take a browser a while."""
FEW, TALLEST = 12, 560
"""Rows, and pixels: more rows than that are scrolled in a box, under a heading that stays."""


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
    is_all = len(rows) <= AT_FIRST or st.toggle(f"Show {len(rows):,}", key=f"import-all-{shown}")
    rows = rows if is_all else rows[:AT_FIRST]
    _table(rows)
    if len(rows) < counts[COUNTED[shown]]:
        st.caption(f"The first {len(rows):,} are shown.")


def _table(rows: list[list[Any]]) -> None:
    """A reason is read whole, however long it is."""
    import pandas as pd  # noqa: PLC0415 — 55 MB that only this frame needs

    frame = pd.DataFrame(rows, columns=["Line", "Outcome", *WORDS]).drop(columns="Outcome")
    frame = frame.astype({"Line": "int64"})
    frame[[*WORDS]] = frame[[*WORDS]].map(escaped)
    height: Literal["content"] | int = TALLEST if len(rows) > FEW else "content"
    st.table(frame, border="horizontal", hide_index=True, height=height, alt="Rows of the file")
