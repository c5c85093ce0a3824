"""Putting a picture between the words of a text: chosen or added, described, then put in."""

import secrets

import streamlit as st

from actions.library.images import MOST_BYTES, BadImage, prepare_image, store_image
from actions.library.reading import look_up_image
from desk.articles.writing.drafts import Writing
from desk.articles.writing.picture_choice import pictures_to_choose, words_for
from desk.frame.sign_in import acting, signed_in_staff
from desk.widgets.picture import name_of, show_picture
from desk.widgets.rich_text.told import ForPictures, Picture
from models.articles.image import INSIDE
from models.base.database import reading

ASKED = "inside"
"""In the address: that a picture is wanted, then which (SHA-256)."""


def pictures_inside_text(writing: Writing) -> ForPictures:
    return ForPictures(_ask, writing.inside)


def offer_pictures(writing: Writing) -> None:
    if ASKED in st.query_params:
        _offer(writing)


def _ask() -> None:
    st.query_params[ASKED] = "choose"


def _closed() -> None:
    st.query_params.pop(ASKED, None)


@st.dialog("Put a picture into the text", width="large", on_dismiss=_closed)
def _offer(writing: Writing) -> None:
    wanted = st.query_params.get(ASKED, "")
    if not _describe(writing, wanted) and (chosen := _added() or _found(writing)):
        st.query_params[ASKED] = chosen
        st.rerun()


def _found(writing: Writing) -> str | None:
    return pictures_to_choose(f"inside-words-{writing.section_id}", signed_in_staff())


def _added() -> str | None:
    """A new one, as it is stored (SHA-256)."""
    file = st.file_uploader(
        "Add a picture", key="inside-file", max_upload_size=MOST_BYTES // 1024**2,
        help="JPEG, PNG, WebP or GIF. Only its pixels are kept.",
    )  # fmt: skip
    if file is None:
        return None
    try:
        prepared = prepare_image(file.getvalue())
    except BadImage as refused:
        st.error(refused.words)
        return None
    with acting() as (session, by):
        return store_image(session, prepared, name=file.name, by=by).sha256


def _describe(writing: Writing, sha256: str) -> bool:
    """Whether there is one to describe."""
    by = signed_in_staff()
    with reading() as session:
        found = look_up_image(session, sha256, by=by)
    if found is None:
        return False
    show_picture(found.image, name_of(found.image), "large")
    alt = st.text_input(
        "Describe it for people who cannot see it",
        value=words_for(found),
        key=f"inside-alt-{sha256}",
    ).strip()
    if st.button("Put it into the text", type="primary", key="inside-put"):
        if not alt:
            st.error("Describe it first: some readers only hear it.")
            return True
        writing.inside = Picture(secrets.token_hex(8), f"{INSIDE}{sha256}", alt)
        _closed()
        st.rerun()
    return True
