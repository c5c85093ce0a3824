from models.articles.article import Article, Revision, Section, SectionKind
from models.articles.image import Image
from models.articles.page import snapshot
from models.base.table import now

KNEE = Image(sha256="a" * 64, width=1200, height=800)


def section(number: int, kind: SectionKind, **words: object) -> Section:
    texts = {"heading": "", "body": "", "alt": "", "caption": "", "button_label": "", "image": None}
    revision = Revision(is_decorative=False, **{**texts, **words})
    return Section(id=number, kind=kind, is_hidden=False, draft=revision)


def article() -> Article:
    return Article(slug="knee", title="Old", byline="", search_title="", search_description="")


def test_the_header_gives_title_and_standfirst_and_is_no_section() -> None:
    header = section(1, SectionKind.HEADER, heading="Knee", body="Short.")
    content = snapshot(article(), [header, section(2, SectionKind.TEXT, body="x")], {})

    assert (content["title"], content["standfirst"]) == ("Knee", "Short.")
    assert [each["id"] for each in content["sections"]] == [2]


def test_hidden_deleted_and_private_sections_are_left_out() -> None:
    hidden, deleted = section(1, SectionKind.TEXT), section(2, SectionKind.TEXT)
    hidden.is_hidden, deleted.deleted_at = True, now()

    assert (
        snapshot(article(), [hidden, deleted, section(3, SectionKind.NOTE)], {})["sections"] == []
    )


def test_a_picture_brings_its_size_and_one_that_is_gone_brings_none() -> None:
    shown = section(1, SectionKind.IMAGE, image=KNEE.sha256)
    lost = section(2, SectionKind.IMAGE, image="b" * 64)
    first, second = snapshot(article(), [shown, lost], {KNEE.sha256: KNEE})["sections"]

    assert (first["image"], first["width"], first["height"]) == (KNEE.sha256, 1200, 800)
    assert (second["image"], second["width"]) == (None, None)


def test_unsaved_text_lies_over_the_saved_in_a_preview() -> None:
    saved = section(1, SectionKind.TEXT, heading="Kept", body="Saved.")
    content = snapshot(article(), [saved], {}, {1: {"body": "Being written."}})

    assert content["sections"][0]["body"] == "Being written."
    assert content["sections"][0]["heading"] == "Kept"
