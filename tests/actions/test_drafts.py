"""Text being written is kept for the one who writes it, and is no version."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.drafts import discard_draft, keep_draft
from actions.sections import delete_section, save_section
from models.article import Draft, Revision
from models.content import SectionContent
from models.history import draft_of, drafts_of
from models.log import LogEntry
from models.staff import Actor, NotAllowed
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
