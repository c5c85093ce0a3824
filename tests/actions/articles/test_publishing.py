"""Publishing and withdrawing: what readers get, and what stands in the way."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.articles.lifecycle import create_article, trash_article
from actions.articles.publishing import NotReady, publish_article, withdraw_article
from actions.articles.refusals import ArticleGone
from actions.articles.sections import hide_section, move_section, save_section
from models.articles.article import Article, ArticleState, SectionKind, Version
from models.articles.content import SectionContent
from models.staff.log import LogEntry, entries_newest_first
from models.staff.member import OPERATOR, Actor, NotAllowed
from tests.articles import Written, add_to


def test_what_is_saved_becomes_public(session: Session, mo: Actor, tides: Written) -> None:
    version = publish_article(session, tides.id, by=mo)
    article = session.get_one(Article, tides.id)
    assert (article.state, article.live_number) == (ArticleState.PUBLISHED, 1)
    assert article.first_published_at == article.published_at == version.published_at
    headings = [section["heading"] for section in version.content["sections"]]
    assert (version.content["title"], headings) == ("Tides", ["Spring", "Neap", "Slack"])


def test_the_public_order_is_the_saved_order(session: Session, mo: Actor, tides: Written) -> None:
    move_section(session, tides.sections[3], after=tides.sections[0], by=mo)
    hide_section(session, tides.sections[1], by=mo)
    session.flush()
    version = publish_article(session, tides.id, by=mo)
    assert [section["heading"] for section in version.content["sections"]] == ["Slack", "Neap"]


def test_saving_changes_nothing_for_readers_until_publishing(
    session: Session, mo: Actor, tides: Written
) -> None:
    first = publish_article(session, tides.id, by=mo)
    changed = SectionContent(heading="Spring", body="Changed.")
    save_section(session, tides.sections[1], changed, based_on=2, by=mo)
    session.flush()
    assert session.get_one(Article, tides.id).live_number == 1
    second = publish_article(session, tides.id, by=mo)
    assert second.number == 2
    assert first.withdrawn_at == second.published_at


def test_publishing_the_same_again_makes_no_version(
    session: Session, mo: Actor, tides: Written
) -> None:
    publish_article(session, tides.id, by=mo)
    publish_article(session, tides.id, by=mo)
    assert session.scalars(select(func.count(Version.id))).one() == 1


def test_withdrawing_and_publishing_again(session: Session, mo: Actor, tides: Written) -> None:
    first = publish_article(session, tides.id, by=mo)
    withdraw_article(session, tides.id, by=mo)
    article = session.get_one(Article, tides.id)
    assert (article.state, article.live_number) == (ArticleState.WITHDRAWN, None)
    assert first.withdrawn_at is not None
    assert publish_article(session, tides.id, by=mo).number == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (SectionContent(heading="The pier"), "“The pier” has no picture yet"),
        (SectionContent(alt="A pier in the fog"), "“A pier in the fog” has no picture yet"),
        (SectionContent(image="a" * 64), "says nothing to people who cannot see it"),
    ],
)
def test_a_picture_without_words_blocks(
    session: Session, mo: Actor, tides: Written, content: SectionContent, reason: str
) -> None:
    from models.articles.image import Image  # noqa: PLC0415  only this test needs it

    session.add(Image(sha256="a" * 64, media_type="image/png", width=1, height=1, content=b"x"))
    session.flush()
    add_to(session, tides, SectionKind.IMAGE, content)
    session.flush()
    with pytest.raises(NotReady, match=reason):
        publish_article(session, tides.id, by=mo)


def test_an_article_without_title_or_text_is_not_ready(session: Session, mo: Actor) -> None:
    article = create_article(session, "", by=mo)
    session.flush()
    with pytest.raises(NotReady) as refused:
        publish_article(session, article.id, by=mo)
    assert refused.value.reasons[0].startswith("The article has no title")


def test_only_the_operator_publishes_despite_the_checks_and_the_log_says_so(
    session: Session, mo: Actor
) -> None:
    article = create_article(session, "", by=mo)
    session.flush()
    with pytest.raises(NotReady):
        publish_article(session, article.id, despite_checks=True, by=mo)
    publish_article(session, article.id, despite_checks=True, by=OPERATOR)
    entry = session.scalars(entries_newest_first()).first()
    assert isinstance(entry, LogEntry)
    assert (entry.action, entry.details["despite"]) == ("article.published", 2)


def test_what_is_in_the_trash_is_not_published(session: Session, mo: Actor, tides: Written) -> None:
    trash_article(session, tides.id, by=mo)
    with pytest.raises(ArticleGone, match="Restore it"):
        publish_article(session, tides.id, by=mo)
    with pytest.raises(ArticleGone, match="no such article"):
        publish_article(session, 999, by=mo)


def test_editors_write_but_do_not_publish(session: Session, ed: Actor, tides: Written) -> None:
    with pytest.raises(NotAllowed):
        publish_article(session, tides.id, by=ed)
    with pytest.raises(NotAllowed):
        withdraw_article(session, tides.id, by=ed)
