"""What stands on the screen while the desk cannot be reached."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import streamlit as st

AWAY = (
    "Copydesk cannot be reached. What you typed is kept in this tab. "
    "It connects by itself as soon as it can."
)
GONE = (
    "Copydesk cannot be reached. What you typed is kept in this tab. "
    "Reload the page to connect again."
)

_watch = cast(
    "Callable[..., Any]",
    st.components.v2.component(
        "copydesk_away",
        html="<span hidden></span>",
        css=Path(__file__).with_suffix(".css").read_text("utf-8"),
        js=Path(__file__).with_suffix(".js").read_text("utf-8"),
        isolate_styles=False,
    ),
)


def watch_the_line() -> None:
    """The browser tells it by itself: nobody here could, then."""
    _watch(key="desk-away", data={"away": AWAY, "gone": GONE})
