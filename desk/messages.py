"""Saying what happened, across the rerun that made it happen."""

import re

import streamlit as st

_KEY = "desk.message"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=])")


def escaped(text: str) -> str:
    """Somebody's text as literal characters inside Markdown, one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def say(words: str) -> None:
    """Keep a message for the next run of the script, then run it."""
    st.session_state[_KEY] = words
    st.rerun()


def show_message() -> None:
    if words := st.session_state.pop(_KEY, None):
        st.toast(words, icon=":material/check:")
