"""Choosing the part of a picture that readers see: its edges moved by pointer or arrow keys."""

from html import escape
from pathlib import Path

import streamlit as st

from actions.library.image_cropping import CannotCrop, Part, crop_image, prepare_crop
from actions.library.reading import ImageRecord
from desk.frame.acting import attempted
from desk.frame.messages import escaped
from desk.library.for_readers import ask_for_readers, so_many
from desk.library.picture_replacing import go_to_picture, picture_to_change
from desk.library.picture_uses import show_uses
from desk.widgets.picture import name_of
from models.articles.image import Image
from models.base.database import reading
from models.staff.member import Actor

_STYLE = Path(__file__).with_suffix(".css")


def offer_cropping() -> None:
    if st.button("Crop", icon=":material/crop:", key="crop"):
        st.query_params["crop"] = "choose"
        st.rerun()


def crop_picture(sha256: str, by: Actor) -> None:
    found = picture_to_change(sha256, by)
    if found is None:
        return
    shown, told = st.columns([3, 2], gap="large")
    with told:
        part = _choose(found, by)
    with shown:
        _show(found.image, part)


def _choose(found: ImageRecord, by: Actor) -> Part:
    image = found.image
    st.header(escaped(name_of(image)), anchor=False)
    across = st.slider("From left to right", 0, 100, (0, 100), format="%d %%", key="crop-across")
    down = st.slider("From top to bottom", 0, 100, (0, 100), format="%d %%", key="crop-down")
    part = Part(across[0], down[0], across[1], down[1])
    left, top, right, bottom = part.edges(image.width, image.height)
    st.caption(f"{right - left} × {bottom - top} of {image.width} × {image.height} pixels")
    public = sum(use.is_public for use in found.uses)
    on_pages = ask_for_readers(public, by, key="crop-pages")
    if st.button("Show this part", type="primary", key="crop-now"):
        _crop(image.sha256, part, by, on_pages=on_pages)
    st.caption("The whole picture stays in the library. *Undo* brings it back.")
    show_uses(found.uses)
    return part


def _show(image: Image, part: Part) -> None:
    """All of it, with what falls away darkened."""
    edges = f"inset: {part.top}% {100 - part.right}% {100 - part.bottom}% {part.left}%"
    name = escape(name_of(image))
    st.html(_STYLE)
    st.html(
        f'<figure class="cd-crop"><img src="/desk/images/{image.sha256}/800" alt="{name}">'
        f'<span style="{edges}"></span></figure>'
    )


def _crop(sha256: str, part: Part, by: Actor, *, on_pages: bool) -> None:
    try:
        with reading() as session:
            cut = prepare_crop(session, sha256, part, by=by)
    except CannotCrop as refused:
        st.error(refused.words)
        return
    kept = attempted(
        lambda session, who: crop_image(session, sha256, cut, part, on_pages=on_pages, by=who).kept,
        tell=st.error,
    )
    if kept is not None:
        sections, pages = len(kept["sections"]), len(kept["pages"])
        told = f"{so_many(sections, 'section')}, on {so_many(pages, 'public page')}"
        go_to_picture(kept["after"], f"This part is shown in {told}.")
