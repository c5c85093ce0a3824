"""The same figures told apart: by service, article, call to action, colleague, reason, source."""

import streamlit as st

from actions.reports.looking import NAMED, Report
from desk.reports.table import FigureLine, figures_table, orders
from desk.widgets.list_address import set_parameter
from models.reports.listed import all_received, those_of
from models.reports.total import Breakdown

BY = "r-by"
TITLES: dict[Breakdown, str] = {
    Breakdown.SERVICE: "Service",
    Breakdown.ARTICLE: "Article",
    Breakdown.CALL: "Call to action",
    Breakdown.COLLEAGUE: "Colleague",
    Breakdown.REASON: "Close reason",
    Breakdown.SOURCE: "Source",
}
ORDER = orders("by-order", "-received")


def breakdown(report: Report) -> Breakdown:
    """Draws the one that the address names, and tells which."""
    asked = st.query_params.get("by", "")
    by = Breakdown(asked) if asked in set(NAMED) else Breakdown.SERVICE
    st.header("Told apart", anchor=False)
    _choice(by)
    lines = lines_told_apart(report, by)
    if lines:
        figures_table(f"By {TITLES[by].lower()}", TITLES[by], lines, ORDER)
    else:
        st.markdown("Nothing was closed in these days.")
    return by


def _choice(by: Breakdown) -> None:
    if st.session_state.get(BY) != by.value:
        st.session_state[BY] = by.value
    st.segmented_control(
        "Told apart by",
        [each.value for each in TITLES],
        format_func=lambda each: TITLES[Breakdown(each)],
        required=True,
        wrap=True,
        label_visibility="collapsed",
        key=BY,
        on_change=lambda: set_parameter("by", st.session_state[BY] or ""),
    )


def lines_told_apart(report: Report, by: Breakdown) -> list[FigureLine]:
    ranked = report.figures.ranked(by)
    whole = all_received(report.figures.period)
    return [
        FigureLine(place, report.names[by][key], counted, those_of(whole, by, key, report.slugs))
        for place, (key, counted) in enumerate(ranked, start=1)
    ]
