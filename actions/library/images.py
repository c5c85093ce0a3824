"""Taking in a picture: made anew from its pixels, so that nothing else of the file comes along."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from PIL import Image as Picture
from PIL import ImageOps, UnidentifiedImageError
from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.articles.image import CENTRE, Image, Point, Rendition, renditions_of
from models.articles.jpeg import is_bare_jpeg
from models.base.refusal import Refused
from models.base.text import clean_line
from models.library.image_finding import unused_images
from models.library.image_use import ImageUse, uses_of
from models.staff.log import record
from models.staff.member import Actor, Permission

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 16_000
"""Pixels. WebP holds no more."""
_BEFORE_TEXT = b"\xef\xbb\xbf\xff\xfe \t\r\n"
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_TOO_MANY = "The picture has more than 40 million pixels. Save it smaller and add that."
_TOO_LONG = "The picture has a side of more than 16,000 pixels. Cut it in parts and add those."
_MOVES = "Moving pictures are not used: they disturb readers. Save one frame as PNG and add that."
_BROKEN = "The file is damaged or not a picture. Open it, save it as JPEG or PNG, and add that."


class BadImage(Refused):
    """This file can't be used as a picture."""


class ImageInUse(Refused):
    """The picture is needed: by a text, by an earlier text, or by a page that once was public."""

    words = "An earlier or an unsaved text shows it, so it stays."


@dataclass(frozen=True, slots=True)
class PreparedImage:
    """Encoded anew, without metadata; `renditions` are (width, height, WebP bytes)."""

    content: bytes
    media_type: str
    width: int
    height: int
    renditions: tuple[tuple[int, int, bytes], ...]

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def prepare_image(content: bytes, part: tuple[int, int, int, int] | None = None) -> PreparedImage:
    """Decode and encode, before any transaction: it takes a while. Errors: BadImage.

    Of `part` only what is between left, top, right and bottom, in pixels.
    """
    _refuse_by_look(content)
    picture = _decoded(content)
    if part:
        picture = picture.crop(part)
    media_type, encoded = _encoded(picture) if part else _kept_or_encoded(content, picture)
    smaller = (_at_width(picture, width) for width in renditions_of(picture.width))
    return PreparedImage(encoded, media_type, picture.width, picture.height, tuple(smaller))


def store_image(
    session: Session, prepared: PreparedImage, *, name: str, focus: Point = CENTRE, by: Actor
) -> Image:
    """The same picture twice is one row, as it came first: name and focal point too."""
    by.must(Permission.EDIT_ARTICLES)
    if known := session.get(Image, prepared.sha256):
        return known
    image = Image(
        sha256=prepared.sha256,
        media_type=prepared.media_type,
        width=prepared.width,
        height=prepared.height,
        content=prepared.content,
        name=clean_line(name, field="File name")[-200:],
        uploaded_by_id=by.id,
    )
    image.look_at(focus)
    session.add(image)
    session.flush()
    _store_renditions(session, prepared)
    details = {"bytes": len(prepared.content)}
    record(session, by, "image.stored", subject=f"image:{image.sha256[:16]}", details=details)
    return image


def _store_renditions(session: Session, prepared: PreparedImage) -> None:
    session.add_all(
        Rendition(image_sha256=prepared.sha256, width=width, height=height, content=content)
        for width, height, content in prepared.renditions
    )


def delete_image(session: Session, sha256: str, *, by: Actor) -> None:
    """For good, so only what nothing needs. Errors: ImageInUse. One that is gone stays so."""
    by.must(Permission.EDIT_ARTICLES)
    image = session.get(Image, sha256)
    if image is None:
        return
    if session.scalar(unused_images([sha256])) is None:
        raise ImageInUse(_where(uses_of(session, [sha256]).get(sha256, [])))
    session.execute(delete(Rendition).where(Rendition.image_sha256 == sha256))
    session.delete(image)
    record(session, by, "image.deleted", subject=f"image:{sha256[:16]}")


def _where(uses: Sequence[ImageUse]) -> str:
    """The first place that shows it, named for whoever wanted to delete it; nothing for none."""
    if not uses:
        return ""
    part = next((section.heading for section in uses[0].sections if section.heading), "")
    place = f"“{uses[0].title or 'Untitled'}”" + (f", in “{part}”," if part else "")
    more = f" So do {len(uses) - 1} more." if len(uses) > 1 else ""
    return f"{place} shows it, so it stays.{more}"


def _refuse_by_look(content: bytes) -> None:
    beginning = content[:512].replace(b"\0", b"").lstrip(_BEFORE_TEXT).lower()
    if len(content) > MOST_BYTES:
        raise BadImage("The picture is larger than 15 MB. Save it smaller and add that.")
    if beginning.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--")):
        raise BadImage("SVG drawings can hold programs. Save it as PNG and add that.")
    if content[4:8] == b"ftyp" and content[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc"}:
        raise BadImage("This is a HEIC photo, which browsers can't show. Save it as JPEG first.")


def _decoded(content: bytes) -> Picture.Image:
    """Upright, RGB or RGBA, free of all that came with it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            picture = Picture.open(BytesIO(content), formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise BadImage(_TOO_MANY)
            _refuse_by_shape(picture)
            upright = ImageOps.exif_transpose(picture)
            return _bare(upright)
        except (Picture.DecompressionBombError, Picture.DecompressionBombWarning) as error:
            raise BadImage(_TOO_MANY) from error
        except UnidentifiedImageError as error:
            raise BadImage("Only JPEG, PNG, WebP and GIF pictures can be used.") from error
        except (OSError, SyntaxError, ValueError, EOFError, IndexError, Warning) as error:
            raise BadImage(_BROKEN) from error


def _refuse_by_shape(picture: Picture.Image) -> None:
    if max(picture.size) > LONGEST_SIDE:
        raise BadImage(_TOO_LONG)
    if getattr(picture, "is_animated", False):
        raise BadImage(_MOVES)


def _bare(picture: Picture.Image) -> Picture.Image:
    has_alpha = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    pixels = picture.convert("RGBA" if has_alpha else "RGB")
    bare = Picture.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    return bare


def _kept_or_encoded(content: bytes, picture: Picture.Image) -> tuple[str, bytes]:
    """A JPEG of pixels alone stays as it is: every encoding anew would wear it down."""
    return ("image/jpeg", content) if is_bare_jpeg(content) else _encoded(picture)


def _encoded(picture: Picture.Image) -> tuple[str, bytes]:
    """JPEG for a photograph, PNG where something is see-through."""
    if picture.mode == "RGBA":
        return "image/png", _saved(picture, "PNG", optimize=True)
    return "image/jpeg", _saved(picture, "JPEG", quality=88, optimize=True, progressive=True)


def _at_width(picture: Picture.Image, width: int) -> tuple[int, int, bytes]:
    height = max(1, round(picture.height * width / picture.width))
    smaller = picture.resize((width, height), Picture.Resampling.LANCZOS)
    return width, height, _saved(smaller, "WEBP", quality=82, method=4)


def _saved(picture: Picture.Image, kind: str, **wishes: int | bool) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **wishes)
    return file.getvalue()
