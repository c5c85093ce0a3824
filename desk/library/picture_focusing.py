"""Choosing what of a picture stays in sight where it is cut: clicked, by arrow keys, by sliders."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import streamlit as st

from actions.library.image_focusing import focus_image
from desk.frame.acting import attempted
from desk.frame.messages import keep_message
from desk.library.for_readers import ask_for_readers, so_many
from desk.library.picture_replacing import picture_to_change
from desk.widgets.picture import name_of
from models.articles.image import Point
from models.staff.member import Actor

_HERE = Path(__file__)
_KEY = "focal-point"

_chooser = cast(
    "Callable[..., Any]",
    st.components.v2.component(
        "copydesk_focal_point",
        html=_HERE.with_suffix(".html").read_text("utf-8"),
        css=_HERE.with_suffix(".css").read_text("utf-8"),
        js=_HERE.with_suffix(".js").read_text("utf-8"),
        isolate_styles=False,
    ),
)


def offer_focusing() -> None:
    if st.button("Focal point", icon=":material/filter_center_focus:", key="focus"):
        st.query_params["focus"] = "choose"
        st.rerun()


def focus_picture(sha256: str, by: Actor) -> None:
    found = picture_to_change(sha256, by)
    if found is None:
        return
    image = found.image
    public = sum(use.is_public for use in found.uses)
    on_pages = ask_for_readers(public, by, key="focus-pages")
    told = {"address": f"/desk/images/{sha256}/800", "name": name_of(image)}
    _chooser(
        key=_KEY,
        data={**told, "focus": [*image.focus]},
        on_kept_change=lambda: _keep(sha256, image.focus, on_pages=on_pages),
    )
    st.caption("The picture stays whole wherever there is room for it. *Undo* brings this back.")


def _keep(sha256: str, was: Point, *, on_pages: bool) -> None:
    """A callback, before anything is drawn."""
    focus = (st.session_state.get(_KEY) or {}).get("kept") or ()
    kept = attempted(
        lambda session, by: (
            focus_image(session, sha256, focus, based_on=was, on_pages=on_pages, by=by).kept
        )
    )
    if kept is not None:
        st.query_params.from_dict({"picture": sha256})
        pages = f" Readers see it on {so_many(len(kept['pages']), 'page')}."
        keep_message("The focal point is kept." + (pages if kept["pages"] else ""))
