"""The page for trying the editor, with the one address that the editor asks for."""

from pathlib import Path

import streamlit as st
from starlette.routing import Route

from public.files.scripts import show_script

app = st.App(
    Path(__file__).with_name("rich_text_trial.py"),
    routes=[Route("/desk/scripts/{name}", show_script)],
)
