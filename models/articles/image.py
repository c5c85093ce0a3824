"""Pictures, addressed by their content, with the smaller renditions that pages use."""

from collections.abc import Collection

from sqlalchemy import ForeignKey, LargeBinary, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from models.base.table import Base, Moment

RENDITION_WIDTHS = (400, 800, 1600)


class Image(Base):
    """Re-encoded bytes; `sha256` is of those bytes, width and height in pixels."""

    __tablename__ = "image"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    name: Mapped[str] = mapped_column(default="")
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff_member.id"))
    uploaded_at: Mapped[Moment]


class Rendition(Base):
    """The same picture in WebP at another width (pixels)."""

    __tablename__ = "rendition"

    image_sha256: Mapped[str] = mapped_column(ForeignKey("image.sha256"), primary_key=True)
    width: Mapped[int] = mapped_column(primary_key=True)
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


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
