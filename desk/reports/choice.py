"""Which days the report is about and what they are compared with; the address says it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from desk.enquiries.listing.address import IN_ADDRESS, REPORT
from desk.widgets.clock import today
from desk.widgets.dates.day import day_input
from desk.widgets.list_address import set_parameter
from models.clinic.hours import DAY
from models.enquiries.listing.filter import EnquiryFilter
from models.reports.period import Period, month_named

OWN, USUAL, NOT_COMPARED = "days", "28-days", "none"
EARLIEST, LONGEST = date(1990, 1, 1), 366 * 30
PERIOD, SINCE, UNTIL, AGAINST = "r-period", "r-since", "r-until", "r-against"


def _last(days: int) -> Callable[[date], Period]:
    return lambda day: Period(day - (days - 1) * DAY, day)


def _month_before(day: date) -> Period:
    return month_named(f"{day.replace(day=1) - DAY:%Y-%m}")


PERIODS: Mapping[str, tuple[str, Callable[[date], Period]]] = {
    "7-days": ("Last 7 days", _last(7)),
    USUAL: ("Last 28 days", _last(28)),
    "this-month": ("This month", lambda day: Period(day.replace(day=1), day)),
    "last-month": ("Last month", _month_before),
    "this-year": ("This year", lambda day: Period(day.replace(month=1, day=1), day)),
    "last-year": (
        "Last year",
        lambda day: Period(date(day.year - 1, 1, 1), date(day.year - 1, 12, 31)),
    ),
}
AGAINST_WHAT: Mapping[str, tuple[str, Callable[[Period], Period | None]]] = {
    "before": ("The days before", lambda chosen: chosen.before()),
    "year": ("The same days a year before", lambda chosen: chosen.year_before()),
    NOT_COMPARED: ("Nothing", lambda _chosen: None),
}


def chosen_period() -> Period:
    """Whatever the address says that we understand."""
    name = _named("period", {**PERIODS, OWN: OWN}, USUAL)
    if name != OWN:
        return PERIODS[name][1](today())
    until = _day("until") or today()
    since = min(_day("from") or until, until)
    return Period(max(since, until - LONGEST * DAY), until)


def compared_with(chosen: Period) -> Period | None:
    return AGAINST_WHAT[_against()][1](chosen)


def _against() -> str:
    return _named("against", AGAINST_WHAT, "before")


def _named(parameter: str, names: Mapping[str, object], usual: str) -> str:
    asked = st.query_params.get(parameter, "")
    return asked if asked in names else usual


def _day(parameter: str) -> date | None:
    with suppress(ValueError):
        day = date.fromisoformat(st.query_params.get(parameter, ""))
        return min(max(day, EARLIEST), today() + LONGEST * DAY)
    return None


def list_address(wanted: EnquiryFilter) -> dict[str, str]:
    """Of the list that a number opens, with the way back to this very report."""
    asked = st.query_params.to_dict()
    here = {name: asked[name] for name in IN_ADDRESS if name in asked}
    return wanted.to_query() | {REPORT: urlencode(here) or f"period={USUAL}"}


def period_choice(chosen: Period) -> None:
    """One line of fields; what is chosen in them goes into the address."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="r-choice"):
        _choose(
            "Period",
            PERIOD,
            {name: title for name, (title, _) in PERIODS.items()} | {OWN: "Other days"},
            _named("period", {**PERIODS, OWN: OWN}, USUAL),
            lambda name: _take_period(name, chosen),
        )
        if st.query_params.get("period") == OWN:
            for label, key, day in (
                ("From", SINCE, chosen.since),
                ("Until", UNTIL, chosen.until),
            ):
                _agree(key, day)
                day_input(label, key=key, width=180, on_change=_take_days, args=(chosen,))
        titles = {name: title for name, (title, _) in AGAINST_WHAT.items()}
        _choose("Compared with", AGAINST, titles, _against(), _take_against)


def _choose(
    label: str, key: str, titles: Mapping[str, str], now: str, take: Callable[[str], None]
) -> None:
    _agree(key, now)
    st.selectbox(
        label,
        list(titles),
        format_func=titles.__getitem__,
        key=key,
        width=210,
        on_change=lambda: take(st.session_state[key]),
    )


def _agree(key: str, value: object) -> None:
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def _take_period(name: str, before: Period) -> None:
    set_parameter("period", "" if name == USUAL else name)
    days = {"from": before.since, "until": before.until}
    for parameter, day in days.items():
        set_parameter(parameter, day.isoformat() if name == OWN else "")


def _take_days(before: Period) -> None:
    since = st.session_state[SINCE] or before.since
    until = st.session_state[UNTIL] or before.until
    set_parameter("from", min(since, until).isoformat())
    set_parameter("until", max(since, until).isoformat())


def _take_against(name: str) -> None:
    set_parameter("against", "" if name == "before" else name)
