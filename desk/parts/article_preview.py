"""The article exactly as readers would see it, with one's own unsaved text, at two widths."""

import streamlit as st

from desk.open_article import OpenArticle
from models.article import Section
from models.staff import Actor

PHONE, DESKTOP = "Phone", "Desktop"


def article_preview(found: OpenArticle, _section: Section | None, _by: Actor) -> None:
    address = f"/desk/preview/{found.article.id}"
    with st.container(horizontal=True, vertical_alignment="center"):
        width = st.segmented_control(
            "Width",
            [PHONE, DESKTOP],
            default=PHONE,
            required=True,
            key="width",
            label_visibility="collapsed",
            bind="query-params",
        )
        st.link_button("Alone", address, type="tertiary", icon=":material/open_in_new:",
                       key="preview", help="Open the preview in a tab of its own")  # fmt: skip
    st.iframe(
        f"{address}?at={found.touched_at.timestamp():.6f}",
        width=390 if width == PHONE else "stretch",
        height=780,
        alt="Preview of the article",
    )
