"""One picture of the library on screen, fetched from its own address and kept by the browser."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Literal

import streamlit as st

from models.articles.image import RENDITION_WIDTHS, Image
from models.library.image_use import ImageUse

_STYLE = Path(__file__).with_suffix(".css")
_WIDTHS = {"small": RENDITION_WIDTHS[0], "large": RENDITION_WIDTHS[1]}


def show_picture(image: Image, alt: str, size: Literal["small", "large"] = "small") -> None:
    address = f"/desk/images/{image.sha256}/{_WIDTHS[size]}"
    st.html(_STYLE)
    st.html(
        f'<figure class="cd-picture {size}">'
        f'<img src="{address}" alt="{escape(alt)}" loading="lazy"></figure>'
    )


def name_of(image: Image) -> str:
    return image.name or f"Picture {image.sha256[:8]}"


def short_name_of(image: Image) -> str:
    """Its beginning and its end, for a card."""
    longest, name = 20, name_of(image)
    return name if len(name) <= longest else f"{name[: longest - 6]}…{name[-5:]}"


def described(image: Image, uses: Sequence[ImageUse]) -> str:
    """As it is described where it is used, else by its name."""
    words = (section.alt for use in uses for section in use.sections)
    return next((alt for alt in words if alt), name_of(image))


def image_use_count(uses: Sequence[ImageUse]) -> str:
    if not uses:
        return "Not used"
    return "In 1 article" if len(uses) == 1 else f"In {len(uses)} articles"
