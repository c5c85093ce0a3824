"""The comments beside an article, as each role meets them."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from actions.comments.talking import reply_to, write_comment
from models.base.database import reading, writing
from models.comments.comment import Comment
from models.staff.member import Actor
from tests.articles import Written
from tests.databases import nothing_can_be_written

Open = Callable[..., AppTest]


def beside(open_desk: Open, who: Actor, article: Written, **query: str) -> AppTest:
    section = str(article.sections[1])
    desk = open_desk("article", who, slug="tides", section=section, panel="Comments", **query)
    assert not desk.exception
    return desk


def test_a_clinician_is_asked_at_home_until_they_looked(
    open_desk: Open, ed: Actor, cleo: Actor, tides: Written
) -> None:
    with writing() as session:
        first = write_comment(
            session, tides.sections[1], "Is it <b>so</b>, @cleo? [x](http://x)", by=ed
        ).id
    home = open_desk("", cleo)
    assert "Ed Example asks you to look at a comment" in str([e.value for e in home.markdown])
    desk = beside(open_desk, cleo, tides)
    assert any(r"\<b\>so" in each.value and r"\[x\]" in each.value for each in desk.markdown)
    desk.button(f"c-reply-{first}").click().run()
    assert not desk.exception
    again = open_desk("", cleo)
    assert "asks you to look" not in str([each.value for each in again.markdown])


def test_who_is_addressed_reads_on_when_nothing_can_be_written(
    open_desk: Open, ed: Actor, cleo: Actor, tides: Written
) -> None:
    desk = beside(open_desk, cleo, tides)
    with writing() as session:
        write_comment(session, tides.sections[1], "Is it so, @cleo?", by=ed)
    with nothing_can_be_written():
        desk.run()
        assert any("Is it so" in each.value for each in desk.markdown)
    assert "asks you to look" in str([each.value for each in open_desk("", cleo).markdown])


def test_a_thread_is_resolved_and_shown_again(
    open_desk: Open, ed: Actor, mo: Actor, tides: Written
) -> None:
    with writing() as session:
        first = write_comment(session, tides.sections[1], "Why?", quote="Gone words", by=mo).id
        reply_to(session, first, "Because.", by=ed)
    desk = beside(open_desk, ed, tides)
    assert any("Original deleted" in each.value for each in desk.markdown)
    desk.button(f"c-turn-{first}-True").click().run()
    assert "Because\\." not in [each.value for each in desk.markdown]
    desk.button("c-resolved").click().run()
    assert "Because\\." in [each.value for each in desk.markdown]
    desk.button(f"c-turn-{first}-False").click().run()
    with reading() as session:
        assert session.get_one(Comment, first).resolved_at is None


def test_ones_own_comment_is_changed(open_desk: Open, ed: Actor, tides: Written) -> None:
    with writing() as session:
        first = write_comment(session, tides.sections[1], "Fist", by=ed).id
    desk = beside(open_desk, ed, tides, change=str(first))
    desk.text_area(f"c-change-{first}").set_value("First")
    desk.button(f"c-save-{first}").click().run()
    assert not desk.exception
    assert "change" not in desk.query_params
    with reading() as session:
        assert session.get_one(Comment, first).text == "First"
