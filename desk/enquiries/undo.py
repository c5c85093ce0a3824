"""The offer to take back what one did last, in the list and in the open record."""

from typing import Literal

import streamlit as st

from actions.enquiries.batch import EnquiryOutcome
from actions.enquiries.undo import Offer, take_back
from desk.enquiries.listing.address import open_id, open_record
from desk.enquiries.work import attempt_change, report, said
from desk.frame.messages import escaped

OFFERED: dict[str, str] = {
    "status": "moved to {new}",
    "assigned": "given to {new}",
    "priority": "with priority {new}",
    "tags": "with other tags",
    "follow_up": "with another follow-up",
    "snoozed": "put aside until {new}",
    "appointment": "with appointment {new}",
    "merged": "merged into {new}",
    "linked": "linked with {new}",
    "apart": "told apart from {new}",
    "unlinked": "no longer linked with {new}",
}


def undo_offer(offer: Offer | None) -> None:
    """One line below the table, so that nothing moves when it comes."""
    if offer is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="e-undo-line"):
        st.caption(last_changed(offer), width="content")
        undo_button(offer.batch_id, f"e-undo-{offer.batch_id}")


def last_changed(offer: Offer) -> str:
    many = f"**{escaped(offer.name)}**" if offer.many == 1 else f"{offer.many:,} enquiries"
    new = said(offer.new) or ("nobody" if offer.kind == "assigned" else "none")
    return f"You last changed: {many} {OFFERED.get(offer.kind, 'changed').format(new=new)}."


def undo_button(
    batch_id: int,
    key: str,
    *,
    only: int | None = None,
    kind: Literal["secondary", "tertiary"] = "tertiary",
) -> None:
    """`only` one enquiry of many that were changed together."""
    st.button(
        "Undo",
        icon=":material/undo:",
        type=kind,
        key=key,
        on_click=take_back_drawn,
        args=(batch_id, only),
    )


def take_back_drawn(batch_id: int, only: int | None = None) -> None:
    """For callbacks: the very gesture that was offered, whatever was done since.

    Whoever is open stays open: another is named, and opened only where nobody was.
    """
    outcomes: list[EnquiryOutcome] = []
    if attempt_change(
        lambda session, by: outcomes.extend(take_back(session, batch_id, by=by, only=only)), ""
    ):
        report("Taken back", outcomes)
        if open_id() is None and len(outcomes) == 1:
            open_record(outcomes[0].enquiry_id)
