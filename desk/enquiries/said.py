"""What came of a gesture: about whom, what, and how to take it back; always at the same place."""

from dataclasses import dataclass
from time import monotonic
from typing import Any

import streamlit as st

from desk.frame.messages import take_message, take_trouble

KEY = "desk.enquiries.said"
SHOWN_FOR = 40.0
"""Seconds. It stands over the page, so that nothing moves when it comes or goes."""


@dataclass(frozen=True, slots=True)
class Said:
    """`words` in Markdown. `about` is the enquiry that they name, `batch_id` what can be undone."""

    words: str
    is_trouble: bool = False
    about: int | None = None
    batch_id: int | None = None
    at: float = 0.0

    @property
    def is_over(self) -> bool:
        return monotonic() - self.at > SHOWN_FOR


def keep_said(words: str, **more: Any) -> None:
    """For callbacks: the newest takes the place of the one before."""
    st.session_state[KEY] = Said(words, at=monotonic(), **more)


def said_now() -> Said | None:
    """What is to be seen, with what other screens and dialogs left to be said here."""
    if words := take_trouble():
        keep_said(words, is_trouble=True)
    elif words := take_message():
        keep_said(words)
    said = st.session_state.get(KEY)
    if isinstance(said, Said) and not said.is_over:
        return said
    st.session_state.pop(KEY, None)
    return None


def is_said_of(batch_id: int) -> bool:
    """Whether this change is what stands there now."""
    said = st.session_state.get(KEY)
    return isinstance(said, Said) and said.batch_id == batch_id and not said.is_over


def hide() -> None:
    st.session_state.pop(KEY, None)
