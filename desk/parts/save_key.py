"""Ctrl+S does what the page's Save button does, with every character typed so far."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import streamlit as st

_press = cast(
    "Callable[..., Any]",
    st.components.v2.component(
        "copydesk_save_key",
        html="<span hidden></span>",
        js=Path(__file__).with_suffix(".js").read_text("utf-8"),
        isolate_styles=False,
    ),
)


def save_key(button: str) -> None:
    """`button` is the key of the Save button.

    Streamlit's own `shortcut` would put the key's name into the button's, and would press it
    before a text field has told what was typed.
    """
    _press(key=f"{button}-key", data={"button": button})
