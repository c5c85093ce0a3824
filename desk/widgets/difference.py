"""Two texts of one section, with what changed marked by colour and line."""

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from models.articles.content import SectionContent
from models.articles.difference import Piece, as_read, difference
from models.articles.page_difference import is_marked, page_difference, paragraphs

_STYLE = Path(__file__).with_suffix(".css")
_ALIKE = {"added": "mark", "removed": "mark"}

_NAMES = {
    "alt": "Picture described as",
    "caption": "Caption",
    "button_label": "Button",
}


def as_text(content: SectionContent) -> str:
    """All the words of a section, as a reader meets them."""
    parts = [content.heading, as_read(content.body)]
    parts += [f"{name}: {getattr(content, field)}" for field, name in _NAMES.items()
              if getattr(content, field)]  # fmt: skip
    if content.image:
        parts.append(f"Picture {content.image[:8]}{' (decorative)' * content.is_decorative}")
    return "\n\n".join(part for part in parts if part)


def show_difference(before: SectionContent, after: SectionContent) -> None:
    """As readers see it: what came is underlined on green, what went struck out on red."""
    changed = page_difference(paragraphs(before), paragraphs(after))
    _draw_html(changed)
    if not is_marked(changed):
        st.caption("The same text.")


def difference_html(before: SectionContent, after: SectionContent) -> str:
    """The same as HTML, in full height, for a page that has `difference_style`."""
    changed = _compared(before, after)
    return f'<div class="cd-difference cd-whole">{changed or "(empty)"}</div>'


def difference_style() -> None:
    st.html(_STYLE)


@lru_cache(maxsize=512)
def _compared(before: SectionContent, after: SectionContent) -> str:
    return page_difference(paragraphs(before), paragraphs(after))


def show_unmarked(content: SectionContent) -> None:
    """The whole of it as readers see it, with nothing marked."""
    _draw_html(page_difference(paragraphs(content), paragraphs(content)))


def show_side_by_side(left: SectionContent, right: SectionContent, names: tuple[str, str]) -> None:
    """Two whole texts, each under its name."""
    sides = st.columns(2, gap="medium", border=True)
    for side, name in zip(sides, names, strict=True):
        side.markdown(f"**{name}**")
    show_sides((sides[0], as_text(left)), (sides[1], as_text(right)))


def show_sides(left: tuple[DeltaGenerator, str], right: tuple[DeltaGenerator, str]) -> None:
    """Neither is the better one: what only one side has is underlined there."""
    pieces = difference(left[1], right[1])
    for (place, _), other in zip((left, right), ("added", "removed"), strict=True):
        with place:
            _draw([piece for piece in pieces if piece.change != other], _ALIKE)


def _draw(pieces: list[Piece], tags: Mapping[str, str]) -> None:
    marked = "".join(_marked(piece, tags.get(piece.change)) for piece in pieces)
    _draw_html(marked, "cd-plain")


def _draw_html(marked: str, style: str = "") -> None:
    """A text higher than the screen scrolls by keyboard too."""
    st.html(_STYLE)
    st.html(f'<div class="cd-difference {style}" tabindex="0">{marked or "(empty)"}</div>')


def _marked(piece: Piece, tag: str | None) -> str:
    text = escape(piece.text)
    return f"<{tag}>{text}</{tag}>" if tag else text
