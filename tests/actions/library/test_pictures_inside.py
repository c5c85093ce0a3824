"""A picture between the words of a text is used as any other: found, replaced, kept, exported."""

import base64
import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy.orm import Session

from actions.articles.drafts import keep_draft
from actions.articles.exporting import ArticleFormat, export_article
from actions.articles.importing import import_article
from actions.articles.manuscript import manuscript_of
from actions.articles.manuscripts import read_manuscripts
from actions.articles.publishing import live_version, publish_article
from actions.articles.sections import save_section
from actions.library.bulk_changing import take_back_bulk_change
from actions.library.image_cropping import Part, crop_image, prepare_crop
from actions.library.image_replacing import replace_image
from actions.library.images import ImageInUse, delete_image, prepare_image, store_image
from actions.library.reading import list_images
from models.articles.article import Article, Draft, sections_of
from models.articles.content import SectionContent, section_and_article
from models.articles.image import Image
from models.library.image_use import uses_of
from models.staff.member import OPERATOR, Actor
from tests.articles import Written, picture

ALT = r"The *old* \[pier\]"


@pytest.fixture
def pier(ed: Actor, mo: Actor, tides: Written, session: Session) -> str:
    sha256 = stored(session, 1200)
    body = f"Look.\n\n![{ALT}](/images/{sha256})\n\nAgain: ![twice](/images/{sha256})"
    content = SectionContent(heading="Spring", body=body)
    save_section(session, tides.sections[1], content, based_on=2, by=ed)
    session.flush()
    return sha256


def stored(session: Session, width: int) -> str:
    drawn = prepare_image(picture(width))
    return store_image(session, drawn, name=f"{width}.jpg", by=OPERATOR).sha256


def body_of(session: Session, section_id: int) -> str:
    session.flush()
    session.expire_all()
    return session.execute(section_and_article(section_id)).one()[0].draft.body


def live_page(session: Session, tides: Written) -> dict[str, object]:
    live = live_version(session, session.get_one(Article, tides.id))
    assert live
    return dict(live.content)


def test_the_library_says_where_and_how_it_is_described(
    pier: str, session: Session, tides: Written
) -> None:
    [use] = uses_of(session, [pier])[pier]
    told = [(each.section_id, each.alt, each.is_inside) for each in use.sections]
    assert told == [(tides.sections[1], "The *old* [pier]; twice", True)]
    assert not use.is_public
    publish_article(session, tides.id, by=OPERATOR)
    assert uses_of(session, [pier])[pier][0].is_public


def test_words_find_it_by_its_description_and_not_by_the_text_around_it(
    pier: str, session: Session, ed: Actor
) -> None:
    def found(words: str) -> list[str]:
        page = list_images(session, words, per_page=9, by=ed)
        return [each.sha256 for each in page.images]

    session.flush()
    assert found("OLD twice") == [pier]
    assert found("old 1200") == [pier]
    assert found("old harbour") == found("images") == []


def test_a_page_keeps_its_size(pier: str, session: Session, tides: Written) -> None:
    publish_article(session, tides.id, by=OPERATOR)
    assert live_page(session, tides)["inside"] == {pier: [1200, 800]}


def test_it_is_replaced_in_texts_and_drafts_and_on_pages_and_comes_back(
    pier: str, session: Session, tides: Written, ed: Actor, mo: Actor
) -> None:
    publish_article(session, tides.id, by=OPERATOR)
    section, before = tides.sections[1], body_of(session, tides.sections[1])
    typed = SectionContent(heading="Spring", body=before + "\n\nMore.")
    keep_draft(session, section, typed, based_on=3, by=ed)
    boat = stored(session, 900)
    bulk = replace_image(session, pier, boat, alt="A [boat] *at* sea", on_pages=True, by=mo)
    described = rf"![A \[boat\] \*at\* sea](/images/{boat})"
    after = body_of(session, section)
    assert after == f"Look.\n\n{described}\n\nAgain: {described}"
    draft = session.query(Draft).one()
    assert pier not in json.dumps(draft.content)
    assert draft.content["body"].endswith("More.")
    assert live_page(session, tides)["inside"] == {boat: [900, 800]}
    assert pier not in json.dumps(live_page(session, tides))
    assert take_back_bulk_change(session, bulk.id, by=mo) == []
    assert body_of(session, section) == before
    assert live_page(session, tides)["inside"] == {pier: [1200, 800]}


