"""The articles that use a picture, each with who sees it and what is said about it there."""

from collections.abc import Sequence

import streamlit as st

from desk.frame.messages import escaped
from desk.frame.navigation import page_at
from models.library.image_use import ImageUse, SectionUse


def show_uses(uses: Sequence[ImageUse]) -> None:
    """Each article with a way to the section, and what the section says about the picture."""
    st.subheader("Where it is used", anchor=False)
    if not uses:
        st.write("In no article.")
    for use in uses:
        with st.container(border=True, gap="xsmall"):
            _use(use)


def _use(use: ImageUse) -> None:
    query = {"slug": use.slug}
    if use.sections:
        query["section"] = str(use.sections[0].section_id)
    st.page_link(page_at("article"), label=escaped(use.title) or "Untitled", query_params=query)
    badges = [":green-badge[Readers see it]"] if use.is_public else []
    badges += [":red-badge[In the trash]"] if use.is_in_trash else []
    badges += [":gray-badge[For shared links]"] if use.is_shared else []
    badges += [":orange-badge[Only on the public page]"] if _is_gone(use) else []
    if badges:
        st.markdown(" ".join(badges))
    for section in use.sections:
        st.caption(_said(section))


def _is_gone(use: ImageUse) -> bool:
    return not use.sections and not use.is_shared


def _said(section: SectionUse) -> str:
    deleted = "Deleted section. " if section.is_deleted else ""
    if section.is_inside:
        deleted += "In its text. "
    if section.is_decorative and not section.is_inside:
        return f"{deleted}Decorative"
    return f"{deleted}{escaped(section.alt)}" if section.alt else f"{deleted}Not described yet"
