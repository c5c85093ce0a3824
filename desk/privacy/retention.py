"""How long enquiries are kept, and which of them go next."""

import streamlit as st

from actions.privacy.retention import MOST_COUNTED, RULE, Bin, look_in_the_bin
from desk.clinic.form import setting_form
from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from desk.widgets.clock import spoken
from models.base.database import reading
from models.enquiries.enquiry import STATUS_TITLES
from models.privacy.retention import ENDS, FOREVER, LONGEST
from models.staff.member import Actor, Permission


def retention_settings(by: Actor) -> None:
    form = setting_form("retention", (RULE,), by)
    st.header("How long enquiries are kept", anchor=False)
    st.markdown(
        "In months from the day somebody wrote; 0 keeps them. Whoever is too old is a month in "
        "the bin below, and then erased for good. What is still open never goes by itself, nor "
        "does an appointment to come, a risk that nobody acknowledged, or a legal hold."
    )
    with st.grid(3, min_column_width=120):
        for status in ENDS:
            boxed = form.box(RULE, int(form.value(RULE).get(status, FOREVER)), status)
            st.number_input(STATUS_TITLES[status], 0, LONGEST, **boxed)
    form.save(
        lambda: {RULE: {str(each): int(st.session_state[form.key(RULE, each)]) for each in ENDS}}
    )
    if by.may(Permission.ANSWER_PRIVACY_REQUESTS):
        with reading() as session:
            _bin(look_in_the_bin(session, by=by))


def _bin(found: Bin) -> None:
    st.subheader("In the bin", anchor=False)
    if not found.total:
        st.caption("Nobody is too old by this rule.")
        return
    more = "+" if found.total == MOST_COUNTED else ""
    st.markdown(f"**{found.total:,}{more}** are in the bin. Open somebody to keep them.")
    for enquiry, goes_at in found.first:
        st.page_link(
            page_at("person"),
            label=f"**{escaped(enquiry.name)}** · {STATUS_TITLES[enquiry.status]} · "
            f"came {escaped(spoken(enquiry.received_at))}, goes {escaped(spoken(goes_at))}",
            query_params={"of": str(enquiry.id)},
        )