def test_a_part_of_it_takes_its_place(
    pier: str, session: Session, tides: Written, ed: Actor
) -> None:
    part = Part(0, 0, 50, 50)
    cut = prepare_crop(session, pier, part, by=ed)
    bulk = crop_image(session, pier, cut, part, on_pages=False, by=ed)
    after = body_of(session, tides.sections[1])
    assert after.count(f"/images/{bulk.kept['after']}") == 2
    assert f"![{ALT}]" in after


def test_deleting_it_is_refused_with_the_place(pier: str, session: Session, ed: Actor) -> None:
    with pytest.raises(ImageInUse, match="“Tides”, in “Spring”, shows it, so it stays"):
        delete_image(session, pier, by=ed)
    assert session.get(Image, pier)


def test_an_export_carries_it_and_an_import_puts_it_where_it_was(
    pier: str, session: Session, tides: Written, ed: Actor
) -> None:
    session.get_one(Image, pier).look_at((10, 90))
    _, file = export_article(session, tides.slug, ArticleFormat.JSON, by=ed)
    [told] = json.loads(file)["pictures"]
    assert told["focus"] == [10, 90]
    moved = json.loads(file.decode().replace(pier, "a" * 64))  # as another library names it
    [manuscript] = read_manuscripts(json.dumps(moved).encode(), "tides.json")
    article = import_article(session, manuscript, by=ed)
    session.flush()
    bodies = [section.draft.body for section in session.scalars(sections_of(article.id))]
    assert f"![{ALT}](/images/{pier})" in bodies[1]
    assert manuscript_of(session, article).inside[0].focus == (10, 90)


@pytest.mark.parametrize(
    "told",
    ["x", {}, {"address": "/images/x", "image": "aaaa"}, {"address": f"/images/{'a' * 64}"},
     {"address": f"/images/{'a' * 64}", "image": base64.b64encode(b"<svg/>").decode(),
      "focus": ["<b>", {}]}],
)  # fmt: skip
def test_what_is_no_picture_of_a_file_leaves_the_text_as_it_is(
    session: Session, ed: Actor, told: object
) -> None:
    body = f"![x](/images/{'a' * 64})"
    document = {"title": "T", "sections": [{"kind": "text", "body": body}], "pictures": [told]}
    [manuscript] = read_manuscripts(json.dumps(document).encode(), "t.json")
    article = import_article(session, manuscript, by=ed)
    session.flush()
    _, section = session.scalars(sections_of(article.id))
    assert section.draft.body == body


@pytest.mark.parametrize("form", [ArticleFormat.MARKDOWN, ArticleFormat.WORD])
def test_other_programs_find_it_in_the_file(
    pier: str, session: Session, tides: Written, ed: Actor, form: ArticleFormat
) -> None:
    _, file = export_article(session, tides.slug, form, by=ed)
    content = session.get_one(Image, pier).content
    with ZipFile(BytesIO(file)) as packed:
        names = [name for name in packed.namelist() if packed.read(name) == content]
        text = packed.read("tides.md").decode() if form is ArticleFormat.MARKDOWN else ""
    assert len(names) == 1
    assert text.count(names[0]) == (2 if form is ArticleFormat.MARKDOWN else 0)


def test_a_web_page_encloses_it(pier: str, session: Session, tides: Written, ed: Actor) -> None:
    _, file = export_article(session, tides.slug, ArticleFormat.HTML, by=ed)
    assert b"/images/" not in file
    assert file.count(b'src="data:image/jpeg;base64,') == 2
