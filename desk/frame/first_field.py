"""Where the cursor stands when a form comes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import streamlit as st

_focus = cast(
    "Callable[..., Any]",
    st.components.v2.component(
        "copydesk_first_field",
        html="<span hidden></span>",
        js=Path(__file__).with_suffix(".js").read_text("utf-8"),
        isolate_styles=False,
    ),
)


def cursor_in_first_field(box: str) -> None:
    """`box` is the key of a container that is drawn in the same run."""
    _focus(key=f"{box}-first-field", data={"box": f".st-key-{box}"})
