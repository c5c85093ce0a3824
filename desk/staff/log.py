"""The log as people read it: newest first, narrowed by the fields above it."""

from datetime import date, datetime, time, timedelta

import streamlit as st

import settings
from actions.staff.reading import list_actions, verify_log
from desk.staff.log_table import action_in_words
from desk.widgets.dates.day import day_input
from models.base.database import reading
from models.staff.log import LogFilter
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


def verify_button(by: Actor) -> None:
    """Follows the chain from the first entry to the last, a thousand at a time."""
    if not st.button("Verify", icon=":material/verified:", help="Follow the chain of hashes."):
        return
    shown = st.progress(0.0, "Following the chain …")
    with reading() as session:
        total, broken = verify_log(session, shown.progress, by=by)
    shown.empty()
    if broken is None:
        st.success(f"The log is whole: {total:,} entries, each following from the one before.")
    else:
        st.error(
            f"The log breaks at entry {broken}: it was changed or cut outside Copydesk. "
            "Keep the database as it is, and have the operator compare it with a backup."
        )
