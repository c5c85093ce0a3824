"""How many came when, by day or by week: as a chart and as a table."""

from collections.abc import Sequence

import streamlit as st

from desk.reports.frames import ALL, BOOKED, volume_frame
from desk.reports.table import FigureLine, figures_table, orders
from desk.reports.words import day_said, days_said, how_many
from desk.widgets.list_address import set_parameter
from models.reports.figures import Figures
from models.reports.listed import all_received
from models.reports.period import Period
from models.reports.total import Headcount

BY, DAYS, WEEKS = "r-volume", "day", "week"
TITLES = {DAYS: "By day", WEEKS: "By week"}
MOST_DAYS = 93
"""More bars than that nobody tells apart: weeks are shown unless days are asked for."""
ORDER = orders("volume-order", "place")


def volume(figures: Figures, week_begins_on: int) -> None:
    by = _chosen(figures.period)
    lines = by_day(figures) if by == DAYS else by_week(figures, week_begins_on)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.header("When they came", anchor=False, width="content")
        _choice(by)
    st.vega_lite_chart(
        volume_frame(lines), SPEC, alt=told(lines, by), height=260, key="r-chart-volume"
    )
    with st.expander("As a table", icon=":material/table:"):
        figures_table(f"Enquiries by {by}", by.title(), lines, ORDER)


def _chosen(period: Period) -> str:
    asked = st.query_params.get("volume", "")
    return asked if asked in TITLES else (DAYS if period.days <= MOST_DAYS else WEEKS)


def _choice(by: str) -> None:
    if st.session_state.get(BY) != by:
        st.session_state[BY] = by
    st.segmented_control(
        "Volume",
        list(TITLES),
        format_func=TITLES.__getitem__,
        required=True,
        label_visibility="collapsed",
        key=BY,
        on_change=lambda: set_parameter("volume", st.session_state[BY] or ""),
    )


def by_day(figures: Figures) -> list[FigureLine]:
    """Every day of the period, also those on which nobody wrote."""
    return [
        _line(place, day_said(day), Period(day, day), figures.days.get(day, Headcount()))
        for place, day in enumerate(figures.period.each_day())
    ]


def by_week(figures: Figures, begins_on: int) -> list[FigureLine]:
    """The first and the last may be shorter."""
    return [
        _line(place, days_said(week), week, _together(figures, week))
        for place, week in enumerate(figures.period.weeks(begins_on))
    ]


def _line(place: int, name: str, days: Period, told: Headcount) -> FigureLine:
    return FigureLine(place, name, told, all_received(days))


def _together(figures: Figures, week: Period) -> Headcount:
    days = [figures.days[day] for day in week.each_day() if day in figures.days]
    return Headcount(*map(sum, zip(*days, strict=True))) if days else Headcount()


def told(lines: Sequence[FigureLine], by: str) -> str:
    """The chart in words."""
    most = max(lines, key=lambda line: line.told.received)
    whole = sum(line.told.received for line in lines)
    booked = sum(line.told.booked for line in lines)
    return (
        f"Bars, one for each {by}: {how_many(whole)} in all, {booked:,} booked. "
        f"Most came on {most.name}: {most.told.received:,}."
    )


_X = {"field": "when", "type": "ordinal", "sort": {"field": "place"}, "title": None}
SPEC = {
    "mark": {"type": "bar", "cornerRadiusEnd": 2},
    "encoding": {
        "x": _X | {"axis": {"labelOverlap": True, "labelBound": True, "labelAngle": 0,
                            "ticks": False}},
        "y": {"field": "many", "type": "quantitative", "stack": None, "title": None,
              "axis": {"tickMinStep": 1, "format": ",d"}},
        "color": {"field": "what", "type": "nominal", "title": None,
                  "scale": {"domain": [ALL, BOOKED]}, "legend": {"orient": "top"}},
        "tooltip": [
            {"field": "when", "title": "When"},
            {"field": "what", "title": "What"},
            {"field": "many", "title": "How many", "format": ",d"},
        ],
    },
}  # fmt: skip
