"""Putting a picture into a section: a new one from a file, or one that the library has."""

from collections.abc import Sequence
from textwrap import shorten

import streamlit as st

from actions.library.images import MOST_BYTES, BadImage, prepare_image, store_image
from actions.library.reading import ImageRecord, list_images, look_up_image, small_image
from desk.articles.writing.drafts import Writing, collected, field, keep_text
from desk.frame.messages import escaped, keep_message
from desk.frame.sign_in import acting, signed_in_staff
from desk.widgets.picture import (
    described,
    image_use_count,
    name_of,
    short_name_of,
    show_picture,
)
from models.articles.image import Image
from models.base.database import reading
from models.library.image_use import ImageUse
from models.staff.member import Actor

AT_ONCE, CARD, LONGEST = 12, 170, 120


def picture_choice(writing: Writing) -> None:
    _show(writing.text.image)
    _take(writing)
    if st.button(
        "Choose from the library",
        icon=":material/photo_library:",
        key=f"choose-{writing.section_id}",
    ):
        st.query_params["choose"] = "1"
    if "choose" in st.query_params:
        _choose(writing)


def _show(sha256: str | None) -> None:
    content = _small(sha256) if sha256 else None
    if content:
        st.image(content, width="stretch")
    else:
        st.info("No picture yet.", icon=":material/image:")


def _small(sha256: str) -> bytes | None:
    by = signed_in_staff()
    with reading() as session:
        return small_image(session, sha256, by=by)


def _take(writing: Writing) -> None:
    """A new picture is stored at once and belongs to the draft until the section is saved."""
    file = st.file_uploader(
        "Another picture" if writing.text.image else "Add a picture",
        key=field(writing.section_id, f"file-{writing.pictures}"),
        help="JPEG, PNG, WebP or GIF. Only its pixels are kept.",
        max_upload_size=MOST_BYTES // 1024**2,
    )
    if file is None:
        return
    try:
        prepared = prepare_image(file.getvalue())
    except BadImage as refused:
        st.error(refused.words)
        return
    with acting() as (session, by):
        sha256 = store_image(session, prepared, name=file.name, by=by).sha256
    _put(writing, sha256)


def _put(writing: Writing, sha256: str) -> None:
    """Into the draft, without the words that are of another picture; ends this run."""
    writing.pictures += 1
    if sha256 != writing.text.image:
        _describe_anew(writing, sha256)
    st.session_state[field(writing.section_id, "image")] = sha256
    keep_text(writing, collected(writing))
    _closed()
    st.rerun()


def _describe_anew(writing: Writing, sha256: str) -> None:
    """A saved description is of the picture saved with it, also of one that is still missing."""
    text = collected(writing)
    if text.image or text.alt == writing.saved.alt:
        by = signed_in_staff()
        with reading() as session:
            known = look_up_image(session, sha256, by=by)
        st.session_state[field(writing.section_id, "alt")] = words_for(known)
        st.session_state[field(writing.section_id, "is_decorative")] = False
        if text.alt:
            before = escaped(shorten(text.alt, LONGEST, placeholder="…"))
            keep_message(f"Say what this picture shows. For the one before it said: “{before}”")


def words_for(known: ImageRecord | None) -> str:
    """How it is described elsewhere, if anywhere."""
    found = described(known.image, known.uses) if known else ""
    return "" if known and found == name_of(known.image) else found


def _closed() -> None:
    st.query_params.pop("choose", None)


@st.dialog("Choose a picture", width="large", on_dismiss=_closed)
def _choose(writing: Writing) -> None:
    if chosen := pictures_to_choose(f"choose-words-{writing.section_id}", signed_in_staff()):
        _put(writing, chosen)


def pictures_to_choose(key: str, by: Actor, *, without: str = "") -> str | None:
    """The library's newest, or those that words find; the one that is clicked (SHA-256)."""
    words = st.text_input(
        "Search pictures", type="search", live=True, key=key, label_visibility="collapsed",
        placeholder="Search names and descriptions", icon=":material/search:",
    )  # fmt: skip
    with reading() as session:
        page = list_images(session, words or "", per_page=AT_ONCE, by=by)
    others = [image for image in page.images if image.sha256 != without]
    if not others:
        st.write("No picture is like that.")
    clicked = None
    with st.container(horizontal=True):
        for image in others:
            if _choice(image, page.uses.get(image.sha256, [])):
                clicked = image.sha256
    if page.pages > 1:
        st.caption("There are more. A word of their name or description finds them.")
    return clicked


def _choice(image: Image, uses: Sequence[ImageUse]) -> bool:
    with st.container(border=True, width=CARD, gap="xsmall"):
        show_picture(image, described(image, uses))
        st.caption(f"{escaped(short_name_of(image))}  \n{image_use_count(uses)}")
        return st.button("Use", key=f"use-{image.sha256}", width="stretch")
