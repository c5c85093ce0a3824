"""Settings: what the clinic decides for itself."""

import streamlit as st

from desk.clinic.panes import panes_for
from desk.frame.messages import show_message
from desk.frame.sign_in import signed_in_staff
from models.staff.member import Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.MANAGE_SETTINGS)
    st.title("Settings", anchor=False)
    show_message()
    panes = panes_for(by)
    tabs = st.tabs(list(panes), key="tab", on_change="rerun", bind="query-params")
    for tab, draw in zip(tabs, panes.values(), strict=True):
        if tab.open:
            with tab, st.container(width=760):
                draw(by)


page()
