"""A long text takes as long as it is, and no text takes much longer than its length."""

import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from math import inf
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

from actions.articles.manuscripts.fidelity import fidelity_report
from actions.articles.manuscripts.furniture import reason_for_line
from actions.articles.manuscripts.html.blocks import blocks_of
from actions.articles.manuscripts.html.page import read
from actions.articles.manuscripts.html.raw import raw_page_text
from actions.articles.manuscripts.markdown import document as markdown
from actions.articles.manuscripts.word.parts import raw_document_text
from actions.articles.manuscripts.wordpress.content import (
    in_paragraphs,
    with_patterns,
    without_caption_marks,
    without_shortcodes,
)
from models.articles.manuscript import Manuscript, ManuscriptSection

MOST = 2.5
"""Times as long, for twice as much."""
OFTEN = 25


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def growth(work: Callable[[int], object], size: int) -> float:
    """How much longer twice the size takes: the shortest of each is the least disturbed.

    Measured until that is little, or often: a busy machine takes longer, and nothing quicker.
    """
    once, twice = inf, inf
    for _ in range(OFTEN):
        once = min(once, seconds(partial(work, size)))
        twice = min(twice, seconds(partial(work, 2 * size)))
        if twice < MOST * once:
            break
    return twice / once


def a_report_of_lost_words(size: int) -> None:
    """None of them is kept as it stands, all are sought joined and parted; one has no end."""
    source = " ".join([*(f"lost{number}" for number in range(size)), "knee" * 20 * size])
    kept = " ".join(f"kept{number}" for number in range(size))
    fidelity_report(source, Manuscript("T", sections=(ManuscriptSection("text", body=kept),)), [])


def a_line_without_an_end(size: int) -> None:
    """Not one full stop in it, as in the lists of works that readers keep."""
    read(f"<html><body><h1>T</h1><p>{'knees and ankles ' * size}</p><p>End.</p></body></html>")


def many_paragraphs(size: int) -> None:
    read(f"<html><body><h1>T</h1>{'<p>Rest it.</p>' * size}</body></html>")


def paragraphs_parted_by_breaks(size: int) -> None:
    text = BeautifulSoup("Rest it.<br><br>" * size, "lxml")
    assert len(list(blocks_of(text.body or text))) == size


def moves_without_an_end(size: int) -> None:
    """Of Word's tracked changes, with nothing that closes any."""
    file = BytesIO()
    with ZipFile(file, "w") as parts:
        parts.writestr("word/document.xml", '<w:moveFrom w:id="1">' * size + "<w:t " * size)
    raw_document_text(file.getvalue(), "word/document.xml")


def marks_without_an_end(size: int) -> None:
    """A style sheet and what a page hides, begun again and again."""
    marks = "".join(
        mark * size for mark in ("<![CDATA[", "<?x ", "<!x ", "<style>/* @media ", "<script a='")
    )
    read(f"<html><body><h1>T</h1><p>Rest it.</p>{marks}</body></html>")


def remarks_without_an_end(size: int) -> None:
    """In Markdown, and brackets that begin a link again and again."""
    text = f"# T\n\nRest it.\n\n{'<!-- ' * size}\n\n{'[' * 10 * size}"
    markdown.read(text)


def list_marks_without_an_end(size: int) -> None:
    """As Word saves its lists for the web, and other tags that nothing closes."""
    marks = (mark * size for mark in ("<span mso-list:ignore ", "<textarea ", "<noframes "))
    raw_page_text("".join(marks))


def captions_without_an_end(size: int) -> None:
    """Of WordPress, and its blocks and shortcodes."""
    marks = ("[caption]", "<img ", "<!-- wp:block {", "[a ", "[caption]<img>")
    content = "".join(mark * size for mark in marks)
    with_patterns(content, {})
    without_shortcodes(in_paragraphs(without_caption_marks(content)))


@pytest.mark.parametrize(
    ("work", "size"),
    [
        (a_report_of_lost_words, 1_500),
        (a_line_without_an_end, 1_500),
        (many_paragraphs, 150),
        (paragraphs_parted_by_breaks, 3_000),
        (moves_without_an_end, 10_000),
        (marks_without_an_end, 1_000),
        (remarks_without_an_end, 1_000),
        (list_marks_without_an_end, 2_000),
        (captions_without_an_end, 2_000),
    ],
)
def test_twice_as_much_takes_about_twice_as_long(work: Callable[[int], object], size: int) -> None:
    assert growth(work, size) < MOST


@pytest.mark.parametrize("line", ["updated {}!", "posted on {} by", "copyright {}", "{} shares of"])
def test_a_row_of_digits_is_looked_at_once(line: str) -> None:
    """A pattern that tries every way of parting them needs a thousand times as long for these."""
    few, many = line.format("1" * 8), line.format("1" * 24)

    def often(text: str) -> float:
        return min(seconds(lambda: [reason_for_line(text) for _ in range(20)]) for _ in range(3))

    assert often(many) < 20 * often(few)
