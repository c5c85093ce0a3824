"""A JPEG of pixels alone is told from one that carries something else."""

from typing import Any

import pytest

from actions.library.images import prepare_image
from models.articles.jpeg import is_bare_jpeg
from tests.articles import picture


@pytest.mark.parametrize("wishes", [{}, {"progressive": True}, {"optimize": True, "quality": 30}])
def test_pixels_alone_are_bare(wishes: dict[str, Any]) -> None:
    assert is_bare_jpeg(picture(300, 200, **wishes))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8\xff",
        picture(30, 20, "PNG"),
        picture(30, 20) + b"tail",
        picture(30, 20)[:-40],
        picture(30, 20, comment=b"where it was taken"),
        picture(30, 20, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"),
        picture(30, 20, icc_profile=b"profile"),
    ],
    ids=["empty", "cut", "png", "tail", "half", "comment", "exif", "profile"],
)
def test_anything_more_or_less_is_not(content: bytes) -> None:
    assert not is_bare_jpeg(content)


def test_a_picture_taken_in_twice_stays_the_same() -> None:
    once = prepare_image(picture(300, 200, comment=b"x")).content
    assert prepare_image(once).content == once
