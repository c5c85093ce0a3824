"""Pictures that articles share: what there is, and where each is used."""

import streamlit as st

from desk.messages import show_message
from desk.parts.picture_library import picture_library
from desk.parts.picture_record import picture_record
from desk.parts.picture_replacing import replace_picture
from desk.sign_in import signed_in_staff
from models.staff import Actor, Permission


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.READ_ARTICLES)
    show_message()
    may_edit = by.may(Permission.EDIT_ARTICLES)
    if wanted := st.query_params.get("picture"):
        if st.button("All pictures", icon=":material/arrow_back:", type="tertiary", key="all"):
            st.query_params.clear()
            st.rerun()
        show_wanted(wanted, by)
    else:
        st.title("Library", anchor=False)
        picture_library(may_edit=may_edit)


def show_wanted(picture: str, by: Actor) -> None:
    if "replace" in st.query_params and by.may(Permission.EDIT_ARTICLES):
        st.title("Replace a picture everywhere", anchor=False)
        replace_picture(picture, by)
    else:
        st.title("Picture", anchor=False)
        picture_record(picture, by)


page()
