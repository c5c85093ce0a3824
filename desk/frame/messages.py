"""Saying what happened, across the rerun that made it happen."""

import re

import streamlit as st

from logs import note_fault
from models.base.database import has_written
from models.base.trouble import NOTHING_SAVED, Trouble

SOME_SAVED = "Something was saved before it failed: look how it stands before you do it again."
_KEY = "desk.message"
_TROUBLE = "desk.trouble"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=]|&(?=#?\w+;))")
# Streamlit makes links, icons and arrows of these after the Markdown was read, so that a
# backslash does not help; an empty span between their letters does, and copies as nothing.
_REWRITTEN = re.compile(
    r"(?<=:)(?=[\w/+-]+:)|(?<=[-<>~=])(?=[-<>~=])|(?<=@)(?=\w)|(?<=://)|(?<=www)(?=\.)",
    re.IGNORECASE,
)
_APART = ":gray[]"


def escaped(text: str) -> str:
    """Somebody's text as literal characters inside Markdown, one line."""
    parts = _REWRITTEN.split(" ".join(text.split()))
    return _APART.join(_MARKDOWN.sub(r"\\\1", part) for part in parts)


def say(words: str) -> None:
    """Keep a message for the next run of the script, then run it."""
    keep_message(words)
    st.rerun()


def keep_message(words: str) -> None:
    """The same from a callback, after which the script runs anyway."""
    st.session_state[_KEY] = words


def keep_trouble(words: str) -> None:
    """What could not be done, and what to do instead; stays until the next click."""
    st.session_state[_TROUBLE] = words


def say_trouble(words: str) -> None:
    """The same from the script itself, which it runs again."""
    keep_trouble(words)
    st.rerun()


def is_waiting() -> bool:
    """Something was done and is not told yet: a fragment then lets the whole page tell it."""
    return _KEY in st.session_state or _TROUBLE in st.session_state


def take_message() -> str:
    """The kept message, once, for a page that shows it at a place of its own."""
    return str(st.session_state.pop(_KEY, ""))


def take_trouble() -> str:
    """The kept trouble, once, in the same way."""
    return str(st.session_state.pop(_TROUBLE, ""))


def show_message() -> None:
    if words := st.session_state.pop(_KEY, None):
        st.toast(words, icon=":material/check:")
    if words := st.session_state.pop(_TROUBLE, None):
        st.error(words)


def words_of(error: Exception, trouble: Trouble) -> str:
    """With a reference that leads to it in the log.

    Says that nothing was saved only where this click has put nothing on the disk.
    """
    reference = note_fault(error, path="/desk")
    advice = trouble.advice
    if has_written():
        advice = f"{SOME_SAVED} {advice.removeprefix(NOTHING_SAVED).strip()}"
    return f"{trouble.title}. {advice} Reference {reference}."
