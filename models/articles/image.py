"""Pictures, addressed by their content, with the smaller renditions that pages use."""

import re
from collections.abc import Collection

from sqlalchemy import ForeignKey, LargeBinary, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base, Moment

RENDITION_WIDTHS = (400, 800, 1600)
Point = tuple[int, int]
"""Of a picture, in per cent from the left and from the top."""
CENTRE: Point = (50, 50)
INSIDE = "/images/"
"""The address of a picture between the words of a text goes on with its SHA-256."""
_INSIDE = re.compile(rf"{INSIDE}([0-9a-f]{{64}})")
_DESCRIBED = re.compile(rf"!\[((?:\\.|[^\\\[\]])*)\]\({INSIDE}([0-9a-f]{{64}})", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARK = re.compile(r"[\\`*_\[\]<>&~^]")
STEP = 5
"""Per cent. Public pages name a focal point by a class, so there are only so many."""


class Image(Base):
    """Re-encoded bytes; `sha256` is of those bytes, width and height in pixels.

    The focal point, in per cent from the left and from the top, stays in sight where the
    picture is cut to a shape.
    """

    __tablename__ = "image"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    name: Mapped[str] = mapped_column(default="")
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    uploaded_at: Mapped[Moment]
    focus_across: Mapped[int] = mapped_column(default=CENTRE[0])
    focus_down: Mapped[int] = mapped_column(default=CENTRE[1])

    @property
    def focus(self) -> Point:
        return self.focus_across, self.focus_down

    def look_at(self, focus: Point) -> None:
        """The nearest point that there is."""
        self.focus_across, self.focus_down = map(_on_the_grid, focus)


class Rendition(Base):
    """The same picture in WebP at another width (pixels)."""

    __tablename__ = "rendition"

    image_sha256: Mapped[str] = mapped_column(ForeignKey("image.sha256"), primary_key=True)
    width: Mapped[int] = mapped_column(primary_key=True)
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


def _on_the_grid(per_cent: int) -> int:
    return min(max(round(per_cent / STEP) * STEP, 0), 100)


def renditions_of(width: int) -> list[int]:
    """The widths (pixels) in which a picture this wide is kept as WebP, none wider than itself."""
    return sorted({min(rendition, width) for rendition in RENDITION_WIDTHS})


def images_with(sha256s: Collection[str]) -> Select[Image]:
    """Without their bytes."""
    return select(Image).where(Image.sha256.in_(sha256s))


def image_content(sha256: str) -> Select[bytes, str]:
    return select(Image.content, Image.media_type).where(Image.sha256 == sha256)


def rendition_content(sha256: str, width: int) -> Select[bytes]:
    return select(Rendition.content).where(
        Rendition.image_sha256 == sha256, Rendition.width == width
    )


def smallest_rendition(sha256: str) -> Select[bytes]:
    return (
        select(Rendition.content)
        .where(Rendition.image_sha256 == sha256)
        .order_by(Rendition.width)
        .limit(1)
    )


def pictures_inside(text: str) -> list[str]:
    """Those that stand between its words (SHA-256), in order, each once."""
    return list(dict.fromkeys(_INSIDE.findall(text)))


def described_inside(text: str) -> dict[str, list[str]]:
    """The same, each with how it is described there."""
    found: dict[str, list[str]] = {sha256: [] for sha256 in pictures_inside(text)}
    for words, sha256 in _DESCRIBED.findall(text):
        found[sha256] += [_ESCAPED.sub(r"\1", words)]
    return found


def with_other_inside(text: str, old: str, new: str, alt: str = "") -> str:
    """Another picture in the place of one; an `alt` (plain words) describes it anew."""
    if alt:
        safe = _MARK.sub(r"\\\g<0>", alt)
        words = f"![{safe}]({INSIDE}{old}"
        text = _DESCRIBED.sub(lambda found: words if found[2] == old else found[0], text)
    return text.replace(f"{INSIDE}{old}", f"{INSIDE}{new}")
