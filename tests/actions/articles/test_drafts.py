"""Text being written is kept for the one who writes it, and is no version."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from actions.articles.draft_ends import (
    bring_back_discarded,
    discard_draft,
    discard_typed,
    forget_discarded,
    is_any_discard_too_old,
    offered_discard,
)
from actions.articles.drafts import Typing, keep_draft
from actions.articles.sections import delete_section, save_section
from actions.staff.taking_back import NotTakenBack
from models.articles.article import Draft, Revision
from models.articles.content import SectionContent
from models.articles.history import draft_of, drafts_of, texts_aside
from models.base.table import now
from models.staff.change_batch import ChangeBatch
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


def typed_in(session: Session, ed: Actor, section: int, tab: str, body: str) -> Draft:
    text = SectionContent(heading="Spring", body=body)
    draft = keep_draft(session, section, text, based_on=2, typing=Typing(tab, 1), by=ed)
    assert draft
    session.flush()
    return draft


def aside(draft: Draft) -> list[str]:
    return [each["content"]["body"] for each in texts_aside(draft)]


def test_of_three_browsers_of_one_person_none_takes_anothers_text(
    session: Session, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    for place in ("Home", "Work", "Train"):
        draft = typed_in(session, ed, section, place, f"{place} says.")
    assert aside(draft) == ["Work says.", "Home says."]
    draft = typed_in(session, ed, section, "Home", "Home says more.")
    assert aside(draft) == ["Train says.", "Work says."]
    for told in ("Home says more.", "Train says.", "Work says."):
        assert session.scalars(select(Draft)).one().content["body"] == told
        discard_draft(session, section, by=ed)
        session.flush()
    assert session.scalars(select(Draft)).all() == []


def test_a_tab_that_ends_its_text_leaves_what_another_wrote_since(
    session: Session, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    typed_in(session, ed, section, "Home", "H")
    typed_in(session, ed, section, "Work", "At work, for an hour.")
    discard_draft(session, section, mark="Home", by=ed)
    session.flush()
    left = session.scalars(select(Draft)).one()
    assert (left.content["body"], left.written_in, aside(left)) == (
        "At work, for an hour.", "Work", [],
    )  # fmt: skip


def thrown_away(session: Session, by: Actor, section: int) -> int:
    discard_typed(session, section, HALF, based_on=2, draft_at=None, mark="Home", by=by)
    session.flush()
    offered = offered_discard(session, section, by=by)
    assert offered
    return offered


def test_what_was_discarded_comes_back_beside_what_was_written_since(
    session: Session, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    keep_draft(session, section, HALF, based_on=2, typing=Typing("Home", 1), by=ed)
    session.flush()
    discarded = thrown_away(session, ed, section)
    assert session.scalars(select(Draft)).all() == []
    typed_in(session, ed, section, "Home again", "Something else")
    bring_back_discarded(session, discarded, by=ed)
    session.flush()
    back = session.scalars(select(Draft)).one()
    assert (back.content, aside(back)) == (HALF.as_dict(), ["Something else"])
    assert offered_discard(session, section, by=ed) is None
    with pytest.raises(NotTakenBack):
        bring_back_discarded(session, discarded, by=ed)


def test_nobody_else_brings_back_what_one_discarded(
    session: Session, ed: Actor, mo: Actor, cleo: Actor, tides: Written
) -> None:
    discarded = thrown_away(session, ed, tides.sections[1])
    assert offered_discard(session, tides.sections[1], by=mo) is None
    with pytest.raises(NotTakenBack):
        bring_back_discarded(session, discarded, by=mo)
    with pytest.raises(NotAllowed):
        bring_back_discarded(session, discarded, by=cleo)
    with pytest.raises(NotAllowed):
        thrown_away(session, cleo, tides.sections[1])


def test_what_was_discarded_is_gone_for_good_after_an_hour(
    session: Session, ed: Actor, tides: Written
) -> None:
    thrown_away(session, ed, tides.sections[1])
    assert not is_any_discard_too_old(session)
    session.execute(update(ChangeBatch).values(at=now() - timedelta(hours=2)))
    assert offered_discard(session, tides.sections[1], by=ed) is None
    assert is_any_discard_too_old(session)
    forget_discarded(session)
    assert session.scalars(select(ChangeBatch)).all() == []
