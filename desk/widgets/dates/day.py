"""A day, asked for as the clinic writes days, in weeks that begin where the clinic's do."""

from datetime import date
from typing import Any

import streamlit as st

from desk.widgets.scripts import unseen
from models.base.database import reading
from models.clinic.dates import ClinicDates
from models.clinic.setting import DEFAULTS

WRITTEN = "date_format"
_calendar = unseen("copydesk_calendar", __file__)


def day_input(label: str, value: date | None = None, *, key: str, **more: Any) -> date | None:
    """The one way to ask for a day; `more` is what Streamlit's field takes besides."""
    chosen = st.date_input(label, value, key=key, format=_written(), **more)
    return chosen if isinstance(chosen, date) else None


def days_input(label: str, *, key: str) -> None:
    """From a first day to a last: its key holds none, one or both."""
    st.date_input(label, [], key=key, format=_written())


def _written() -> Any:
    return st.session_state.get(WRITTEN, DEFAULTS["date_format"])


def clinic_dates() -> None:
    """Before a page is drawn: one look for all its days, so that a field costs no query.

    Calendars ask the browser where a week begins, and the clinic answers.
    """
    with reading() as session:
        dates = ClinicDates.of(session)
    st.session_state[WRITTEN] = dates.written
    _calendar(key="desk-calendar", data={"first": dates.first})
