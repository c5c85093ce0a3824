"""How urgent one enquiry is, and its tags."""

import streamlit as st

from actions.enquiries.triage import set_enquiry_tags, set_priority
from desk.enquiries.drawn import Drawn
from desk.enquiries.work import attempt_on
from desk.frame.messages import escaped
from models.enquiries.enquiry import Enquiry, Priority

PRIORITIES: dict[Priority, str] = {
    Priority.LOW: "Low",
    Priority.NORMAL: "Normal",
    Priority.HIGH: "High",
}


def priority_and_tags(enquiry: Enquiry) -> None:
    """Drawn only while it is open."""
    this = Drawn.of(enquiry).key
    box = st.expander("Priority and tags", key=f"e-more-{enquiry.id}", on_change="rerun")
    if box.open:
        with box:
            _priority(enquiry, f"e-priority-{this}")
            _tags(enquiry, f"e-tags-{this}")


def _priority(enquiry: Enquiry, key: str) -> None:
    def change() -> None:
        drawn, priority = Drawn.of(enquiry), st.session_state[key]
        if priority is enquiry.priority:
            return
        attempt_on(
            drawn,
            lambda session, by: set_priority(
                session, drawn.id, priority, by=by, version=drawn.version
            ),
            f"Priority set to {PRIORITIES[priority].lower()}.",
        )

    st.segmented_control(
        "Priority",
        list(PRIORITIES),
        default=enquiry.priority,
        required=True,
        format_func=PRIORITIES.__getitem__,
        key=key,
        on_change=change,
    )


def _tags(enquiry: Enquiry, key: str) -> None:
    def change() -> None:
        drawn, tags = Drawn.of(enquiry), st.session_state[key]
        if tags == enquiry.tags:
            return
        attempt_on(
            drawn,
            lambda session, by: set_enquiry_tags(
                session, drawn.id, tags, by=by, version=drawn.version
            ),
            f"Tags: {escaped(', '.join(tags)) or 'none'}.",
        )

    st.multiselect(
        "Tags",
        enquiry.tags,
        default=enquiry.tags,
        accept_new_options=True,
        placeholder="Type a tag",
        key=key,
        on_change=change,
    )
