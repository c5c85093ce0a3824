"""Bringing back one section, or the whole article as it was public."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.articles.history import (
    newest_text,
    restore_section,
    restore_version,
    save_together,
    set_aside,
)
from actions.articles.publishing import publish_article
from actions.articles.refusals import ArticleGone, StaleEdit
from actions.articles.sections import add_section, delete_section, move_section, save_section
from actions.articles.settings import AboutArticle, change_about
from models.articles.article import Article, Revision, Section, SectionKind, sections_of
from models.articles.content import SectionContent
from models.reviews.standing import standings_of
from models.staff.member import Actor, NotAllowed
from tests.articles import Written
from tests.reviews import approve_section


def test_restoring_one_section_leaves_the_others_alone(
    session: Session, ed: Actor, tides: Written
) -> None:
    changed = SectionContent(heading="Spring", body="Changed.")
    save_section(session, tides.sections[1], changed, based_on=2, by=ed)
    session.flush()
    restored = restore_section(session, tides.sections[1], 2, based_on=3, by=ed)
    assert (restored.number, restored.body) == (4, "About spring.")
    assert restored.note == "Restored from revision 2"
    latest = [session.get_one(Section, section).latest for section in tides.sections]
    assert latest == [1, 4, 2, 2]


def test_restoring_does_not_write_over_a_newer_text(
    session: Session, ed: Actor, mo: Actor, tides: Written
) -> None:
    save_section(session, tides.sections[1], SectionContent(body="Mo's."), based_on=2, by=mo)
    session.flush()
    with pytest.raises(StaleEdit):
        restore_section(session, tides.sections[1], 1, based_on=2, by=ed)


def test_a_whole_version_comes_back(session: Session, mo: Actor, tides: Written) -> None:
    header, spring, neap, slack = tides.sections
    change_about(session, tides.id, AboutArticle(byline="Dr Vale"), based_on=1, by=mo)
    first = publish_article(session, tides.id, by=mo)
    save_section(session, header, SectionContent(heading="Waves"), based_on=1, by=mo)
    save_section(session, spring, SectionContent(heading="Storm"), based_on=2, by=mo)
    delete_section(session, neap, by=mo)
    move_section(session, slack, after=header, by=mo)
    added = add_section(session, SectionKind.TEXT, after=slack, by=mo)
    change_about(session, tides.id, AboutArticle(byline="Nobody"), based_on=2, by=mo)
    session.flush()
    session.expire_all()
    restore_version(session, tides.id, first.number, by=mo)
    session.flush()
    session.expire_all()
    again = session.scalars(sections_of(tides.id)).all()
    shown = [section.draft.heading for section in again if not section.is_hidden]
    assert shown == ["Tides", "Spring", "Neap", "Slack"]
    assert next(section for section in again if section.id == added.id).is_hidden
    article = session.get_one(Article, tides.id)
    assert (article.title, article.byline, article.live_number) == ("Tides", "Dr Vale", 1)
    assert publish_article(session, tides.id, by=mo).number == 1


def test_a_version_that_never_was(session: Session, ed: Actor, tides: Written) -> None:
    with pytest.raises(ArticleGone, match="no such version"):
        restore_version(session, tides.id, 7, by=ed)


def test_clinicians_restore_nothing(session: Session, cleo: Actor, tides: Written) -> None:
    with pytest.raises(NotAllowed):
        restore_section(session, tides.sections[1], 1, based_on=2, by=cleo)
    with pytest.raises(NotAllowed):
        restore_version(session, tides.id, 1, by=cleo)


MINE, THEIRS = SectionContent(heading="Spring", body="Mine."), SectionContent(body="Theirs.")
OURS = SectionContent(heading="Spring", body="Theirs.\n\nMine.")


def bodies(session: Session, section: int) -> list[str]:
    found = select(Revision.body).where(Revision.section_id == section).order_by(Revision.number)
    return list(session.scalars(found))


def test_of_two_texts_put_together_each_is_in_the_history(
    session: Session, ed: Actor, mo: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    save_section(session, section, THEIRS, based_on=2, by=mo)
    session.flush()
    saved = save_together(session, section, MINE, made=OURS, based_on=3, by=ed)
    assert saved.note == "Put together from two texts"
    assert bodies(session, section)[2:] == ["Theirs.", "Mine.", "Theirs.\n\nMine."]


def test_a_text_set_aside_is_in_the_history_and_changes_nothing_that_stands(
    session: Session, ed: Actor, mo: Actor, cleo: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    save_section(session, section, THEIRS, based_on=2, by=mo)
    session.flush()
    approve_section(session, section, 3, by=cleo)
    session.flush()
    standing = set_aside(session, section, MINE, based_on=3, by=ed)
    session.flush()
    assert (standing.number, standing.body) == (3, "Theirs.")
    assert bodies(session, section)[2:] == ["Theirs.", "Mine."]
    assert newest_text(session, section, by=ed).number == 3
    part = next(p for p in standings_of(session, tides.id) if p.section.id == section)
    assert part.is_current
    again = save_section(session, section, OURS, based_on=3, by=ed)
    session.flush()
    assert again.number == 5
    assert bodies(session, section)[2:] == ["Theirs.", "Mine.", "Theirs.\n\nMine."]


def test_the_same_text_is_not_set_aside(session: Session, ed: Actor, tides: Written) -> None:
    section = tides.sections[1]
    same = SectionContent(heading="Spring", body="About spring.")
    assert set_aside(session, section, same, based_on=1, by=ed).number == 2
    session.flush()
    assert len(bodies(session, section)) == 2


def test_nothing_is_put_together_on_top_of_a_text_not_seen(
    session: Session, ed: Actor, mo: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    save_section(session, section, THEIRS, based_on=2, by=mo)
    session.flush()
    with pytest.raises(StaleEdit):
        save_together(session, section, MINE, made=OURS, based_on=2, by=ed)
    with pytest.raises(StaleEdit):
        set_aside(session, section, MINE, based_on=2, by=ed)
    assert bodies(session, section)[2:] == ["Theirs."]


def test_clinicians_put_nothing_together(session: Session, cleo: Actor, tides: Written) -> None:
    with pytest.raises(NotAllowed):
        save_together(session, tides.sections[1], MINE, made=OURS, based_on=2, by=cleo)
    with pytest.raises(NotAllowed):
        set_aside(session, tides.sections[1], MINE, based_on=2, by=cleo)
