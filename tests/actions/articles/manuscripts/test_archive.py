"""A page packed with its pictures comes in whole, and a bad archive does no harm."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from actions.articles.manuscripts import UnreadableManuscript, read_manuscripts
from actions.articles.manuscripts.furniture import HIDDEN, SPECK_OF_PAGE
from tests.articles import picture

PAGE = (
    "<h1>A walk</h1><p>Short.</p><h2>Out</h2><p>Go.</p><img src='a%20b_files/one.png' alt='A gate'>"
)

OPEN_DOCUMENT = {"mimetype": "application/vnd.oasis.opendocument.text", "a.xml": "x"}


def packed(**files: Any) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_a_page_finds_the_pictures_of_its_folder() -> None:
    one = picture(30, 20, "PNG")
    content = packed(**{"saved/walk.html": PAGE, "saved/a b_files/one.png": one})
    [walk] = read_manuscripts(content, "walk.zip")
    assert walk.title == "A walk"
    assert [each.image for each in walk.sections if each.kind == "image"] == [one]


def test_a_speck_beside_a_page_is_no_picture() -> None:
    page = PAGE + "<img src='a b_files/two.png'>"
    dot = picture(1, 1, "PNG")
    files = {
        "saved/walk.html": page,
        "saved/a b_files/one.png": dot,
        "saved/a b_files/two.png": dot,
    }
    [walk] = read_manuscripts(packed(**files), "walk.zip")
    assert [(e.alt, e.image) for e in walk.sections if e.kind == "image"] == [("A gate", None)]
    told = [(each.text, each.reason) for each in walk.report.left_out]
    assert ("a b_files/two.png", SPECK_OF_PAGE) in told


@pytest.mark.parametrize(
    ("link", "is_read"),
    [
        ("<link rel=stylesheet href='a%20b_files/one.css'>", False),
        ("<LINK href=a%20b_files/one.css rel='stylesheet' media=screen>", False),
        ("<link rel=stylesheet media=print href='a%20b_files/one.css'>", True),
        ("<link rel=stylesheet href='https://example.test/one.css'>", True),
        ("<link rel=preload href='a%20b_files/one.css'>", True),
    ],
)
def test_a_style_sheet_beside_a_page_tells_what_it_hides(link: str, *, is_read: bool) -> None:
    page = f"<head>{link}</head><h1>A walk</h1><p>Go.</p><p class=x>Cheap pills by post.</p>"
    files = {"saved/walk.html": page, "saved/a b_files/one.css": ".x{display:none}</style><b>"}
    [walk] = read_manuscripts(packed(**files), "walk.zip")
    left_out = [(each.text, each.reason) for each in walk.report.left_out]
    assert (("Cheap pills by post.", HIDDEN) in left_out) is not is_read
    assert walk.report.is_proved


def test_every_text_is_an_article_and_apples_shadows_are_none() -> None:
    files = {"a.md": "# One\n\nWords.", "b/c.txt": "Two\n\nMore.", "__MACOSX/._a.md": "x"}
    assert [each.title for each in read_manuscripts(packed(**files))] == ["One", "Two"]


@pytest.mark.parametrize(
    "source", ["../secret.png", "/etc/secret.png", "https://x.example/one.png"]
)
def test_a_picture_outside_the_archive_is_not_looked_for(source: str) -> None:
    page = f"<h1>A walk</h1><p>Short.</p><h2>Out</h2><p>Go.</p><img src='{source}' alt='A gate'>"
    [walk] = read_manuscripts(packed(**{"in/walk.html": page, "one.png": picture(30, 20, "PNG")}))
    assert [each.image for each in walk.sections if each.kind == "image"] == [None]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda: packed(**{"a.html": "<p>" + "a " * 60_000_000}), "more than 100 MB"),
        (lambda: packed(**{f"{n}.txt": "a" for n in range(2_001)}), "more than 100 MB"),
        (lambda: packed(**{"a.exe": "x"}), "holds no article"),
        (lambda: packed(**{"a.txt": packed(**{"b.txt": "x"})}), "holds no article"),
        (lambda: packed(**OPEN_DOCUMENT), "no Word document"),
        (lambda: packed(**{"a.txt": "Words."})[:-30], "damaged"),
    ],
    ids=["bomb", "many", "none", "nested", "odt", "half"],
)
def test_what_is_no_archive_of_articles_is_refused(
    content: Callable[[], bytes], words: str
) -> None:
    with pytest.raises(UnreadableManuscript, match=words):
        read_manuscripts(content(), "a.zip")
