"""The boxes of one section: which there are depends on its kind."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from desk.articles.writing.call_choice import call_choice
from desk.articles.writing.drafts import Writing, field
from desk.articles.writing.picture_choice import picture_choice
from desk.articles.writing.picture_inside import offer_pictures, pictures_inside_text
from desk.widgets.rich_text.box import rich_text
from desk.widgets.rich_text.told import ForSelected, Problem
from models.articles.article import SectionKind

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
    takes_pictures: bool = False


_BOXES: dict[SectionKind, _Boxes] = {
    SectionKind.HEADER: _Boxes("Title", "Introduction", 140),
    SectionKind.TEXT: _Boxes(takes_pictures=True),
    SectionKind.IMAGE: _Boxes("Heading (optional)", "", has_picture=True),
    SectionKind.CALL_TO_ACTION: _Boxes(height=140, has_button=True),
    SectionKind.REFERENCES: _Boxes(body="Sources", height=280),
    SectionKind.NOTE: _Boxes(body="Only the desk sees this", height=220),
}


def section_fields(
    writing: Writing,
    kind: SectionKind,
    problems: Sequence[Problem] = (),
    offers: ForSelected | None = None,
) -> None:
    """Draw the boxes. The last two are the rich text's."""
    boxes = _BOXES[kind]
    if kind is SectionKind.CALL_TO_ACTION and not call_choice(writing):
        return
    st.text_input(boxes.heading, key=_key(writing, "heading"), live="1s")
    if boxes.has_picture:
        _picture(writing)
    if boxes.body:
        _body(writing, boxes, problems, offers)
    if boxes.has_button:
        st.text_input(
            "Words on the button",
            key=_key(writing, "button_label"),
            placeholder="Book an appointment",
            live="1s",
        )


def _body(
    writing: Writing, boxes: _Boxes, problems: Sequence[Problem], offers: ForSelected | None
) -> None:
    rich_text(
        boxes.body,
        writing.given,
        key=_key(writing, "body"),
        height=boxes.height,
        problems=problems,
        offers=offers,
        pictures=pictures_inside_text(writing) if boxes.takes_pictures else None,
    )
    if boxes.takes_pictures:
        offer_pictures(writing)


def _picture(writing: Writing) -> None:
    shown, told = st.columns([2, 3], gap="medium")
    with shown:
        picture_choice(writing)
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


def _key(writing: Writing, name: str) -> str:
    return field(writing.section_id, name)
