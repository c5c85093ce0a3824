"""The boxes of one section: which there are depends on its kind."""

from dataclasses import dataclass

import streamlit as st

from actions.images import MOST_BYTES, BadImage, prepare_image, store_image
from desk.drafts import Writing, collected, field, keep
from desk.parts.rich_text import rich_text
from desk.sign_in import acting
from models.article import SectionKind
from models.content import SectionContent
from models.database import reading
from models.image import smallest_rendition

KINDS: dict[SectionKind, str] = {
    SectionKind.HEADER: "Title and introduction",
    SectionKind.TEXT: "Text",
    SectionKind.IMAGE: "Picture",
    SectionKind.CALL_TO_ACTION: "Call to action",
    SectionKind.REFERENCES: "References",
    SectionKind.NOTE: "Note for the desk",
}


@dataclass(frozen=True, slots=True)
class _Boxes:
    heading: str = "Heading"
    body: str = "Text"
    height: int = 360
    has_picture: bool = False
    has_button: bool = False


_BOXES: dict[SectionKind, _Boxes] = {
    SectionKind.HEADER: _Boxes("Title", "Introduction", 140),
    SectionKind.TEXT: _Boxes(),
    SectionKind.IMAGE: _Boxes("Heading (optional)", "", has_picture=True),
    SectionKind.CALL_TO_ACTION: _Boxes(height=140, has_button=True),
    SectionKind.REFERENCES: _Boxes(body="Sources", height=280),
    SectionKind.NOTE: _Boxes(body="Only the desk sees this", height=220),
}


def section_fields(writing: Writing, kind: SectionKind) -> SectionContent:
    """Draw the boxes; what they hold now."""
    boxes = _BOXES[kind]
    st.text_input(boxes.heading, key=_key(writing, "heading"), live="1s")
    if boxes.has_picture:
        _picture(writing)
    if boxes.body:
        rich_text(boxes.body, writing.given, key=_key(writing, "body"), height=boxes.height)
    if boxes.has_button:
        st.text_input(
            "Words on the button",
            key=_key(writing, "button_label"),
            placeholder="Book an appointment",
            live="1s",
        )
    return collected(writing)


def _picture(writing: Writing) -> None:
    shown, told = st.columns([2, 3], gap="medium")
    with shown:
        _show(writing.text.image)
        _take(writing)
    with told:
        is_decorative = st.session_state.get(_key(writing, "is_decorative"), False)
        st.text_area(
            "Describe it for people who cannot see it",
            key=_key(writing, "alt"),
            disabled=is_decorative,
            height=110,
        )
        st.checkbox(
            "Decorative: the text loses nothing without it", key=_key(writing, "is_decorative")
        )
        st.text_input("Caption (optional)", key=_key(writing, "caption"), live="1s")


def _show(sha256: str | None) -> None:
    content = _small(sha256) if sha256 else None
    if content:
        st.image(content, width="stretch")
    else:
        st.info("No picture yet.", icon=":material/image:")


def _small(sha256: str) -> bytes | None:
    with reading() as session:
        return session.scalar(smallest_rendition(sha256))


def _take(writing: Writing) -> None:
    """A new picture is stored at once and belongs to the draft until the section is saved."""
    file = st.file_uploader(
        "Another picture" if writing.text.image else "Add a picture",
        key=_key(writing, f"file-{writing.pictures}"),
        help="JPEG, PNG, WebP or GIF. Only its pixels are kept.",
        max_upload_size=MOST_BYTES // 1024**2,
    )
    if file is None:
        return
    try:
        prepared = prepare_image(file.getvalue())
    except BadImage as refused:
        st.error(refused.reason)
        return
    with acting() as (session, by):
        sha256 = store_image(session, prepared, name=file.name, by=by).sha256
    writing.pictures += 1
    st.session_state[_key(writing, "image")] = sha256
    keep(writing, collected(writing))
    st.rerun()


def _key(writing: Writing, name: str) -> str:
    return field(writing.section_id, name)
