"""Tags of articles, and who answers for one."""

from collections.abc import Callable

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from actions.articles.labels import (
    NoSuchColleague,
    change_author,
    set_article_tags,
    tag_article,
    untag_article,
)
from actions.articles.lifecycle import create_article, duplicate_article, trash_article
from actions.articles.refusals import ArticleGone
from models.articles.article import Article
from models.articles.tag import article_tags_in_use, tags_of
from models.base.text import BadText
from models.library.article_filter import ArticleFilter
from models.library.article_found import authors_in_use, found
from models.staff.member import Actor, NotAllowed, StaffMember
from tests.articles import Written


def test_a_tag_keeps_the_spelling_it_has(session: Session, ed: Actor, tides: Written) -> None:
    other = write_article_in(session, ed)
    assert tag_article(session, tides.id, " Mental   health", by=ed)
    assert tag_article(session, other, "mental Health", by=ed)
    assert not tag_article(session, tides.id, "MENTAL HEALTH", by=ed)
    assert session.scalars(tags_of(other)).all() == ["Mental health"]
    assert session.execute(article_tags_in_use()).all() == [("Mental health", 2)]
    assert untag_article(session, tides.id, "Mental health", by=ed)
    assert not untag_article(session, tides.id, "Mental health", by=ed)


def write_article_in(session: Session, by: Actor) -> int:
    article = create_article(session, "Currents", by=by)
    session.flush()
    return article.id


def test_tags_are_set_together_and_narrow_the_list(
    session: Session, ed: Actor, tides: Written
) -> None:
    set_article_tags(session, tides.id, ["b", "a", " ", "B"], by=ed)
    assert set_article_tags(session, tides.id, ["c", "a"], by=ed) == ["c", "a"]
    assert session.scalars(tags_of(tides.id)).all() == ["a", "c"]
    assert session.scalars(found(ArticleFilter(tag="c"))).all() == [tides.id]
    assert session.scalars(found(ArticleFilter(tag="b"))).all() == []


def test_a_copy_has_the_tags_too(session: Session, ed: Actor, tides: Written) -> None:
    tag_article(session, tides.id, "sea", by=ed)
    copy = duplicate_article(session, tides.id, by=ed)
    session.flush()
    assert session.scalars(tags_of(copy.id)).all() == ["sea"]
    assert copy.author_id == ed.id


@pytest.mark.parametrize("tags", [["x" * 41], ["a\0b"], [f"tag {n}" for n in range(21)]])
def test_what_can_be_no_tag_is_refused(
    session: Session, ed: Actor, tides: Written, tags: list[str]
) -> None:
    with pytest.raises(BadText):
        set_article_tags(session, tides.id, tags, by=ed)


def test_nothing_in_the_trash_is_sorted(session: Session, ed: Actor, tides: Written) -> None:
    trash_article(session, tides.id, by=ed)
    with pytest.raises(ArticleGone):
        tag_article(session, tides.id, "sea", by=ed)
    with pytest.raises(ArticleGone):
        change_author(session, tides.id, ed.id, by=ed)


def test_an_article_is_found_by_its_byline_and_by_its_colleague(
    session: Session, ed: Actor, mo: Actor, tides: Written
) -> None:
    change_author(session, tides.id, mo.id, by=ed)
    article = session.get_one(Article, tides.id)
    article.byline = "Dr Jane Vale"
    session.flush()
    for name in ("Dr Jane Vale", "Mo Example"):
        assert session.scalars(found(ArticleFilter(author=name))).all() == [tides.id]
    assert session.scalars(authors_in_use()).all() == ["Dr Jane Vale", "Mo Example"]


def test_nobody_without_an_account_answers_for_an_article(
    session: Session, ed: Actor, mo: Actor, tides: Written
) -> None:
    session.execute(update(StaffMember).where(StaffMember.id == mo.id).values(is_active=False))
    for nobody in (mo.id, 999):
        with pytest.raises(NoSuchColleague):
            change_author(session, tides.id, nobody, by=ed)
    change_author(session, tides.id, None, by=ed)


@pytest.mark.parametrize(
    "act",
    [
        lambda session, number, by: set_article_tags(session, number, ["a"], by=by),
        lambda session, number, by: tag_article(session, number, "a", by=by),
        lambda session, number, by: untag_article(session, number, "a", by=by),
        lambda session, number, by: change_author(session, number, None, by=by),
    ],
)
def test_those_who_only_read_sort_nothing(
    session: Session, cleo: Actor, fay: Actor, tides: Written, act: Callable[..., object]
) -> None:
    for by in (cleo, fay):
        with pytest.raises(NotAllowed):
            act(session, tides.id, by)
