"""The article exactly as readers would see it, with one's own unsaved text, at two widths."""

import streamlit as st

from actions.articles.opening import OpenArticle
from desk.articles.writing.sections import go_to_section
from desk.frame.device import is_phone
from desk.widgets.live_preview import live_preview
from models.articles.article import Section, SectionKind
from models.staff.member import Actor, Permission

WIDTHS = {"Phone": 390, "Desktop": 1280}


def article_preview(found: OpenArticle, section: Section | None, by: Actor) -> None:
    """It follows the writing; a click in a section opens that section."""
    address = f"/desk/preview/{found.article.id}"
    with st.container(horizontal=True, vertical_alignment="center"):
        width = st.segmented_control(
            "Width",
            list(WIDTHS),
            default="Phone" if by.may(Permission.EDIT_ARTICLES) or is_phone() else "Desktop",
            required=True,
            key="width",
            label_visibility="collapsed",
            bind="query-params",
        )
        st.link_button("In a new tab", address, type="tertiary", icon=":material/open_in_new:",
                       key="preview", help="Open the preview in a tab of its own")  # fmt: skip
    ids = {_named(each): each.id for each in found.sections}
    live_preview(
        address,
        mark=f"{found.touched_at.timestamp():.6f} {len(found.drafts)}",
        width=WIDTHS[width],
        section=_named(section) if section else "",
        opened=lambda name: go_to_section(ids[name]) if name in ids else None,
        key=f"live-{found.article.id}",
    )


def _named(section: Section) -> str:
    """As the preview names it."""
    return "header" if section.kind is SectionKind.HEADER else str(section.id)
