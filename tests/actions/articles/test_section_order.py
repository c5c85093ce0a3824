"""Adding, moving, copying, hiding and deleting sections, and taking it back."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from actions.articles.refusals import HeaderStays, SectionGone
from actions.articles.sections import (
    add_section,
    delete_section,
    duplicate_section,
    hide_section,
    move_section,
    save_section,
    show_section,
    undelete_section,
)
from models.articles.article import Section, SectionKind, sections_of
from models.articles.content import SectionContent, every_section_of
from models.base.database import writing
from models.staff.member import Actor, NotAllowed
from tests.articles import Written, newest, order_of, write_article


def places(session: Session, article: Written) -> list[int]:
    return [section.position for section in session.scalars(every_section_of(article.id))]


def test_a_section_is_added_after_the_one_named(
    session: Session, ed: Actor, tides: Written
) -> None:
    header, spring, neap, slack = tides.sections
    added = add_section(session, SectionKind.TEXT, after=spring, by=ed)
    session.flush()
    assert order_of(session, tides) == [header, spring, added.id, neap, slack]
    assert places(session, tides) == [0, 1, 2, 3, 4]


def test_section_nine_moves_to_three(session: Session, ed: Actor) -> None:
    article = write_article_with_twelve()
    before = order_of(session, article)
    move_section(session, article.sections[9], after=article.sections[2], by=ed)
    session.flush()
    after = order_of(session, article)
    assert after.index(article.sections[9]) == 3
    assert [section for section in after if section != article.sections[9]] == [
        section for section in before if section != article.sections[9]
    ]


def write_article_with_twelve() -> Written:
    return write_article("Twelve", [f"Part {number}" for number in range(1, 13)])


def test_moving_it_to_where_it_is_changes_nothing(
    session: Session, ed: Actor, tides: Written
) -> None:
    move_section(session, tides.sections[2], after=tides.sections[1], by=ed)
    move_section(session, tides.sections[2], after=tides.sections[2], by=ed)
    assert order_of(session, tides) == list(tides.sections)


def test_it_cannot_follow_a_section_that_is_gone(
    session: Session, ed: Actor, tides: Written
) -> None:
    delete_section(session, tides.sections[3], by=ed)
    with pytest.raises(SectionGone, match="was to follow"):
        move_section(session, tides.sections[1], after=tides.sections[3], by=ed)


def test_moves_at_the_same_time_lose_and_double_nothing(ed: Actor, mo: Actor) -> None:
    article = write_article_with_twelve()
    failures: list[Exception] = []

    def move(by: Actor, section: int, after: int) -> None:
        try:
            with writing() as session:
                move_section(session, section, after=after, by=by)
        except Exception as error:  # noqa: BLE001  whatever it is, it is compared below
            failures.append(error)

    moves = [
        threading.Thread(target=move, args=(by, article.sections[section], article.sections[after]))
        for by, section, after in [(ed, 9, 2), (mo, 3, 11), (ed, 12, 0), (mo, 5, 9), (ed, 1, 6)]
    ]
    for thread in moves:
        thread.start()
    for thread in moves:
        thread.join()
    assert failures == []
    with writing() as session:
        assert sorted(order_of(session, article)) == sorted(article.sections)
        assert order_of(session, article)[0] == article.sections[0]
        assert places(session, article) == list(range(13))


def test_a_copy_follows_the_original_with_the_same_text(ed: Actor, tides: Written) -> None:
    with writing() as session:
        copy = duplicate_section(session, tides.sections[2], by=ed)
    assert SectionContent.of(newest(copy.id)) == SectionContent.of(newest(tides.sections[2]))
    with writing() as again:
        assert order_of(again, tides)[3] == copy.id


def test_hiding_and_showing_again(session: Session, ed: Actor, tides: Written) -> None:
    hide_section(session, tides.sections[1], by=ed)
    assert session.get_one(Section, tides.sections[1]).is_hidden
    show_section(session, tides.sections[1], by=ed)
    assert not session.get_one(Section, tides.sections[1]).is_hidden


def test_undoing_a_delete_brings_back_text_and_place(
    session: Session, ed: Actor, tides: Written
) -> None:
    header, spring, neap, slack = tides.sections
    save_section(session, neap, SectionContent(body="Twice a month."), based_on=2, by=ed)
    delete_section(session, neap, by=ed)
    move_section(session, slack, after=header, by=ed)
    add_section(session, SectionKind.NOTE, after=slack, by=ed)
    session.flush()
    undelete_section(session, neap, by=ed)
    session.flush()
    sections = session.scalars(sections_of(tides.id)).all()
    assert sections[-1].id == neap
    assert sections[-2].id == spring
    assert sections[-1].draft.body == "Twice a month."


def test_the_header_stays_where_it_is(session: Session, ed: Actor, tides: Written) -> None:
    header, spring, *_ = tides.sections
    refused: list[Callable[[], object]] = [
        lambda: move_section(session, header, after=spring, by=ed),
        lambda: delete_section(session, header, by=ed),
        lambda: hide_section(session, header, by=ed),
        lambda: duplicate_section(session, header, by=ed),
        lambda: add_section(session, SectionKind.HEADER, after=spring, by=ed),
    ]
    for attempt in refused:
        with pytest.raises(HeaderStays):
            attempt()


def test_clinicians_change_nothing(session: Session, cleo: Actor, tides: Written) -> None:
    _, spring, neap, _ = tides.sections
    refused: list[Callable[[], object]] = [
        lambda: add_section(session, SectionKind.TEXT, after=spring, by=cleo),
        lambda: duplicate_section(session, spring, by=cleo),
        lambda: move_section(session, spring, after=neap, by=cleo),
        lambda: hide_section(session, spring, by=cleo),
        lambda: show_section(session, spring, by=cleo),
        lambda: delete_section(session, spring, by=cleo),
        lambda: undelete_section(session, spring, by=cleo),
    ]
    for attempt in refused:
        with pytest.raises(NotAllowed):
            attempt()
