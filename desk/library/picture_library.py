"""Every picture there is: found by words, added several at a time, opened one by one."""

from collections.abc import Sequence

import streamlit as st

from actions.library.images import MOST_BYTES, BadImage, prepare_image, store_image
from actions.library.reading import list_images
from desk.frame.messages import escaped, keep_message, keep_trouble
from desk.frame.sign_in import acting
from desk.widgets.list_address import bound_page
from desk.widgets.picture import described, image_use_count, short_name_of, show_picture
from models.articles.image import Image
from models.base.database import reading
from models.library.image_use import ImageUse
from models.staff.member import Actor, Permission

PER_PAGE = 24
CARD = 170
"""Pixels: two beside each other on a phone."""


def picture_library(by: Actor) -> None:
    if by.may(Permission.EDIT_ARTICLES):
        _add()
    with st.container(horizontal=True, vertical_alignment="center"):
        words = st.text_input(
            "Search pictures", type="search", key="find-picture", bind="query-params", live=True,
            placeholder="Search names and descriptions", label_visibility="collapsed",
            icon=":material/search:",
        )  # fmt: skip
        unused = st.toggle("Not used", key="unused", bind="query-params")
    _page(words or "", by, unused=unused)


def _page(words: str, by: Actor, *, unused: bool) -> None:
    number = bound_page("picture-page")
    with reading() as session:
        page = list_images(session, words, number, per_page=PER_PAGE, unused=unused, by=by)
    _count(page.total, is_narrowed=bool(words) or unused)
    with st.container(horizontal=True):
        for image in page.images:
            with st.container(border=True, width=CARD, gap="xsmall"):
                _card(image, page.uses.get(image.sha256, []))
    if page.pages > 1:
        st.pagination(page.pages, key="picture-page", bind="query-params")


def _count(count: int, *, is_narrowed: bool) -> None:
    if count:
        st.caption("1 picture" if count == 1 else f"{count:,} pictures")
    elif is_narrowed:
        st.write("No picture is like that.")
    else:
        st.write("No picture yet. Add one here, or in a section of an article.")


def _card(image: Image, uses: Sequence[ImageUse]) -> None:
    show_picture(image, described(image, uses))
    name = escaped(short_name_of(image))
    if st.button(name, type="tertiary", key=f"picture-{image.sha256}", help=escaped(image.name)):
        st.query_params["picture"] = image.sha256
        st.rerun()
    st.caption(f"{image.width} × {image.height}  \n{image_use_count(uses)}")


def _add() -> None:
    shown = st.expander("Add pictures", icon=":material/add_photo_alternate:")
    with shown, st.form("add-pictures", clear_on_submit=True, border=False):
        st.file_uploader(
            "JPEG, PNG, WebP or GIF",
            accept_multiple_files=True,
            key="new-pictures",
            help="Only the pixels are kept: no place, no camera, no date.",
            max_upload_size=MOST_BYTES // 1024**2,
        )
        st.form_submit_button("Add them", on_click=_take)


def _take() -> None:
    """Each by itself, so that one that cannot be used keeps no other back."""
    files, refused = st.session_state.get("new-pictures") or [], []
    for file in files:
        try:
            prepared = prepare_image(file.getvalue())
        except BadImage as bad:
            refused.append(f"{escaped(file.name)}: {bad.words}")
            continue
        with acting() as (session, by):
            store_image(session, prepared, name=file.name, by=by)
    if refused:
        keep_trouble("Not added:\n" + "\n".join(f"- {each}" for each in refused))
    if added := len(files) - len(refused):
        keep_message("Added 1 picture." if added == 1 else f"Added {added} pictures.")
