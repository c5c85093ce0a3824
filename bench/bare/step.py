"""The same fifty rows below a name and a button, which shows the next name."""

import runpy
from pathlib import Path

import streamlit as st


def go_on() -> None:
    st.session_state["step"] += 1


st.header(f"Somebody {st.session_state.setdefault('step', 0)}", anchor=False)
st.button("Next", on_click=go_on)
runpy.run_path(str(Path(__file__).with_name("page.py")))
