"""Where strangers stand: one calm column with the clinic's name."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

import settings


def narrow() -> DeltaGenerator:
    """One calm column in the middle of the screen."""
    middle = st.container(horizontal_alignment="center")
    middle.space("medium")
    return middle.container(width=420)


def clinic_heading() -> None:
    st.title(settings.CLINIC_NAME, anchor=False, text_alignment="center")
    st.header("Copydesk", anchor=False, text_alignment="center")
