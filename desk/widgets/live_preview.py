"""The page as readers would see it, following what is typed without losing its place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import streamlit as st

_HERE = Path(__file__).parent

_frame = cast(
    "Callable[..., Any]",
    st.components.v2.component(
        "copydesk_live_preview",
        html=(
            '<div class="lp"><div class="lp-box">'
            '<iframe sandbox="allow-same-origin"></iframe>'
            '</div><p class="lp-said" role="status"></p></div>'
        ),
        css=(_HERE / "live_preview.css").read_text("utf-8"),
        js=(_HERE / "live_preview.js").read_text("utf-8"),
        isolate_styles=False,
    ),
)


def live_preview(
    address: str, *, mark: str, width: int, section: str, opened: Callable[[str], None], key: str
) -> None:
    """`opened` is called with the name of a section that was clicked in it.

    The page at `address` is laid out `width` pixels wide, drawn smaller where there is less
    room, and asked for again when `mark` changes. Elements with the attribute data-section
    name the sections; the one named `section` is brought into sight when that changes.
    """
    _frame(
        key=key,
        data={
            "address": address,
            "mark": mark,
            "width": width,
            "section": section,
            "label": "Preview of the article",
        },
        on_opened_change=lambda: opened(str((st.session_state.get(key) or {}).get("opened"))),
    )
