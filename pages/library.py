"""Pictures and calls to action that articles share: what there is, and where each is used."""

import streamlit as st

from desk.frame.messages import show_message
from desk.frame.sign_in import signed_in_staff
from desk.library.call_library import call_library
from desk.library.call_record import call_record
from desk.library.picture_cropping import crop_picture
from desk.library.picture_focusing import focus_picture
from desk.library.picture_library import picture_library
from desk.library.picture_record import picture_record
from desk.library.picture_replacing import replace_picture
from models.staff.member import Actor, Permission

TABS = ("Pictures", "Calls to action")


def page() -> None:
    by = signed_in_staff()
    by.must(Permission.READ_ARTICLES)
    show_message()
    if picture := st.query_params.get("picture"):
        way_back("All pictures", TABS[0])
        show_wanted(picture, by)
    elif (call := st.query_params.get("call", "")) and call.isdecimal() and len(call) < 10:  # noqa: PLR2004  as many digits as such a number can have
        way_back("All calls to action", TABS[1])
        call_record(int(call), by)
    else:
        browse(by)


def way_back(label: str, tab: str) -> None:
    if st.button(label, icon=":material/arrow_back:", type="tertiary", key="all"):
        st.query_params.from_dict({"tab": tab})
        st.rerun()


def show_wanted(picture: str, by: Actor) -> None:
    may_change = by.may(Permission.EDIT_ARTICLES)
    if "crop" in st.query_params and may_change:
        st.title("Crop a picture", anchor=False)
        crop_picture(picture, by)
    elif "focus" in st.query_params and may_change:
        st.title("Choose the focal point", anchor=False)
        focus_picture(picture, by)
    elif "replace" in st.query_params and may_change:
        st.title("Replace a picture everywhere", anchor=False)
        replace_picture(picture, by)
    else:
        st.title("Picture", anchor=False)
        picture_record(picture, by)


def browse(by: Actor) -> None:
    st.title("Library", anchor=False)
    tab = st.segmented_control(
        "What",
        TABS,
        default=TABS[0],
        required=True,
        key="tab",
        bind="query-params",
        label_visibility="collapsed",
    )
    if tab == TABS[1]:
        call_library(by)
    else:
        picture_library(by)


page()
