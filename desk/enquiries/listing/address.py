"""Which enquiries are shown, which one is open and which are ticked: all of it in the address."""

import streamlit as st

from desk.widgets.list_address import number_in, set_parameter, ticked_ids
from models.enquiries.listing.filter import EnquiryFilter

MOST_TICKED = 1_000


IN_ADDRESS = ("period", "from", "until", "against")
"""What says which days a report is about."""
REPORT = "report"
"""The address of the report whose number opened this list."""


def chosen_enquiries() -> EnquiryFilter:
    return EnquiryFilter.from_query(st.query_params.to_dict())


def choose_enquiries(wanted: EnquiryFilter) -> None:
    """Another list: from its first page, with nothing ticked; what is open stays open.

    A browser may tell once more what is chosen already: then all of it stays.
    """
    if wanted.to_query() == chosen_enquiries().to_query():
        return
    opened, report = open_id(), st.query_params.get(REPORT, "")
    query = wanted.to_query() | ({"open": str(opened)} if opened else {})
    if report and wanted.reported.asks:
        query[REPORT] = report
    st.query_params.from_dict(query)


def open_id() -> int | None:
    return number_in(st.query_params.get("open", ""))


def open_record(enquiry_id: int | None) -> None:
    set_parameter("open", str(enquiry_id or ""))


def ticked_enquiries() -> list[int]:
    """Ids in the order of ticking."""
    return ticked_ids(MOST_TICKED)


def is_dialog_open(name: str) -> bool:
    """Whether a dialog is open: the one to enter an enquiry (`new`)."""
    return name in st.query_params


def open_dialog(name: str, *, wanted: bool = True) -> None:
    set_parameter(name, "1" if wanted else "")


def bulk_choice() -> tuple[str, str]:
    """What is to be done to those ticked, and its value, before anybody has confirmed it."""
    kind, _, value = st.query_params.get("wish", "").partition(":")
    return kind, value


def choose_bulk(kind: str, value: object = "") -> None:
    """An empty kind chooses nothing any more."""
    set_parameter("wish", f"{kind}:{value}" if kind else "")


def dialog_subject(name: str) -> tuple[int, int] | None:
    """Id and version of the enquiry that somebody is about to close (`why`) or to book."""
    enquiry_id, _, version = st.query_params.get(name, "").partition("-")
    numbers = number_in(enquiry_id), number_in(version)
    return (numbers[0], numbers[1]) if numbers[0] and numbers[1] else None


def open_dialog_on(name: str, enquiry_id: int, version: int) -> None:
    set_parameter(name, f"{enquiry_id}-{version}")
