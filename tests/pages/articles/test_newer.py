"""A colleague saved what somebody has open: untouched it is replaced, typed text never is."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from actions.articles.drafts import keep_draft
from actions.articles.opening import newer_than
from actions.articles.sections import delete_section
from models.articles.content import SectionContent
from models.base.database import writing
from models.staff.member import Actor, NotAllowed
from tests.articles import Written
from tests.reviews import edit

Open = Callable[..., AppTest]


def test_what_was_saved_since_is_told_to_who_has_no_text_of_their_own(
    session: Session, ed: Actor, mo: Actor, cleo: Actor, tides: Written
) -> None:
    spring = tides.sections[1]
    assert newer_than(session, spring, 2, by=ed) is None
    edit(session, spring, mo, "Anew.")
    newer = newer_than(session, spring, 2, by=ed)
    assert newer
    assert (newer.number, newer.by, newer.content.body) == (3, "Mo Example", "Anew.")
    keep_draft(session, spring, SectionContent("Spring", "My own."), based_on=2, by=ed)
    session.flush()
    assert newer_than(session, spring, 2, by=ed) is None
    delete_section(session, spring, by=mo)
    assert newer_than(session, spring, 2, by=mo) is None
    assert newer_than(session, 4711, 2, by=mo) is None
    with pytest.raises(NotAllowed):
        newer_than(session, spring, 2, by=cleo)


def test_the_line_tells_whoever_has_nothing_unsaved(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    desk = open_desk("article", ed, slug=tides.slug, section=str(tides.sections[1]))
    with writing() as session:
        edit(session, tides.sections[1], mo, "Anew.")
    desk.run()
    told = [each.value for each in desk.markdown if "It is shown when you leave" in each.value]
    assert len(told) == 1
    assert "Mo Example" in told[0]
    desk.text_input(f"section-{tides.sections[1]}-heading").set_value("Mine").run()
    assert not [each for each in desk.markdown if "It is shown when you leave" in each.value]
    assert [each for each in desk.warning if "Also saved by Mo Example" in each.value]
