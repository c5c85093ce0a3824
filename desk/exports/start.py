"""The download begins by itself as soon as it is prepared."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import streamlit as st

_start = cast(
    "Callable[..., Any]",
    st.components.v2.component(
        "copydesk_export_start",
        html="<span hidden></span>",
        js=Path(__file__).with_suffix(".js").read_text("utf-8"),
        isolate_styles=False,
    ),
)


def file_address(receipt: str) -> str:
    return f"/desk/exports/{receipt}/file"


def start_download(receipt: str) -> None:
    """The file comes from a route, never through the page: it may be larger than memory."""
    _start(key=f"start-{receipt}", data={"address": file_address(receipt)})
