"""What was done to articles and their sections is taken back, and nobody else's later work."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select, update

from actions.articles.batch import (
    duplicate_each,
    restore_each,
    tag_each,
    trash_each,
    untag_each,
    withdraw_each,
)
from actions.articles.drafts import keep_draft
from actions.articles.labels import tag_article, untag_article
from actions.articles.lifecycle import restore_from_trash, trash_article
from actions.articles.publishing import publish_article, withdraw_article
from actions.articles.refusals import SectionGone
from actions.articles.sections import (
    add_section,
    delete_section,
    move_section,
    save_section,
    undelete_section,
)
from actions.articles.taking_back.many import offered_articles_undo, take_back_articles
from actions.articles.taking_back.one_section import offered_section_undo, take_back_section
from actions.staff.taking_back import NotTakenBack
from models.articles.article import Article, ArticleState, Section, SectionKind, Version
from models.articles.content import SectionContent
from models.articles.tag import tags_of
from models.base.database import reading, writing
from models.base.table import now
from models.staff.change_batch import ChangeBatch
from models.staff.member import OPERATOR, Actor, NotAllowed, Permission, Role
from tests.articles import Written, order_of, write_article

Do = Callable[..., Any]


def do(action: Do, *given: Any, **named: Any) -> Any:
    """In a transaction of its own, as every gesture is."""
    with writing() as session:
        return action(session, *given, **named)


def last_of(by: Actor) -> int:
    offer = do(offered_articles_undo, by=by)
    assert offer
    return int(offer.batch_id)


def last_in(article: Written, by: Actor) -> int:
    offer = do(offered_section_undo, article.id, by=by)
    assert offer
    return int(offer.batch_id)


def standing(*ids: int) -> list[tuple[ArticleState, list[str]]]:
    with reading() as session:
        return [
            (session.get_one(Article, each).state, list(session.scalars(tags_of(each))))
            for each in ids
        ]


def order(article: Written) -> list[int]:
    with reading() as session:
        return order_of(session, article)


@pytest.fixture
def three(tides: Written) -> list[int]:
    """Tides is public; the others are drafts; Waves is about the sea already."""
    ids = [tides.id, *(write_article(title, ["One"]).id for title in ("Currents", "Waves"))]
    do(publish_article, tides.id, by=OPERATOR)
    do(tag_article, ids[2], "sea", by=OPERATOR)
    return ids


@pytest.mark.parametrize(
    "act",
    [
        partial(tag_each, tag="sea"),
        partial(untag_each, tag="sea"),
        trash_each,
        withdraw_each,
    ],
)
def test_all_become_what_they_were(mo: Actor, three: list[int], act: Do) -> None:
    before = standing(*three)
    do(act, three, by=mo)
    assert standing(*three) != before

    outcomes = do(take_back_articles, last_of(mo), by=mo)

    assert not any(each.refused for each in outcomes)
    assert standing(*three) == before
    assert do(offered_articles_undo, by=mo) is None


def test_readers_have_the_very_text_back(mo: Actor, three: list[int]) -> None:
    do(trash_each, three, by=mo)
    do(take_back_articles, last_of(mo), by=mo)
    with reading() as session:
        versions = session.scalars(select(Version).order_by(Version.number)).all()
    assert [version.withdrawn_at is None for version in versions] == [False, True]
    assert versions[0].content == versions[1].content


def test_copies_and_what_left_the_trash_go_there(ed: Actor, three: list[int]) -> None:
    [copied, _] = do(duplicate_each, three[1:], by=ed)
    do(take_back_articles, last_of(ed), by=ed)
    assert standing(copied.copy_id, three[1])[0][0] is ArticleState.TRASH
    assert standing(three[1])[0][0] is ArticleState.DRAFT

    do(trash_article, three[1], by=ed)
    do(restore_each, three[1:2], by=ed)
    do(take_back_articles, last_of(ed), by=ed)
    assert standing(three[1])[0][0] is ArticleState.TRASH


def test_one_that_a_colleague_went_on_with_is_left_and_named(
    ed: Actor, mo: Actor, three: list[int]
) -> None:
    do(tag_each, three[:2], "moon", by=ed)
    do(untag_article, three[0], "moon", by=mo)
    do(tag_article, three[0], "moon", by=mo)
    first, second = do(take_back_articles, last_of(ed), by=ed)
    assert (first.title, first.refused) == ("Tides", "Mo Example changed it since.")
    assert second.refused == ""
    assert [tags for _, tags in standing(*three[:2])] == [["moon"], []]


def test_what_a_colleague_took_from_the_trash_and_put_back_there_stays(
    ed: Actor, mo: Actor, three: list[int]
) -> None:
    do(trash_each, three[1:2], by=ed)
    do(restore_from_trash, three[1], by=mo)
    do(trash_article, three[1], by=mo)
    [outcome] = do(take_back_articles, last_of(ed), by=ed)
    assert outcome.refused == "Mo Example changed it since."
    assert standing(three[1])[0][0] is ArticleState.TRASH


def test_readers_keep_what_was_published_since(mo: Actor, three: list[int]) -> None:
    do(withdraw_each, three, by=mo)
    batch = last_of(mo)
    do(publish_article, three[0], by=mo)
    do(withdraw_article, three[0], by=mo)
    [outcome] = do(take_back_articles, batch, by=mo)
    assert outcome.refused == "It was changed since."
    assert standing(three[0])[0][0] is ArticleState.WITHDRAWN


def test_a_copy_that_somebody_writes_in_is_not_put_in_the_trash(ed: Actor, tides: Written) -> None:
    [outcome] = do(duplicate_each, [tides.id], by=ed)
    with writing() as session:
        header = session.scalars(
            select(Section.id).where(Section.article_id == outcome.copy_id)
        ).first()
        assert header
        save_section(session, header, SectionContent(heading="Mine"), based_on=1, by=ed)
    [refused] = do(take_back_articles, last_of(ed), by=ed)
    assert refused.refused == "It was changed since."


def test_an_editor_makes_nothing_public_by_an_undo(
    hire: Callable[[str, Role], Actor], three: list[int]
) -> None:
    once = hire("once", Role.MANAGER)
    do(trash_each, three[:1], by=once)
    less = once.permissions - {Permission.PUBLISH_ARTICLES}
    [outcome] = do(take_back_articles, last_of(once), by=Actor(once.id, once.name, less))
    assert "only those who publish" in outcome.refused
    assert standing(three[0])[0][0] is ArticleState.TRASH


def test_each_is_taken_back_by_its_owner_once(ed: Actor, mo: Actor, tides: Written) -> None:
    do(tag_each, [tides.id], "sea", by=ed)
    do(delete_section, tides.sections[2], by=ed)
    many, one = last_of(ed), last_in(tides, ed)
    for take_back, batch in ((take_back_articles, many), (take_back_section, one)):
        with pytest.raises(NotTakenBack, match="Only the one who did it"):
            do(take_back, batch, by=mo)
        do(take_back, batch, by=ed)
        with pytest.raises(NotTakenBack, match="already"):
            do(take_back, batch, by=ed)
    with pytest.raises(NotTakenBack, match="Only the one who did it"):
        do(take_back_section, many, by=ed)


def test_those_who_only_read_take_nothing_back(cleo: Actor, fay: Actor, tides: Written) -> None:
    for by in (cleo, fay):
        for refused in (
            partial(offered_articles_undo, by=by),
            partial(offered_section_undo, article_id=tides.id, by=by),
            partial(take_back_articles, batch_id=1, by=by),
            partial(take_back_section, batch_id=1, by=by),
        ):
            with pytest.raises(NotAllowed):
                do(refused)


def test_an_hour_later_nothing_is_offered(ed: Actor, tides: Written) -> None:
    do(tag_each, [tides.id], "sea", by=ed)
    do(delete_section, tides.sections[2], by=ed)
    with writing() as session:
        session.execute(update(ChangeBatch).values(at=now() - timedelta(hours=2)))
    assert do(offered_articles_undo, by=ed) is None
    assert do(offered_section_undo, tides.id, by=ed) is None


def test_step_by_step_a_section_goes_back_where_it_was(ed: Actor, tides: Written) -> None:
    header, spring, neap, slack = tides.sections
    do(move_section, slack, after=header, by=ed)
    do(delete_section, spring, by=ed)
    added = do(add_section, SectionKind.NOTE, after=neap, by=ed).id
    assert order(tides) == [header, slack, neap, added]
    for _ in range(3):
        do(take_back_section, last_in(tides, ed), by=ed)
    assert order(tides) == list(tides.sections)
    assert do(offered_section_undo, tides.id, by=ed) is None


def test_a_section_that_a_colleague_moved_since_stays_there(
    ed: Actor, mo: Actor, tides: Written
) -> None:
    header, spring, neap, slack = tides.sections
    do(move_section, slack, after=header, by=ed)
    batch = last_in(tides, ed)
    do(move_section, slack, after=spring, by=mo)
    assert do(offered_section_undo, tides.id, by=ed) is None
    with pytest.raises(NotTakenBack, match="Mo Example changed it since"):
        do(take_back_section, batch, by=ed)
    assert order(tides) == [header, spring, slack, neap]


def test_a_section_whose_place_is_gone_stays(ed: Actor, mo: Actor, tides: Written) -> None:
    do(move_section, tides.sections[3], after=tides.sections[0], by=ed)
    do(delete_section, tides.sections[2], by=mo)
    with pytest.raises(SectionGone, match="was to follow"):
        do(take_back_section, last_in(tides, ed), by=ed)


def test_an_added_section_with_text_in_it_stays(ed: Actor, mo: Actor, tides: Written) -> None:
    for_mo = do(add_section, SectionKind.TEXT, after=tides.sections[1], by=ed).id
    batch = last_in(tides, ed)
    do(keep_draft, for_mo, SectionContent(body="I am writing"), based_on=1, by=mo)
    with pytest.raises(NotTakenBack, match="Something was written"):
        do(take_back_section, batch, by=ed)

    own = do(add_section, SectionKind.TEXT, after=tides.sections[1], by=ed).id
    batch = last_in(tides, ed)
    do(save_section, own, SectionContent(body="Saved"), based_on=1, by=ed)
    with pytest.raises(NotTakenBack, match="Something was written"):
        do(take_back_section, batch, by=ed)


def test_a_section_that_is_there_again_stays(ed: Actor, tides: Written) -> None:
    do(delete_section, tides.sections[2], by=ed)
    batch = last_in(tides, ed)
    do(undelete_section, tides.sections[2], by=ed)
    with pytest.raises(NotTakenBack, match="changed since"):
        do(take_back_section, batch, by=ed)


def test_what_the_operator_does_is_offered_to_nobody(tides: Written) -> None:
    do(delete_section, tides.sections[2], by=OPERATOR)
    with reading() as session:
        assert session.scalars(select(ChangeBatch)).all() == []
