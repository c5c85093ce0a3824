"""Past exports: who took what, when, how many, and what became of it."""

import streamlit as st

from actions.exports.looking import how_many_exports, list_exports
from desk.exports.words import columns_taken, state_in_words, what_was_chosen, who_took
from desk.widgets.clock import local
from models.base.database import reading
from models.exports.columns import Profile
from models.exports.export import Export
from models.staff.member import Actor

PER_PAGE = 15


def past_exports(by: Actor) -> None:
    """A row opens its receipt, which stands in the address."""
    with reading() as session:
        total = how_many_exports(session, by=by)
    if not total:
        st.caption("Nobody has taken a list yet.")
        return
    pages = -(-total // PER_PAGE)
    slot = st.container()
    page = st.pagination(pages, key="export-page") if pages > 1 else 1
    with reading() as session:
        exports = list_exports(session, page, PER_PAGE, by=by)
    with slot:
        exports_table(exports, key=f"exports-{page}-{total}")


def exports_table(exports: list[Export], *, key: str) -> None:
    receipts = [export.receipt for export in exports]
    shapes = {
        "When": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm"),
        "Enquiries": st.column_config.NumberColumn(format="localized"),
    }
    st.dataframe(
        [_row(export) for export in exports],
        hide_index=True,
        key=key,
        on_select=lambda: _open(key, receipts),
        selection_mode="single-row",
        column_config=shapes,
        alt="Past exports",
    )


def _open(key: str, receipts: list[str]) -> None:
    chosen = st.session_state[key].selection.rows
    if chosen and chosen[0] < len(receipts):
        st.query_params["receipt"] = receipts[chosen[0]]


def _row(export: Export) -> dict[str, object]:
    return {
        "When": local(export.requested_at).replace(tzinfo=None),
        "Who": who_took(export),
        "Enquiries": export.rows_sent or export.total,
        "Chosen": what_was_chosen(export),
        "Columns": columns_taken(export),
        "Masked": export.profile == Profile.MASKED,
        "State": state_in_words(export),
        "Format": export.format.upper(),
        "Reason": export.reason,
        "Receipt": export.receipt,
    }
