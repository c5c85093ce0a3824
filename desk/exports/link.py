"""From the enquiries on screen to taking them out: those ticked, or all that the filter shows."""

import streamlit as st

from desk.enquiries.listing.address import chosen_enquiries, ticked_enquiries
from desk.frame.navigation import page_at
from models.enquiries.listing.filter import EVERY_STATUS
from models.staff.member import Actor, Permission


def export_link(by: Actor) -> None:
    """Nothing for those who may not export."""
    if not by.may(Permission.EXPORT_ENQUIRIES):
        return
    ids, shown = ticked_enquiries(), chosen_enquiries()
    st.page_link(
        page_at("exports"),
        label=f"Export {len(ids)} ticked" if ids else "Export these",
        icon=":material/file_save:",
        query_params={"ids": ",".join(map(str, ids))}
        if ids
        else shown.to_query() | {"status": shown.status or EVERY_STATUS},
    )
