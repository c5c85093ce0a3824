"""One change for many articles."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from actions.articles.batch import (
    duplicate_each,
    restore_each,
    tag_each,
    trash_each,
    untag_each,
    withdraw_each,
)
from actions.articles.publishing import publish_again, publish_article, withdraw_article
from actions.articles.reading import list_articles
from models.articles.article import Article, ArticleState
from models.articles.tag import tags_of
from models.base.database import writing
from models.library.article_filter import ArticleFilter
from models.staff.member import OPERATOR, Actor, NotAllowed
from tests.articles import Written, write_article


@pytest.fixture
def three(tides: Written) -> list[int]:
    """Tides is public; the others are drafts."""
    ids = [tides.id, *(write_article(title, ["One"]).id for title in ("Currents", "Waves"))]
    with writing() as session:
        publish_article(session, tides.id, by=OPERATOR)
    return ids


def states(session: Session, ids: list[int]) -> list[ArticleState]:
    return [session.get_one(Article, number).state for number in ids]


def test_each_is_done_or_refused_with_its_reason(
    session: Session, ed: Actor, three: list[int]
) -> None:
    outcomes = trash_each(session, [*three, 999], by=ed)
    assert [bool(outcome.refused) for outcome in outcomes] == [True, False, False, True]
    assert outcomes[0].title == "Tides"
    assert "public" in outcomes[0].refused
    assert states(session, three) == ["published", "trash", "trash"]


def test_withdrawing_tells_which_were_public(session: Session, mo: Actor, three: list[int]) -> None:
    outcomes = withdraw_each(session, three, by=mo)
    assert [outcome.is_changed for outcome in outcomes] == [True, False, False]
    assert states(session, three) == ["withdrawn", "draft", "draft"]


def test_what_was_published_since_is_not_overwritten_by_an_undo(
    session: Session, mo: Actor, tides: Written
) -> None:
    publish_article(session, tides.id, by=mo)
    withdraw_article(session, tides.id, by=mo)
    publish_article(session, tides.id, by=mo)
    withdraw_article(session, tides.id, by=mo)
    assert publish_again(session, tides.id, 1, by=mo) is None
    assert states(session, [tides.id]) == ["withdrawn"]


def test_tags_come_and_go_together(session: Session, ed: Actor, three: list[int]) -> None:
    tag_each(session, three[:1], "sea", by=ed)
    outcomes = tag_each(session, three, "sea", by=ed)
    assert [outcome.is_changed for outcome in outcomes] == [False, True, True]
    untag_each(session, three[1:], "sea", by=ed)
    assert [session.scalars(tags_of(number)).all() for number in three] == [["sea"], [], []]


def test_copies_are_drafts_and_known_by_their_number(
    session: Session, ed: Actor, three: list[int]
) -> None:
    outcomes = duplicate_each(session, three, by=ed)
    copies = [outcome.copy_id for outcome in outcomes if outcome.copy_id]
    assert states(session, copies) == ["draft"] * 3
    assert session.get_one(Article, copies[0]).slug == "tides-2"


def test_out_of_the_trash_together(session: Session, mo: Actor, three: list[int]) -> None:
    trash_each(session, three, by=mo)
    outcomes = restore_each(session, three, by=mo)
    assert all(outcome.is_changed for outcome in outcomes)
    assert states(session, three) == ["withdrawn", "draft", "draft"]


@pytest.mark.parametrize(
    "act",
    [
        lambda session, by: tag_each(session, [1], "a", by=by),
        lambda session, by: untag_each(session, [1], "a", by=by),
        lambda session, by: duplicate_each(session, [1], by=by),
        lambda session, by: trash_each(session, [1], by=by),
        lambda session, by: restore_each(session, [1], by=by),
        lambda session, by: withdraw_each(session, [1], by=by),
        lambda session, by: publish_again(session, 1, 1, by=by),
    ],
)
def test_those_who_only_read_change_nothing(
    session: Session, cleo: Actor, fay: Actor, act: Callable[..., object]
) -> None:
    for by in (cleo, fay):
        with pytest.raises(NotAllowed):
            act(session, by)


def test_editors_withdraw_nothing(session: Session, ed: Actor, three: list[int]) -> None:
    with pytest.raises(NotAllowed):
        withdraw_each(session, three, by=ed)


def test_the_front_desk_lists_no_articles(session: Session, fay: Actor) -> None:
    with pytest.raises(NotAllowed):
        list_articles(session, ArticleFilter(), by=fay)
