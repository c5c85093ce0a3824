"""Starting and copying articles, the trash, and addresses."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.articles.lifecycle import (
    create_article,
    duplicate_article,
    restore_from_trash,
    trash_article,
)
from actions.articles.publishing import publish_article
from actions.articles.settings import (
    AboutArticle,
    BadAddress,
    StaleSettings,
    change_about,
    change_address,
)
from models.articles.article import Article, ArticleState, FormerSlug, former_slug, sections_of
from models.staff.member import Actor, NotAllowed
from tests.articles import Written


def test_a_new_article_is_a_draft_with_an_address(session: Session, ed: Actor) -> None:
    article = create_article(session, "  Sleep  &  rest: a guide ", by=ed)
    assert (article.slug, article.title) == ("sleep-rest-a-guide", "Sleep & rest: a guide")
    kinds = [section.kind for section in session.scalars(sections_of(article.id))]
    assert (article.state, kinds) == (ArticleState.DRAFT, ["header", "text"])


def test_the_same_title_twice_gets_another_address(session: Session, ed: Actor) -> None:
    slugs = [create_article(session, "Sleep", by=ed).slug for _ in range(3)]
    assert slugs == ["sleep", "sleep-2", "sleep-3"]
    assert create_article(session, "…", by=ed).slug == "article"


def test_a_copy_is_a_draft_at_its_own_address(session: Session, mo: Actor, tides: Written) -> None:
    publish_article(session, tides.id, by=mo)
    copy = duplicate_article(session, tides.id, by=mo)
    session.flush()
    headings = [section.draft.heading for section in session.scalars(sections_of(copy.id))]
    assert (copy.slug, copy.state) == ("tides-2", ArticleState.DRAFT)
    assert headings == ["Tides (copy)", "Spring", "Neap", "Slack"]


def test_out_of_the_trash_it_is_what_it_was(session: Session, ed: Actor, tides: Written) -> None:
    trash_article(session, tides.id, by=ed)
    assert session.get_one(Article, tides.id).state is ArticleState.TRASH
    assert restore_from_trash(session, tides.id, by=ed).state is ArticleState.DRAFT


def test_what_was_public_comes_back_withdrawn(session: Session, mo: Actor, tides: Written) -> None:
    publish_article(session, tides.id, by=mo)
    trash_article(session, tides.id, by=mo)
    article = restore_from_trash(session, tides.id, by=mo)
    assert (article.state, article.live_number) == (ArticleState.WITHDRAWN, None)


def test_editors_do_not_trash_what_is_public(
    session: Session, ed: Actor, mo: Actor, tides: Written
) -> None:
    publish_article(session, tides.id, by=mo)
    with pytest.raises(NotAllowed):
        trash_article(session, tides.id, by=ed)


def test_a_drafts_address_changes_without_a_trace(
    session: Session, ed: Actor, tides: Written
) -> None:
    assert change_address(session, tides.id, "High Water!", by=ed) == "high-water"
    assert session.scalars(select(FormerSlug)).all() == []


def test_old_public_addresses_lead_to_the_newest_in_one_step(
    session: Session, mo: Actor, tides: Written
) -> None:
    publish_article(session, tides.id, by=mo)
    for address in ("one", "two", "tides", "three"):
        change_address(session, tides.id, address, by=mo)
        session.flush()
    former = session.scalars(select(FormerSlug.slug)).all()
    assert sorted(former) == ["one", "tides", "two"]
    assert {session.scalar(former_slug(slug)) for slug in former} == {"three"}


def test_an_address_that_another_article_has_or_had_is_refused(
    session: Session, mo: Actor, tides: Written
) -> None:
    other = create_article(session, "Moons", by=mo)
    publish_article(session, tides.id, by=mo)
    change_address(session, tides.id, "currents", by=mo)
    session.flush()
    for taken in ("tides", "currents"):
        with pytest.raises(BadAddress, match="Another article"):
            change_address(session, other.id, taken, by=mo)
    with pytest.raises(BadAddress, match="letters or digits"):
        change_address(session, other.id, "!?", by=mo)


def test_a_public_address_is_changed_by_those_who_publish(
    session: Session, ed: Actor, mo: Actor, tides: Written
) -> None:
    publish_article(session, tides.id, by=mo)
    with pytest.raises(NotAllowed):
        change_address(session, tides.id, "currents", by=ed)


def test_settings_are_not_written_over(
    session: Session, ed: Actor, mo: Actor, tides: Written
) -> None:
    change_about(session, tides.id, AboutArticle(byline="Dr Vale"), based_on=1, by=mo)
    with pytest.raises(StaleSettings) as refused:
        change_about(session, tides.id, AboutArticle(byline="Ed"), based_on=1, by=ed)
    assert refused.value.about.byline == "Dr Vale"
    assert change_about(session, tides.id, AboutArticle(byline="Ed"), based_on=2, by=ed) == 3


def test_clinicians_change_nothing(session: Session, cleo: Actor, tides: Written) -> None:
    refused: list[Callable[[], object]] = [
        lambda: create_article(session, "Sleep", by=cleo),
        lambda: duplicate_article(session, tides.id, by=cleo),
        lambda: trash_article(session, tides.id, by=cleo),
        lambda: restore_from_trash(session, tides.id, by=cleo),
        lambda: change_address(session, tides.id, "currents", by=cleo),
        lambda: change_about(session, tides.id, AboutArticle(), based_on=1, by=cleo),
    ]
    for attempt in refused:
        with pytest.raises(NotAllowed):
            attempt()
