"""Saving a section, and what is refused."""

import threading
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.articles.lifecycle import trash_article
from actions.articles.refusals import SectionGone, StaleEdit
from actions.articles.sections import delete_section, save_section
from models.articles.article import Article, Revision
from models.articles.content import SectionContent
from models.base.database import reading, writing
from models.base.text import BadText
from models.staff.log import entries_newest_first
from models.staff.member import OPERATOR, Actor, NotAllowed
from tests.articles import Written, newest

NEW = SectionContent(heading="Spring", body="The moon pulls.")


def revisions_in(session: Session, section_id: int) -> int:
    counted = select(func.count(Revision.id)).where(Revision.section_id == section_id)
    return session.scalars(counted).one()


def test_saving_adds_a_revision_with_its_author(
    session: Session, ed: Actor, tides: Written
) -> None:
    saved = save_section(session, tides.sections[1], NEW, based_on=2, note="moon", by=ed)
    session.flush()
    assert (saved.number, saved.note, saved.saved_by_id) == (3, "moon", ed.id)
    assert SectionContent.of(saved) == NEW


def test_only_the_saved_section_gets_a_longer_history(
    session: Session, ed: Actor, tides: Written
) -> None:
    save_section(session, tides.sections[1], NEW, based_on=2, by=ed)
    assert [revisions_in(session, section) for section in tides.sections] == [1, 3, 2, 2]


def test_saving_the_same_text_makes_no_revision(
    session: Session, ed: Actor, tides: Written
) -> None:
    save_section(session, tides.sections[1], NEW, based_on=2, by=ed)
    again = save_section(session, tides.sections[1], NEW, based_on=2, by=ed)
    assert again.number == 3
    spaced = replace(NEW, body="  The moon pulls.\n")
    assert save_section(session, tides.sections[1], spaced, based_on=3, by=ed).number == 3


def test_saving_refuses_to_write_over_a_newer_revision(
    session: Session, ed: Actor, mo: Actor, tides: Written
) -> None:
    save_section(session, tides.sections[1], replace(NEW, body="Mo's."), based_on=2, by=mo)
    with pytest.raises(StaleEdit) as refused:
        save_section(session, tides.sections[1], NEW, based_on=2, by=ed)
    assert refused.value.newest.number == 3
    assert refused.value.newest.content.body == "Mo's."
    assert refused.value.newest.by == "Mo Example"
    assert revisions_in(session, tides.sections[1]) == 3


def test_two_sections_saved_at_once_both_survive(
    session: Session, ed: Actor, mo: Actor, tides: Written
) -> None:
    save_section(session, tides.sections[1], NEW, based_on=2, by=ed)
    save_section(session, tides.sections[2], NEW, based_on=2, by=mo)
    assert [revisions_in(session, section) for section in tides.sections[1:3]] == [3, 3]


def test_the_header_names_the_article(session: Session, ed: Actor, tides: Written) -> None:
    title = SectionContent(heading="Tides and the moon", body="An introduction.")
    save_section(session, tides.sections[0], title, based_on=1, by=ed)
    assert session.get_one(Article, tides.id).title == "Tides and the moon"


def test_text_that_cannot_be_kept_is_refused_by_its_field(
    session: Session, ed: Actor, tides: Written
) -> None:
    with pytest.raises(BadText, match="Heading: contains a character"):
        save_section(session, tides.sections[1], SectionContent(heading="a\0b"), based_on=2, by=ed)
    with pytest.raises(BadText, match="Text: is too long"):
        too_long = SectionContent(body="word " * 50_000)
        save_section(session, tides.sections[1], too_long, based_on=2, by=ed)


def test_a_deleted_section_cannot_be_saved(session: Session, ed: Actor, tides: Written) -> None:
    delete_section(session, tides.sections[1], by=ed)
    with pytest.raises(SectionGone, match="has been deleted"):
        save_section(session, tides.sections[1], NEW, based_on=2, by=ed)


def test_a_section_of_a_trashed_article_cannot_be_saved(
    session: Session, ed: Actor, tides: Written
) -> None:
    trash_article(session, tides.id, by=ed)
    with pytest.raises(SectionGone, match="in the trash"):
        save_section(session, tides.sections[1], NEW, based_on=2, by=ed)


def test_a_section_that_never_was_cannot_be_saved(session: Session, ed: Actor) -> None:
    with pytest.raises(SectionGone, match="no such section"):
        save_section(session, 12345, NEW, based_on=1, by=ed)


def test_the_log_names_the_revision_and_none_of_its_words(
    session: Session, ed: Actor, tides: Written
) -> None:
    save_section(session, tides.sections[1], NEW, based_on=2, by=ed)
    entry = session.scalars(entries_newest_first()).first()
    assert entry is not None
    assert (entry.action, entry.staff_id) == ("section.saved", ed.id)
    assert entry.details == {"article": tides.id, "revision": 3}


def test_clinicians_and_the_front_desk_do_not_write(
    session: Session, cleo: Actor, fay: Actor, tides: Written
) -> None:
    for by in (cleo, fay):
        with pytest.raises(NotAllowed):
            save_section(session, tides.sections[1], NEW, based_on=2, by=by)


def test_two_hundred_rounds_of_two_editors_overwrite_nothing(
    ed: Actor, mo: Actor, tides: Written
) -> None:
    """Each saves on top of what they last saw; every text said to be saved is in the history."""
    section = tides.sections[1]
    acknowledged: set[str] = set()
    stale = 0

    def write(by: Actor, text: str, based_on: int) -> None:
        nonlocal stale
        try:
            with writing() as session:
                save_section(session, section, SectionContent(body=text), based_on=based_on, by=by)
            acknowledged.add(text)
        except StaleEdit:
            stale += 1

    for turn in range(200):
        based_on = newest(section).number
        both = [
            threading.Thread(target=write, args=(by, f"{by.name} {turn}", based_on))
            for by in (ed, mo)
        ]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
    with reading() as session:
        kept = session.scalars(
            select(Revision.body).where(Revision.section_id == section, Revision.number > 2)
        ).all()
    assert len(kept) == len(set(kept)) == 200
    assert set(kept) == acknowledged
    assert stale == 200


def test_the_operator_writes_without_an_account(session: Session, tides: Written) -> None:
    saved = save_section(session, tides.sections[1], NEW, based_on=2, by=OPERATOR)
    assert saved.saved_by_id is None
