"""Nothing is approved that was not on this very person's screen, as it is now, to its end."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.articles.lifecycle import create_article, trash_article
from actions.articles.refusals import ArticleGone, NotShown
from actions.reviews.reviewing import approve_article, approve_section
from actions.reviews.showing import note_shown
from models.articles.article import sections_of
from models.reviews.review import Verdict
from models.reviews.shown import Shown
from models.reviews.standing import standings_of, unapproved
from models.staff.member import OPERATOR, Actor, NotAllowed
from tests.articles import Written
from tests.reviews import edit, seen


def left(session: Session, article: Written) -> int:
    session.flush()
    return len(unapproved(standings_of(session, article.id)))


def test_a_part_whose_end_was_not_shown_is_not_approved(
    session: Session, cleo: Actor, tides: Written
) -> None:
    with pytest.raises(NotShown, match="Read to the end first: “Spring”"):
        approve_section(session, tides.sections[1], 2, by=cleo)
    note_shown(session, tides.id, {tides.sections[1]: 2}, by=cleo)
    approve_section(session, tides.sections[1], 2, by=cleo)
    assert left(session, tides) == 3


def test_all_at_once_is_refused_while_one_part_was_not_shown(
    session: Session, cleo: Actor, tides: Written
) -> None:
    ends = seen(session, tides)
    ends.pop(tides.sections[2])
    note_shown(session, tides.id, ends, by=cleo)
    with pytest.raises(NotShown, match="“Neap”"):
        approve_article(session, tides.id, seen(session, tides), by=cleo)
    assert left(session, tides) == 4
    assert session.scalars(select(Verdict)).all() == []


def test_an_older_text_that_was_shown_lets_no_newer_one_through(
    session: Session, ed: Actor, cleo: Actor, tides: Written
) -> None:
    note_shown(session, tides.id, seen(session, tides), by=cleo)
    edit(session, tides.sections[1], ed)
    with pytest.raises(NotShown, match="“Spring”"):
        approve_section(session, tides.sections[1], 3, by=cleo)
    with pytest.raises(NotShown, match="“Spring”"):
        approve_article(session, tides.id, seen(session, tides), by=cleo)


def test_what_a_colleague_had_on_the_screen_counts_for_nobody_else(
    session: Session, mo: Actor, cleo: Actor, tides: Written
) -> None:
    note_shown(session, tides.id, seen(session, tides), by=mo)
    note_shown(session, tides.id, seen(session, tides), by=OPERATOR)
    for by in (cleo, OPERATOR):
        with pytest.raises(NotShown):
            approve_section(session, tides.sections[1], 2, by=by)


def test_a_text_to_come_and_one_of_another_article_are_not_noted(
    session: Session, cleo: Actor, tides: Written
) -> None:
    other = write_in(session)
    note_shown(session, tides.id, {tides.sections[1]: 3, other: 1, 999: 1}, by=cleo)
    assert session.scalars(select(Shown)).all() == []


def write_in(session: Session) -> int:
    article = create_article(session, "Other", by=OPERATOR)
    return session.scalars(sections_of(article.id)).all()[0].id


def test_only_who_may_approve_leaves_such_a_mark_and_only_where_there_is_an_article(
    session: Session, ed: Actor, fay: Actor, cleo: Actor, tides: Written
) -> None:
    for by in (ed, fay):
        with pytest.raises(NotAllowed):
            note_shown(session, tides.id, seen(session, tides), by=by)
    trash_article(session, tides.id, by=ed)
    with pytest.raises(ArticleGone):
        note_shown(session, tides.id, {tides.sections[1]: 2}, by=cleo)
