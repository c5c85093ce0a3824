"""What a tab sends while somebody types: the newest stands, what came late changes nothing."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.articles.draft_ends import discard_draft
from actions.articles.drafts import Typing, keep_draft, keep_typed
from actions.articles.refusals import DraftGone, SectionGone
from actions.articles.sections import save_section
from models.articles.article import Draft
from models.articles.content import SectionContent
from models.staff.member import Actor, NotAllowed
from tests.articles import Written, newest

HERE, THERE = "mark of this tab", "mark of another"


@pytest.fixture
def spring(tides: Written) -> int:
    return tides.sections[1]


def sent(
    session: Session,
    section: int,
    body: str,
    at: int,
    by: Actor,
    *,
    mark: str = HERE,
    known: datetime | None = None,
    based_on: int = 2,
) -> Draft | None:
    typing = Typing(mark, at)
    draft = keep_typed(
        session, section, {"body": body}, based_on=based_on, known=known, typing=typing, by=by
    )
    session.flush()
    return draft


def kept(session: Session) -> list[str]:
    session.flush()
    session.expire_all()
    return [draft.content["body"] for draft in session.scalars(select(Draft))]


def test_it_is_kept_over_the_text_it_goes_on_from(session: Session, ed: Actor, spring: int) -> None:
    draft = sent(session, spring, "About spring. Hi", 1, ed)
    assert draft
    saved = newest(spring)
    assert draft.content == {**SectionContent.of(saved).as_dict(), "body": "About spring. Hi"}
    assert (draft.written_in, draft.typed_at, draft.based_on) == (HERE, 1, 2)


def test_what_overtook_it_stays(session: Session, ed: Actor, spring: int) -> None:
    sent(session, spring, "One two", 2, ed)
    sent(session, spring, "One", 1, ed)
    assert kept(session) == ["One two"]
    behind = SectionContent(heading="Summer", body="One")
    keep_draft(session, spring, behind, based_on=2, typing=Typing(HERE, 1), by=ed)
    assert kept(session) == ["One two"]
    assert session.scalars(select(Draft)).one().content["heading"] == "Summer"


def test_words_taken_out_in_one_tab_are_set_aside_for_nobody(
    session: Session, ed: Actor, spring: int
) -> None:
    sent(session, spring, "One two three", 1, ed)
    shorter = sent(session, spring, "One", 2, ed)
    assert shorter
    assert shorter.other is None
    save_section(
        session, spring, SectionContent(heading="Spring", body="Only"), based_on=2, mark=HERE, by=ed
    )
    session.flush()
    assert kept(session) == []


def test_another_tabs_text_is_set_aside(session: Session, ed: Actor, spring: int) -> None:
    sent(session, spring, "At work.", 1, ed, mark=THERE)
    home = sent(session, spring, "At home.", 1, ed)
    assert home
    assert home.other
    assert home.other["content"]["body"] == "At work."


def test_sent_before_it_was_saved_and_come_after_it_begins_no_draft(
    session: Session, ed: Actor, spring: int
) -> None:
    text = replace(SectionContent.of(newest(spring)), body="About spring. Hello")
    save_section(session, spring, text, based_on=2, by=ed)
    session.flush()
    assert sent(session, spring, "About spring. Hel", 1, ed) is None
    assert kept(session) == []


def test_nor_does_it_when_more_than_what_is_typed_was_saved(
    session: Session, ed: Actor, spring: int
) -> None:
    saved = SectionContent.of(newest(spring))
    text = replace(saved, is_decorative=True, body="About spring. Hello")
    save_section(session, spring, text, based_on=2, by=ed)
    session.flush()
    assert sent(session, spring, "About spring. Hel", 1, ed) is None
    assert kept(session) == []


def test_words_taken_out_of_the_saved_text_are_a_draft(
    session: Session, ed: Actor, spring: int
) -> None:
    sent(session, spring, "About", 1, ed)
    assert kept(session) == ["About"]


def test_typed_back_to_the_saved_text_it_ends(session: Session, ed: Actor, spring: int) -> None:
    sent(session, spring, "About spring. Hi", 1, ed)
    assert sent(session, spring, "About spring.", 2, ed) is None
    assert kept(session) == []


def test_a_discarded_text_does_not_come_back(session: Session, ed: Actor, spring: int) -> None:
    draft = sent(session, spring, "Not wanted", 1, ed)
    assert draft
    moment = draft.saved_at
    discard_draft(session, spring, by=ed)
    session.flush()
    with pytest.raises(DraftGone):
        sent(session, spring, "Not wanted, late", 2, ed, known=moment)
    assert kept(session) == []


def test_a_text_of_a_section_that_never_was_is_refused(session: Session, ed: Actor) -> None:
    with pytest.raises(SectionGone):
        sent(session, 9_999, "Hello", 1, ed)


def test_clinicians_type_no_articles(session: Session, cleo: Actor, spring: int) -> None:
    with pytest.raises(NotAllowed):
        sent(session, spring, "Hello", 1, cleo)


def test_what_another_tab_wrote_in_another_box_is_not_mixed_into_this_text(
    session: Session, ed: Actor, spring: int
) -> None:
    there = replace(SectionContent.of(newest(spring)), heading="Spring is here")
    keep_draft(session, spring, there, based_on=2, typing=Typing(THERE, 1), by=ed)
    session.flush()
    here = sent(session, spring, "About spring. Hi", 1, ed)
    assert here
    assert (here.content["heading"], here.other and here.other["content"]["heading"]) == (
        "Spring", "Spring is here",
    )  # fmt: skip
