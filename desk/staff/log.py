"""The log as people read it: newest first, narrowed by the fields above it."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

import streamlit as st

import settings
from actions.staff.log_verifying import Verdict, verify_log
from actions.staff.reading import list_actions
from desk.frame.clicks.whole import may_be_overtaken
from desk.staff.log_table import action_in_words
from desk.widgets.dates.day import day_input
from models.base.database import reading
from models.staff.log_filter import LogFilter
from models.staff.member import Actor

EVERYBODY, EVERYTHING = "Everybody", "Everything"


def log_filter(names: dict[str, str], by: Actor) -> LogFilter:
    """The fields; what is chosen stands in the address."""
    with reading() as session:
        actions = list_actions(session, by=by)
    with st.grid(5, min_column_width=150):
        who = _choice("Who", "who", {"": EVERYBODY, **names})
        action = _choice(
            "What", "what", {"": EVERYTHING} | {a: action_in_words(a) for a in actions}
        )
        subject = st.text_input("About", placeholder="article:3", key="about", bind="query-params")
        since = day_input("From", key="from", bind="query-params")
        until = day_input("To", key="to", bind="query-params")
    return LogFilter(
        int(who) if who else None, action, subject.strip(), _start(since), _start(until, days=1)
    )


def _choice(label: str, name: str, options: dict[str, str]) -> str:
    """A field whose value, not its wording, stands in the address."""
    values, asked = list(options), st.query_params.get(name, "")
    return st.selectbox(
        label,
        values,
        index=values.index(asked) if asked in options else 0,
        format_func=lambda value: options.get(value, value),
        key=f"log-{name}",
        on_change=_to_address,
        args=(name,),
    )


def _to_address(name: str) -> None:
    st.query_params[name] = st.session_state[f"log-{name}"]
    st.query_params.pop("page", None)


def _start(day: date | None, *, days: int = 0) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=days), time(), settings.TIMEZONE)


def log_buttons(sought: LogFilter, by: Actor) -> None:
    """Verify from where it was verified last, or all of it; take out what the filter shows."""
    with st.container(horizontal=True):
        is_wanted = st.button("Verify", icon=":material/verified:", help="From the last time on.")
        is_from_beginning = st.button("Verify all", help="From the first entry on.")
        address = f"/desk/files/log.csv?{urlencode(sought.to_query())}"
        st.link_button("Download", address, icon=":material/download:", help="As CSV, all pages.")
    if is_wanted or is_from_beginning:
        _verify(by, is_from_beginning=is_from_beginning)


def _verify(by: Actor, *, is_from_beginning: bool) -> None:
    may_be_overtaken()
    shown = st.progress(0.0, "Following the chain …")
    verdict = verify_log(reading, shown.progress, is_from_beginning=is_from_beginning, by=by)
    shown.empty()
    if verdict.is_whole:
        st.success(_whole(verdict))
    else:
        st.error(
            f"The log is not whole: {verdict.breaches_in_words()}. Copydesk did not do this. "
            "Keep the database as it is, and have the operator compare it with a backup."
        )


def _whole(verdict: Verdict) -> str:
    followed = f"from {verdict.after} on " if verdict.after else ""
    many = "1 entry" if verdict.entries == 1 else f"{verdict.entries:,} entries"
    return f"The log is whole: {many}, {followed}each following from the one before."
