"""Acting on everybody ticked at once: what is chosen for them, before anything is done."""

from collections.abc import Mapping

import streamlit as st

from desk.enquiries.listing.address import bulk_choice, choose_bulk, ticked_enquiries
from desk.enquiries.listing.bulk_choices import BULK_CHOICES
from desk.enquiries.listing.bulk_preview import confirm_bulk
from desk.enquiries.listing.footer import all_matching
from desk.enquiries.view import View
from desk.widgets.list_address import tick
from models.enquiries.enquiry import STATUS_TITLES, Priority, Status
from models.enquiries.listing.filter import NOBODY

Choice = tuple[str, object]
"""A kind of change and its value."""
MORE: dict[str, Choice] = {
    "High priority": ("priority", Priority.HIGH),
    "Normal priority": ("priority", Priority.NORMAL),
    "Low priority": ("priority", Priority.LOW),
    "Add a tag": ("tag", ""),
    "Remove a tag": ("untag", ""),
    "Follow up": ("follow", ""),
    "Put aside": ("sleep", ""),
}


def enquiry_bulk_bar(view: View) -> None:
    """Nothing while nobody is ticked; then always in sight, and no row moves for it."""
    if ids := ticked_enquiries():
        _bar(ids, view)
        if bulk_choice()[0] in BULK_CHOICES:
            confirm_bulk(ids, view.colleagues)


def _bar(ids: list[int], view: View) -> None:
    elsewhere = len(set(ids) - set(view.ids))
    words = f"**{len(ids):,} ticked**" + (f" ({elsewhere} not on this page)" if elsewhere else "")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="e-bulk"):
        st.markdown(words, width="content")
        statuses: dict[str, Choice] = {STATUS_TITLES[each]: ("status", each) for each in Status}
        statuses[STATUS_TITLES[Status.CLOSED]] = ("close", "")
        _menu("Set status", ":material/flag:", "e-bulk-move", statuses)
        people = {NOBODY: "Nobody", **view.colleagues}
        who: dict[str, Choice] = {name: ("assign", number) for number, name in people.items()}
        _menu("Assign", ":material/person:", "e-bulk-assign", who)
        _menu("More", ":material/more_horiz:", "e-bulk-more", MORE)
        all_matching(view.page, view.ids)
        st.button("Untick all", type="tertiary", key="e-untick", on_click=tick, args=([],))


def _menu(label: str, icon: str, key: str, choices: Mapping[str, Choice]) -> None:
    st.menu_button(
        label,
        list(choices),
        icon=icon,
        key=key,
        on_click=lambda: choose_bulk(*choices[st.session_state[key]]),
    )
