"""What to take: which enquiries, which columns, in which form, and what for."""

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

import streamlit as st
from sqlalchemy.orm import Session

from actions.exports.preparing import LONGEST_REASON, Wanted
from actions.exports.saving import list_saved_exports
from desk.widgets.dates.day import days_input
from models.enquiries.enquiry import STATUS_TITLES, Status
from models.exports.chosen import in_words
from models.exports.columns import COLUMNS, MINIMUM, PRESETS, Profile, columns_open_to
from models.exports.days import DAY_TITLES, DayOf, days_between
from models.exports.export import ExportFormat
from models.exports.saved import SavedExport
from models.staff.member import Actor

ASKED, EVERYTHING = "asked", "everything"
FILTERS = (
    *("status", "q", "service", "assigned", "article", "priority", "tag", "risk", "due"),
    *("open_only", "overdue", "booked_since", "booked_until", "since", "until", "sort"),
    *("counted", "answered", "late", "reason", "source", "call", "without_article", "hour"),
)
"""All that the list can be narrowed by: who is not shown there is not in the file."""
MOST_IDS = 10_000
FORMATS: dict[str, tuple[ExportFormat, bool]] = {
    "CSV, safe to open in Excel": (ExportFormat.CSV, False),
    "Excel workbook": (ExportFormat.XLSX, False),
    "CSV, raw for programs": (ExportFormat.CSV, True),
    "JSON Lines": (ExportFormat.JSONL, True),
    "Parquet": (ExportFormat.PARQUET, True),
}
EXAMPLE = "What the list is for, such as calls on Monday"
FORMAT, PRESET, MASKED, REASON = (
    f"export-{field}" for field in ("format", "preset", "masked", "reason")
)


def asked_in(address: Mapping[str, str]) -> dict[str, Any]:
    """What the enquiries page sent along: ticked ids, a filter, or nothing."""
    numbers = [part for part in address.get("ids", "").split(",") if part.isdecimal()]
    if numbers:
        return {"ids": sorted({int(part) for part in numbers[:MOST_IDS]})}
    said = {name: address[name] for name in FILTERS if name in address}
    return {"filter": said} if said else {}


def enquiries_to_take(address: Mapping[str, str]) -> None:
    """The field *Enquiries* and its days; starts with what was asked for in the address."""
    asked = asked_in(address)
    titles = {status.value: f"Status: {title}" for status, title in STATUS_TITLES.items()}
    titles[EVERYTHING] = "All enquiries"
    told = in_words(asked)
    titles[ASKED] = told[:1].upper() + told[1:]
    choices = [EVERYTHING, *(status.value for status in Status)]
    st.selectbox(
        "Enquiries",
        [ASKED, *choices] if asked else choices,
        format_func=lambda choice: titles[choice],
        key=_key(asked),
    )
    with (
        st.expander("Only of certain days", icon=":material/date_range:"),
        st.grid(2, min_column_width=220),
    ):
        for kind, title in DAY_TITLES.items():
            days_input(title, key=_days_of(kind))


def _days_of(kind: DayOf) -> str:
    return f"export-days-{kind}"


def _days_now() -> dict[str, list[str]]:
    """A first day without a last one leaves the end open."""
    picked = {kind.value: st.session_state.get(_days_of(kind)) or () for kind in DayOf}
    return {
        kind: days_between(days[0], days[1] if len(days) > 1 else None)
        for kind, days in picked.items()
        if days
    }


def _key(asked: dict[str, Any]) -> str:
    return f"export-of-{crc32(str(asked).encode())}"


def chosen_now(address: Mapping[str, str]) -> dict[str, Any]:
    """What these fields say at this moment, as models/exports/rows.py reads it."""
    asked = asked_in(address)
    picked = st.session_state[_key(asked)]
    days = _days_now()
    narrowed = {"days": days} if days else {}
    if picked in {ASKED, EVERYTHING}:
        return (asked if picked == ASKED else {}) | narrowed
    return {"filter": {"status": picked, "sort": "oldest"}} | narrowed


def details_of_export(saved: Sequence[SavedExport], by: Actor) -> None:
    """The other fields; a column that somebody may not take is not offered to them.

    The columns of saved lists stand among the usual choices.
    """
    with st.grid(2, min_column_width=220):
        st.selectbox("Format", FORMATS, key=FORMAT)
        choices = _presets(saved)
        preset = st.selectbox("Columns for", choices, key=PRESET)
    st.pills(
        "Columns",
        columns_open_to(by),
        selection_mode="multi",
        default=_preset(choices[preset], by),
        format_func=lambda column: COLUMNS[column],
        key=_columns_of(preset),
        wrap=True,
    )
    if st.toggle("Mask people", key=MASKED):
        st.caption("Initials, the email's domain, a phone's last digits, the message's length.")
    st.text_input("Reason", placeholder=EXAMPLE, max_chars=LONGEST_REASON, key=REASON)


def _columns_of(preset: str) -> str:
    return f"export-columns-{preset}"


def _presets(saved: Sequence[SavedExport]) -> dict[str, Sequence[str]]:
    return PRESETS | {f"As in {each.name}": each.columns for each in saved}


def _preset(preset: Sequence[str], by: Actor) -> list[str]:
    return [name for name in columns_open_to(by) if name in preset]


def wanted_now(
    session: Session,
    chosen: dict[str, Any],
    promised: int | None = None,
    last_enquiry_id: int | None = None,
    *,
    by: Actor,
) -> Wanted:
    """What all fields say at this moment: a column unticked just now is not in the file."""
    form, is_raw = FORMATS[st.session_state[FORMAT]]
    preset = st.session_state[PRESET]
    choices = _presets(list_saved_exports(session, by=by))
    return Wanted(
        format=form,
        is_raw=is_raw,
        chosen=chosen,
        columns=st.session_state.get(
            _columns_of(preset), _preset(choices.get(preset, MINIMUM), by)
        ),
        profile=Profile.MASKED if st.session_state[MASKED] else Profile.FULL,
        reason=st.session_state[REASON],
        promised=promised,
        last_enquiry_id=last_enquiry_id,
    )
