"""The list as it stands: the table with what can be done to those ticked, or why it is empty."""

import streamlit as st

from desk.enquiries.listing.address import choose_enquiries
from desk.enquiries.listing.bulk import enquiry_bulk_bar
from desk.enquiries.listing.footer import footer
from desk.enquiries.listing.table import enquiry_table
from desk.enquiries.undo import undo_offer
from desk.enquiries.view import View
from models.enquiries.listing.filter import EnquiryFilter

NARROW = ("Status", "Received")
"""What fits beside the name on a phone."""


def enquiry_list(view: View) -> None:
    """What can be done to those ticked comes below, so that no row moves under the pointer."""
    with st.container(gap="xsmall"):
        if view.page.rows:
            enquiry_table(
                view.page,
                view.here,
                NARROW if view.is_narrow else view.own.columns,
                may_tick=view.may_triage,
                is_narrow=view.is_narrow,
            )
            footer(view.page)
        else:
            _nothing(view)
    view.look_up_all()
    if view.may_triage:
        enquiry_bulk_bar(view)
        undo_offer(view.undo)


def _nothing(view: View) -> None:
    narrowed = view.chosen != EnquiryFilter(status=view.chosen.status)
    if not narrowed and not sum(view.counts.values()):
        st.header("No enquiry yet", anchor=False)
        st.write("Each appears here seconds after somebody sends it. You can also write one down.")
        return
    st.header("Nobody here", anchor=False)
    if narrowed:
        st.write("No enquiry fits this search and these filters.")
        if view.chosen.status and view.chosen.term:
            wider = EnquiryFilter(term=view.chosen.term)
            st.button("Search everywhere", key="e-wider", on_click=choose_enquiries, args=(wider,))
        st.button("Remove filters", key="e-all", on_click=choose_enquiries, args=(EnquiryFilter(),))
    else:
        st.write("Choose another tab, or wait: new enquiries appear by themselves.")
