"""Pictures that articles share: what there is, and where each is used."""

import streamlit as st

from desk.messages import show_message
from desk.parts.picture_library import picture_library
from desk.parts.picture_record import picture_record
from desk.sign_in import signed_in_staff
from models.staff import Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.READ_ARTICLES)
    show_message()
    may_edit = by.may(Permission.EDIT_ARTICLES)
    if wanted := st.query_params.get("picture"):
        if st.button("All pictures", icon=":material/arrow_back:", type="tertiary", key="all"):
            st.query_params.pop("picture")
            st.rerun()
        st.title("Picture", anchor=False)
        picture_record(wanted, may_edit=may_edit)
    else:
        st.title("Library", anchor=False)
        picture_library(may_edit=may_edit)


page()
