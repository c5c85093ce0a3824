"""How far enquiries get, and at which hours of the week they come."""

from collections.abc import Mapping, Sequence

import streamlit as st

from desk.reports.frames import hours_frame, steps_frame
from desk.reports.table import link_to, number_link
from desk.reports.words import share
from desk.widgets.table.parts import Cell, Column, Gestures, Look, Press, Row
from desk.widgets.table.table import table
from models.clinic.rules import WEEKDAYS
from models.reports.figures import Figures
from models.reports.listed import COUNTED_IN, all_received, those_of
from models.reports.total import Breakdown, Headcount

STEPS = {"received": "Received", "answered": "Answered", "booked": "Booked"}
HourlyTold = tuple[str, int, Headcount]


def funnel(figures: Figures) -> None:
    steps = [(title, getattr(figures.whole, name)) for name, title in STEPS.items()]
    whole = figures.whole.received
    said = ", ".join(f"{title.lower()} {many:,} ({share(many, whole)})" for title, many in steps)
    st.header("How far they got", anchor=False)
    st.vega_lite_chart(
        steps_frame(steps), _FUNNEL, alt=f"Bars: {said}.", height=150, key="r-chart-funnel"
    )
    for name, (title, many) in zip(STEPS, steps, strict=True):
        wanted = COUNTED_IN[name](all_received(figures.period))
        number_link(many, wanted, title, share(many, whole))


def hours(figures: Figures, week_begins_on: int) -> None:
    """By the clinic's clock."""
    told = hourly(figures.groups[Breakdown.HOUR], week_begins_on)
    st.header("At which hours", anchor=False)
    st.vega_lite_chart(
        hours_frame(told), _HOURS, alt=hours_told(told), height=230, key="r-chart-hours"
    )
    with st.expander("As a table", icon=":material/table:"):
        _hours_table(figures, told)


def hourly(groups: Mapping[str, Headcount], begins_on: int) -> list[HourlyTold]:
    """Each weekday, in the clinic's order, with the hours between the first and the last used."""
    used = [int(key.partition("-")[2]) for key in groups]
    days = [(begins_on - 1 + number) % 7 for number in range(7)]
    return [
        (WEEKDAYS[day], hour, groups.get(f"{(day + 1) % 7}-{hour:02}", Headcount()))
        for day in days
        for hour in range(min(used), max(used) + 1)
    ]


def hours_told(told: Sequence[HourlyTold]) -> str:
    day, hour, most = max(told, key=lambda each: each[2].received)
    return (
        "A field for each hour of each weekday, darker where more came. "
        f"Most came on {day} from {hour}:00 to {hour + 1}:00: {most.received:,}."
    )


def _hours_table(figures: Figures, told: Sequence[HourlyTold]) -> None:
    days = list(dict.fromkeys(day for day, _, _ in told))
    hour_by_day = {(day, hour): each for day, hour, each in told}
    shown = sorted({hour for _, hour, _ in told})
    rows = []
    for hour in shown:
        cells = [_cell(figures, day, hour, hour_by_day[day, hour]) for day in days]
        name = f"{hour:02}:00–{hour + 1:02}:00"
        rows.append(Row(hour + 1, name, [name, *cells]))
    columns = [
        Column("Hour", "Hour", 120, is_name=True),
        *(Column(day, day, 90, kind="press", is_labelled=True) for day in days),
    ]
    look = Look(total=len(rows), height="26rem")
    table("Enquiries by hour", columns, rows, key="r-table-hours", look=look, gestures=Gestures())


def _cell(figures: Figures, day: str, hour: int, told: Headcount) -> Cell:
    if not told.received:
        return Press("")
    key = f"{(WEEKDAYS.index(day) + 1) % 7}-{hour:02}"
    wanted = those_of(all_received(figures.period), Breakdown.HOUR, key, {})
    return Press(f"{told.received:,}", link_to(wanted), f"{told.received:,}: {day} {hour}:00")


_FUNNEL = {
    "mark": {"type": "bar", "cornerRadiusEnd": 2, "height": {"band": 0.7}},
    "encoding": {
        "y": {"field": "step", "type": "ordinal", "sort": None, "title": None,
              "axis": {"ticks": False, "domain": False}},
        "x": {"field": "many", "type": "quantitative", "title": None,
              "axis": {"tickMinStep": 1, "format": ",d", "tickCount": 4}},
        "tooltip": [{"field": "step", "title": "Step"},
                    {"field": "many", "title": "How many", "format": ",d"}],
    },
}  # fmt: skip
_HOURS = {
    "mark": {"type": "rect", "cornerRadius": 2},
    "encoding": {
        "x": {"field": "hour", "type": "ordinal", "title": None,
              "axis": {"labelAngle": 0, "ticks": False, "domain": False}},
        "y": {"field": "day", "type": "ordinal", "sort": None, "title": None,
              "axis": {"ticks": False, "domain": False}},
        "opacity": {"field": "many", "type": "quantitative", "legend": None,
                    "scale": {"range": [0.06, 1]}},
        "tooltip": [{"field": "day", "title": "Day"}, {"field": "hour", "title": "From"},
                    {"field": "many", "title": "How many", "format": ",d"}],
    },
}  # fmt: skip
