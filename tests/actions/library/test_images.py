"""Pictures come in as pixels and nothing else."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image as Picture
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.articles.drafts import keep_draft
from actions.library.images import BadImage, ImageInUse, delete_image, prepare_image, store_image
from models.articles.content import SectionContent
from models.articles.image import Image, Rendition, renditions_of
from models.staff.member import Actor, NotAllowed
from tests.articles import Written, picture

CANARY = b"51.5007N-0.1246W"


def opened(content: bytes) -> Picture.Image:
    return Picture.open(BytesIO(content))


def test_metadata_is_gone_and_the_photo_stands_upright() -> None:
    exif = Picture.Exif()
    exif[0x0112] = 6
    exif[0x010E] = CANARY.decode()
    prepared = prepare_image(picture(1200, 800, exif=exif, comment=CANARY))
    assert (prepared.width, prepared.height) == (800, 1200)
    everything = prepared.content + b"".join(content for *_, content in prepared.renditions)
    assert CANARY not in everything
    assert b"Exif" not in everything
    assert not opened(prepared.content).getexif()


def test_renditions_are_webp_and_never_larger() -> None:
    prepared = prepare_image(picture(1200, 800))
    assert [width for width, *_ in prepared.renditions] == renditions_of(1200)
    for width, height, content in prepared.renditions:
        assert opened(content).format == "WEBP"
        assert opened(content).size == (width, height)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_the_four_kinds_are_taken(kind: str) -> None:
    assert prepare_image(picture(300, 200, kind)).width == 300


def test_what_is_see_through_stays_so() -> None:
    file = BytesIO()
    Picture.new("RGBA", (40, 30), (10, 20, 30, 0)).save(file, "PNG")
    prepared = prepare_image(file.getvalue())
    assert prepared.media_type == "image/png"
    assert opened(prepared.content).getpixel((5, 5)) == (10, 20, 30, 0)


@pytest.mark.parametrize(
    ("mode", "kind"), [("CMYK", "JPEG"), ("I;16", "PNG"), ("P", "GIF"), ("1", "PNG"), ("LA", "PNG")]
)
def test_pictures_for_print_and_of_many_depths_become_what_screens_show(
    mode: str, kind: str
) -> None:
    file = BytesIO()
    grey = Picture.linear_gradient("L").resize((60, 40))
    if mode == "I;16":
        Picture.frombytes(mode, (60, 40), bytes(range(240)) * 20).save(file, kind)
    else:
        grey.convert(mode).save(file, kind)
    prepared = prepare_image(file.getvalue())
    assert opened(prepared.content).mode in {"RGB", "RGBA"}
    assert prepared.width == 60


def bomb() -> bytes:
    """A PNG of 900 million pixels in a few hundred bytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + checksum

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 9_000)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def moving(kind: str) -> bytes:
    file = BytesIO()
    frames = [Picture.new("RGB", (30, 20), colour) for colour in ("red", "blue")]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=100)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG drawings can hold programs"),
        (b'<?xml version="1.0"?><svg/>', "SVG drawings can hold programs"),
        (b"\xef\xbb\xbf <svg/>", "SVG drawings can hold programs"),
        (b"<!-- drawn by hand --><svg/>", "SVG drawings can hold programs"),
        ("<svg/>".encode("utf-16"), "SVG drawings can hold programs"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
        (bomb(), "40 million pixels"),
        (b"\xff" * (15 * 1024 * 1024 + 1), "larger than 15 MB"),
        (b"GIF89a", "damaged|Only JPEG"),
        (b"hello", "Only JPEG, PNG, WebP and GIF"),
        (b"", "Only JPEG, PNG, WebP and GIF"),
        (picture()[:4000], "damaged"),
        (picture(3, 16_001, "PNG"), "side of more than 16,000 pixels"),
        (moving("GIF"), "Moving pictures are not used"),
        (moving("WEBP"), "Moving pictures are not used"),
    ],
    ids=[
        *("svg", "xml", "svg-mark", "svg-comment", "svg-wide", "heic", "bomb", "large", "stub"),
        *("text", "empty", "half", "long", "gif", "webp"),
    ],
)
def test_what_is_no_picture_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(BadImage, match=reason):
        prepare_image(content)


def test_the_same_picture_twice_is_kept_once(session: Session, ed: Actor, mo: Actor) -> None:
    for by, name in [(ed, "pier.jpg"), (mo, "copy of pier.jpg")]:
        store_image(session, prepare_image(picture()), name=name, by=by)
    image = session.scalars(select(Image)).one()
    assert (image.name, image.uploaded_by_id) == ("pier.jpg", ed.id)
    assert session.scalars(select(func.count(Rendition.width))).one() == len(renditions_of(1200))


def test_clinicians_add_no_pictures(session: Session, cleo: Actor) -> None:
    with pytest.raises(NotAllowed):
        store_image(session, prepare_image(picture()), name="pier.jpg", by=cleo)


def test_a_picture_that_nothing_needs_is_deleted_for_good(session: Session, ed: Actor) -> None:
    sha256 = store_image(session, prepare_image(picture()), name="pier.jpg", by=ed).sha256
    delete_image(session, sha256, by=ed)
    delete_image(session, sha256, by=ed)
    assert session.scalars(select(Image)).all() == []
    assert session.scalars(select(Rendition)).all() == []


def test_a_picture_of_an_unsaved_text_is_not_deleted(
    session: Session, ed: Actor, tides: Written
) -> None:
    sha256 = store_image(session, prepare_image(picture()), name="pier.jpg", by=ed).sha256
    keep_draft(session, tides.sections[1], SectionContent(image=sha256), based_on=2, by=ed)
    session.flush()
    with pytest.raises(ImageInUse):
        delete_image(session, sha256, by=ed)


@pytest.mark.parametrize("somebody", ["fay", "cleo"])
def test_only_those_who_write_delete_pictures(
    somebody: str, session: Session, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotAllowed):
        delete_image(session, "0" * 64, by=request.getfixturevalue(somebody))
