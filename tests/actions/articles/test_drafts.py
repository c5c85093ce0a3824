"""Text being written is kept for the one who writes it, and is no version."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.articles.drafts import discard_draft, keep_draft
from actions.articles.sections import delete_section, save_section
from models.articles.article import Draft, Revision
from models.articles.content import SectionContent
from models.articles.history import draft_of, drafts_of
from models.staff.log import LogEntry
from models.staff.member import Actor, NotAllowed
from tests.articles import Written

HALF = SectionContent(heading="Spring", body="The moon pul")


def test_a_draft_replaces_the_one_before_and_the_history_does_not_grow(
    session: Session, ed: Actor, tides: Written
) -> None:
    revisions = select(func.count(Revision.id))
    entries = select(func.count(LogEntry.id))
    before = session.scalars(revisions).one(), session.scalars(entries).one()
    for body in ("The", "The moon", "The moon pulls "):
        content = SectionContent(body=body)
        keep_draft(session, tides.sections[1], content, based_on=2, by=ed)
        session.flush()
    draft = session.scalars(select(Draft)).one()
    assert draft.content["body"] == "The moon pulls "
    assert before == (session.scalars(revisions).one(), session.scalars(entries).one())


def test_each_person_has_their_own(session: Session, ed: Actor, mo: Actor, tides: Written) -> None:
    keep_draft(session, tides.sections[1], HALF, based_on=2, by=ed)
    session.flush()
    assert ed.id is not None
    assert mo.id is not None
    assert len(session.scalars(drafts_of(ed.id, tides.id)).all()) == 1
    assert session.scalars(drafts_of(mo.id, tides.id)).all() == []


def test_saving_ends_the_draft(session: Session, ed: Actor, tides: Written) -> None:
    keep_draft(session, tides.sections[1], HALF, based_on=2, by=ed)
    session.flush()
    save_section(session, tides.sections[1], HALF, based_on=2, by=ed)
    session.flush()
    assert session.scalars(select(Draft)).all() == []


def test_a_draft_survives_the_section(
    session: Session, ed: Actor, mo: Actor, tides: Written
) -> None:
    delete_section(session, tides.sections[1], by=mo)
    keep_draft(session, tides.sections[1], HALF, based_on=2, by=ed)
    session.flush()
    assert ed.id is not None
    assert session.scalars(draft_of(ed.id, tides.sections[1])).one().content == HALF.as_dict()


def test_discarding(session: Session, ed: Actor, tides: Written) -> None:
    keep_draft(session, tides.sections[1], HALF, based_on=2, by=ed)
    session.flush()
    discard_draft(session, tides.sections[1], by=ed)
    session.flush()
    assert session.scalars(select(Draft)).all() == []


def test_clinicians_keep_no_drafts(session: Session, cleo: Actor, tides: Written) -> None:
    with pytest.raises(NotAllowed):
        keep_draft(session, tides.sections[1], HALF, based_on=2, by=cleo)
    with pytest.raises(NotAllowed):
        discard_draft(session, tides.sections[1], by=cleo)


def wrote(session: Session, ed: Actor, section: int, body: str, known: Draft | None) -> Draft:
    """What a browser of Ed's sends that last saw the draft `known`."""
    text = SectionContent(heading="Spring", body=body)
    moment = known.saved_at if known else None
    draft = keep_draft(session, section, text, based_on=2, known=moment, by=ed)
    assert draft
    session.flush()
    session.expunge(draft)
    return draft


def test_of_two_browsers_of_one_person_neither_takes_the_others_text(
    session: Session, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    at_home = wrote(session, ed, section, "At home.", None)
    at_work = wrote(session, ed, section, "At work.", None)
    at_home = wrote(session, ed, section, "At home, longer.", at_home)
    assert at_home.other
    assert at_home.other["content"]["body"] == "At work."

    saved = SectionContent(heading="Spring", body="At home, longer.")
    save_section(session, section, saved, based_on=2, by=ed)
    session.flush()
    left = session.scalars(select(Draft)).one()
    assert left.content["body"] == "At work."
    assert (left.saved_at, left.other) == (at_work.saved_at, None)

    discard_draft(session, section, by=ed)
    session.flush()
    assert session.scalars(select(Draft)).all() == []


def test_a_text_typed_on_in_another_browser_is_one_text(
    session: Session, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    wrote(session, ed, section, "The moon", None)
    longer = wrote(session, ed, section, "The moon pulls", None)
    assert longer.other is None
    kept = wrote(session, ed, section, "The", longer)
    assert kept.other is None


def test_saving_an_older_text_leaves_what_another_browser_wrote_since(
    session: Session, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    wrote(session, ed, section, "At work.", None)
    save_section(session, section, HALF, based_on=2, by=ed)
    session.flush()
    assert session.scalars(select(Draft)).one().content["body"] == "At work."
