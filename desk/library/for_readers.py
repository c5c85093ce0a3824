"""Whether a change that goes everywhere reaches readers at once: asked of those who publish."""

import streamlit as st

from models.staff.member import Actor, Permission


def so_many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def ask_for_readers(public: int, by: Actor, *, key: str) -> bool:
    """`public` counts the pages that show it now."""
    pages = so_many(public, "public page")
    if not public:
        return False
    if not by.may(Permission.PUBLISH_ARTICLES):
        st.info(f"Readers of {pages} see it when somebody who publishes agrees to it.")
        return False
    return st.checkbox(f"For readers too, at once: {pages}", value=True, key=key)
