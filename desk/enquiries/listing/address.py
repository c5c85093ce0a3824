"""Which enquiries are shown, which one is open and which are ticked: all of it in the address."""

from collections.abc import Iterable

import streamlit as st

from models.enquiries.listing.filter import EnquiryFilter

MOST_TICKED = 1_000


def chosen() -> EnquiryFilter:
    return EnquiryFilter.from_query(st.query_params.to_dict())


def choose(wanted: EnquiryFilter) -> None:
    """Another list: from its first page, with nothing ticked; what is open stays open."""
    opened = open_id()
    st.query_params.from_dict(wanted.to_query() | ({"open": str(opened)} if opened else {}))


def page_number() -> int:
    return _number(st.query_params.get("page", "")) or 1


def turn_to(page: int) -> None:
    _set("page", "" if page == 1 else str(page))


def open_id() -> int | None:
    return _number(st.query_params.get("open", ""))


def open_record(enquiry_id: int | None) -> None:
    _set("open", str(enquiry_id or ""))


def ticked() -> list[int]:
    """Ids in the order of ticking."""
    given = st.query_params.get("ticked", "").split("-")
    return list(dict.fromkeys(number for each in given if (number := _number(each))))[:MOST_TICKED]


def tick(ids: Iterable[int]) -> None:
    _set("ticked", "-".join(map(str, ids)))


def is_asked(name: str) -> bool:
    """Whether a dialog is open: the one to enter an enquiry (`new`)."""
    return name in st.query_params


def ask(name: str, *, wanted: bool = True) -> None:
    _set(name, "1" if wanted else "")


def wished() -> tuple[str, str]:
    """What is to be done to those ticked, and its value, before anybody has confirmed it."""
    kind, _, value = st.query_params.get("wish", "").partition(":")
    return kind, value


def wish(kind: str, value: object = "") -> None:
    """An empty kind wishes nothing any more."""
    _set("wish", f"{kind}:{value}" if kind else "")


def asked_of(name: str) -> tuple[int, int] | None:
    """Id and version of the enquiry that somebody is about to close (`why`) or to book."""
    enquiry_id, _, version = st.query_params.get(name, "").partition("-")
    numbers = _number(enquiry_id), _number(version)
    return (numbers[0], numbers[1]) if numbers[0] and numbers[1] else None


def ask_of(name: str, enquiry_id: int, version: int) -> None:
    _set(name, f"{enquiry_id}-{version}")


def _set(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None  # noqa: PLR2004  as many digits as such a number can have
