"""What to take: which enquiries, which columns, in which form, and what for."""

from collections.abc import Mapping
from typing import Any
from zlib import crc32

import streamlit as st

from actions.exports import LONGEST_REASON, Wanted
from desk.messages import escaped
from models.enquiry import STATUS_TITLES, Status
from models.export import ExportFormat, in_words
from models.export_columns import COLUMNS, PRESETS, Profile

ASKED, EVERYTHING = "asked", "everything"
FILTERS = ("status", "q", "service", "assigned", "article", "risk", "since", "until")
MOST_IDS = 10_000
FORMATS: dict[str, tuple[ExportFormat, bool]] = {
    "CSV, safe to open in Excel": (ExportFormat.CSV, False),
    "Excel workbook": (ExportFormat.XLSX, True),
    "CSV, raw for programs": (ExportFormat.CSV, True),
    "JSON Lines": (ExportFormat.JSONL, True),
    "Parquet": (ExportFormat.PARQUET, True),
}
REASON = "export-reason"


def asked_in(address: Mapping[str, str]) -> dict[str, Any]:
    """What the enquiries page sent along: ticked ids, a filter, or nothing."""
    numbers = [part for part in address.get("ids", "").split(",") if part.isdecimal()]
    if numbers:
        return {"ids": sorted({int(part) for part in numbers[:MOST_IDS]})}
    said = {name: address[name] for name in FILTERS if name in address}
    return {"filter": said} if said else {}


def enquiries_to_take(address: Mapping[str, str]) -> dict[str, Any]:
    """The field *Enquiries*; starts with what was asked for in the address."""
    asked = asked_in(address)
    titles = {status.value: f"Status: {title}" for status, title in STATUS_TITLES.items()}
    titles[EVERYTHING] = "All enquiries"
    titles[ASKED] = escaped(in_words(asked)).capitalize()
    choices = [EVERYTHING, *(status.value for status in Status)]
    picked = st.selectbox(
        "Enquiries",
        [ASKED, *choices] if asked else choices,
        format_func=lambda choice: titles[choice],
        key=f"export-of-{crc32(str(asked).encode())}",
    )
    if picked in {ASKED, EVERYTHING}:
        return asked if picked == ASKED else {}
    return {"filter": {"status": picked}}


def details_of_export(chosen: dict[str, Any], promised: int, last_id: int) -> Wanted:
    """The other fields, with what the person was shown."""
    with st.grid(2, min_column_width=220):
        name = st.selectbox("Format", FORMATS, key="export-format")
        preset = st.selectbox("Columns for", PRESETS, key="export-preset")
    columns = st.pills(
        "Columns",
        COLUMNS,
        selection_mode="multi",
        default=PRESETS[preset],
        format_func=lambda column: COLUMNS[column],
        key=f"export-columns-{preset}",
        wrap=True,
    )
    is_masked = st.toggle(
        "Mask people",
        key="export-masked",
    )
    if is_masked:
        st.caption("Initials, the email's domain, a phone's last digits, the message's length.")
    form, is_raw = FORMATS[name]
    return Wanted(
        format=form,
        chosen=chosen,
        columns=columns,
        profile=Profile.MASKED if is_masked else Profile.FULL,
        is_raw=is_raw,
        promised=promised,
        last_enquiry_id=last_id,
    )


def reason_for_it() -> None:
    st.text_input("Reason", "Working list", max_chars=LONGEST_REASON, key=REASON)
