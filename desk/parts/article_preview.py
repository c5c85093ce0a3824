"""The article exactly as readers would see it, with one's own unsaved text, at two widths."""

from datetime import datetime

import streamlit as st

PHONE, DESKTOP = "Phone", "Desktop"
WIDTHS: dict[str, int | str] = {PHONE: 390, DESKTOP: "stretch"}


def article_preview(article_id: int, mark: datetime | None) -> None:
    """`mark` changes when the text did, so that the browser looks again."""
    width = st.segmented_control(
        "Width", list(WIDTHS), default=DESKTOP, required=True, key="width", bind="query-params"
    )
    seen = f"?at={mark.timestamp():.6f}" if mark else ""
    st.iframe(
        f"/desk/preview/{article_id}{seen}",
        width=390 if width == PHONE else "stretch",
        height=780,
        alt="Preview of the article",
    )
