"""How each section stands, in the outline, and why it was sent back, above its text."""

from collections.abc import Callable

from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from actions.articles.opening import look_up_article
from actions.articles.problems import Mark, what_waits
from actions.articles.publishing import publish_article
from actions.articles.sections import save_section
from actions.reviews.reviewing import send_back
from models.articles.content import SectionContent
from models.base.database import writing
from models.staff.member import Actor
from tests.articles import Written
from tests.reviews import approve_section

Open = Callable[..., AppTest]


def test_the_outline_says_what_changed_what_is_approved_and_what_to_mend(
    open_desk: Open, ed: Actor, mo: Actor, cleo: Actor, tides: Written
) -> None:
    _, spring, neap, slack = tides.sections
    with writing() as session:
        assert marks(session, ed) == {}
        publish_article(session, tides.id, by=mo)
        save_section(session, spring, SectionContent("Spring", "New."), based_on=2, by=ed)
        session.flush()
        assert marks(session, ed) == {spring: Mark.CHANGED}
        cure = SectionContent(
            "Neap", "Ketamine is given by nurses and is not addictive when used as prescribed."
        )
        save_section(session, neap, cure, based_on=2, by=ed)
        approve_section(session, slack, 2, by=cleo)
        send_back(session, spring, 3, "Add a [crisis](http://x) line.", by=cleo)
        session.flush()
        assert marks(session, ed) == {
            spring: Mark.SENT_BACK,
            neap: Mark.TO_MEND,
            slack: Mark.APPROVED,
        }
    desk = open_desk("article", ed, slug="tides", section=str(spring))
    assert "Add a [crisis](http://x) line." in [each.value for each in desk.text]
    assert any("**Sent back** by Cleo Example" in each.value for each in desk.markdown)
    other = open_desk("article", ed, slug="tides", section=str(neap))
    assert not [each for each in other.markdown if "Sent back**" in each.value]


def marks(session: Session, by: Actor) -> dict[int, Mark]:
    found = look_up_article(session, "tides", by=by)
    assert found
    return dict(what_waits(session, found, by=by).marks)
