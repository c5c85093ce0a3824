"""An article goes out whole, and what goes out can come in again."""

import json
from io import BytesIO

import mammoth
import pytest
from PIL import Image as Picture

from actions.articles.manuscripts import read_manuscripts
from actions.articles.manuscripts.word.writing import to_docx
from actions.articles.manuscripts.writing import to_html, to_json, to_markdown
from models.articles.manuscript import Manuscript, ManuscriptSection
from models.articles.markdown import plain_text
from tests.actions.articles.manuscripts.examples import NAMES, brought, headings


def dot(kind: str = "PNG") -> bytes:
    file = BytesIO()
    Picture.new("RGB", (4, 3), "navy").save(file, kind)
    return file.getvalue()


WHOLE = Manuscript(
    title="Feet & <shoes>",
    slug="feet-and-shoes",
    standfirst="They carry us: *all day*.",
    byline="Ann Roe",
    description="About feet.",
    search_title="Feet",
    share_image=dot("JPEG"),
    sections=(
        ManuscriptSection("text", heading="1. Why *they* hurt", body="- long\n  - days\n\n1. ends"),
        ManuscriptSection(
            "image", alt="A “foot”", caption='So-called "feet"', image=dot(), image_source="f.png"
        ),
        ManuscriptSection("image", alt="", is_decorative=True),
        ManuscriptSection("note", body="Ask Ann.", is_hidden=True),
        ManuscriptSection("references", heading="References", body="- One, 2020"),
        ManuscriptSection(
            "call_to_action", heading="Sore? Come!", body="We help.", button_label="Book a visit"
        ),
    ),
)


def read_back(written: str, name: str = "") -> Manuscript:
    [manuscript] = read_manuscripts(written.encode(), name)
    return manuscript


def test_json_comes_back_the_same_with_pictures_and_all() -> None:
    again = read_back(to_json(WHOLE))
    assert to_json(again) == to_json(WHOLE)
    assert again.sections == WHOLE.sections
    assert again.share_image == WHOLE.share_image


@pytest.mark.parametrize("name", NAMES)
def test_json_of_every_example_comes_back_the_same(name: str) -> None:
    written = to_json(brought(name))
    assert to_json(read_back(written)) == written


def test_json_has_the_shape_that_others_rely_on() -> None:
    document = json.loads(to_json(WHOLE))
    assert {"title", "slug", "standfirst", "sections"} <= set(document)
    assert all({"kind", "heading", "body"} <= set(section) for section in document["sections"])
    picture, invitation = document["sections"][1], document["sections"][-1]
    assert picture["alt"] == "A “foot”"
    assert picture["media_type"] == "image/png"
    assert invitation["button_label"] == "Book a visit"


@pytest.mark.parametrize("name", NAMES)
def test_markdown_comes_back_with_the_same_sections(name: str) -> None:
    article = brought(name)
    again = read_back(to_markdown(article), "a.md")
    assert (again.title, again.standfirst) == (article.title, article.standfirst)
    assert headings(again) == headings(article)
    assert again.report.words_left_out == 0


@pytest.mark.parametrize("name", NAMES)
def test_html_comes_back_with_the_same_words(name: str) -> None:
    article = brought(name)
    again = read_back(to_html(article), "a.html")
    assert again.title == article.title
    assert [part for part in headings(again) if part] == [p for p in headings(article) if p]
    for old, new in zip(article.sections, again.sections, strict=True):
        assert plain_text(new.body) == plain_text(old.body)


def test_html_shows_no_word_as_a_tag_and_encloses_pictures() -> None:
    page = to_html(WHOLE)
    assert "<h1>Feet &amp; &lt;shoes&gt;</h1>" in page
    assert 'src="data:image/png;base64,' in page
    assert '<a class="button" href="/book">Book a visit</a>' in page
    assert "Ask Ann" not in page


def test_word_gets_headings_lists_pictures_and_links_in_its_own_styles() -> None:
    written = to_docx(WHOLE)
    found = mammoth.convert_to_html(BytesIO(written)).value
    assert "<h1>1. Why *they* hurt</h1>" in found
    assert 'alt="A “foot”"' in found
    assert '<a href="/book">' in found


@pytest.mark.parametrize("name", NAMES)
def test_a_word_document_comes_back_with_the_same_headings(name: str) -> None:
    article = brought(name)
    [again] = read_manuscripts(to_docx(article), "a.docx")
    assert again.title == article.title
    kept = {part for part in headings(article) if part}
    assert kept <= {
        *headings(again),
        *(p.strip("# *") for s in again.sections for p in s.body.split("\n")),
    }
