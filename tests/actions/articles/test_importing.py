"""A manuscript becomes a draft, and an article goes out as a manuscript."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.articles.importing import import_article, prepared_pictures
from actions.articles.manuscript import manuscript_of
from actions.articles.manuscripts.writing import to_json
from actions.articles.sections import delete_section, hide_section
from models.articles.article import Article, ArticleState, sections_of
from models.articles.image import Image
from models.articles.manuscript import Manuscript, ManuscriptSection
from models.base.text import BadText
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed
from tests.articles import picture

GARDEN = Manuscript(
    title="A garden for sore backs",
    standfirst="Raised beds *help*.",
    byline="Ann Roe",
    description="Gardening without stooping.",
    sections=(
        ManuscriptSection("text", heading="Beds", body="- high\n- narrow"),
        ManuscriptSection("image", alt="A raised bed", caption="In May.", image=picture(90, 60)),
        ManuscriptSection("image", alt="A long spade", image_source="spade.jpg"),
        ManuscriptSection("call_to_action", heading="Sore?", button_label="Book a visit"),
    ),
)


def test_a_manuscript_becomes_a_draft_with_all_its_parts(session: Session, ed: Actor) -> None:
    article = import_article(session, GARDEN, by=ed)
    assert (article.slug, article.state) == ("a-garden-for-sore-backs", ArticleState.DRAFT)
    header, beds, bed, spade, invitation = session.scalars(sections_of(article.id)).all()
    assert (header.draft.heading, header.draft.body) == (GARDEN.title, GARDEN.standfirst)
    assert beds.draft.body == "- high\n- narrow"
    assert bed.draft.image is not None
    assert (spade.draft.image, spade.draft.alt) == (None, "A long spade")
    assert invitation.draft.button_label == "Book a visit"


def test_importing_twice_makes_two_articles_with_addresses_of_their_own(
    session: Session, ed: Actor
) -> None:
    first, second = (import_article(session, GARDEN, by=ed) for _ in range(2))
    assert (first.slug, second.slug) == ("a-garden-for-sore-backs", "a-garden-for-sore-backs-2")
    assert session.scalars(select(func.count(Image.sha256))).one() == 1


def test_what_goes_out_and_comes_in_again_is_the_same_to_the_byte(
    session: Session, ed: Actor
) -> None:
    pictured = replace(GARDEN, share_image=picture(50, 50, "PNG"), search_title="Gardens")
    article = import_article(session, pictured, by=ed)
    hidden = session.scalars(sections_of(article.id)).all()[1]
    hide_section(session, hidden.id, by=ed)
    once = manuscript_of(session, article)
    again = import_article(session, replace(once, slug="other"), by=ed)
    assert once.sections[0].is_hidden
    assert to_json(replace(manuscript_of(session, again), slug=once.slug)) == to_json(once)


def test_a_deleted_section_stays_at_home(session: Session, ed: Actor) -> None:
    article = import_article(session, GARDEN, by=ed)
    delete_section(session, session.scalars(sections_of(article.id)).all()[1].id, by=ed)
    assert manuscript_of(session, article).sections[0].kind == "image"


def test_a_picture_that_cannot_be_used_leaves_its_section_waiting(
    session: Session, ed: Actor
) -> None:
    broken = ManuscriptSection("image", alt="A fence", image=b"not a picture")
    manuscript = replace(GARDEN, sections=(broken,))
    assert prepared_pictures(manuscript) == {b"not a picture": None}
    article = import_article(session, manuscript, by=ed)
    section = session.scalars(sections_of(article.id)).all()[1]
    assert (section.draft.image, section.draft.alt) == (None, "A fence")


def test_the_log_tells_sizes_and_no_words(session: Session, ed: Actor) -> None:
    import_article(session, GARDEN, by=ed)
    entry = session.scalars(select(LogEntry).where(LogEntry.action == "article.imported")).one()
    assert entry.details == {"sections": 4, "words": 0}


def test_text_that_cannot_be_kept_is_refused_by_name(session: Session, ed: Actor) -> None:
    with pytest.raises(BadText, match="Heading: is too long"):
        import_article(session, replace(GARDEN, title="long " * 100), by=ed)
    with pytest.raises(BadText, match="Text: contains"):
        import_article(session, replace(GARDEN, standfirst="half \ud800"), by=ed)


@pytest.mark.parametrize("somebody", ["fay", "cleo"])
def test_only_those_who_write_may_import(
    somebody: str, session: Session, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(NotAllowed):
        import_article(session, GARDEN, by=request.getfixturevalue(somebody))
    assert session.scalars(select(func.count(Article.id))).one() == 0
