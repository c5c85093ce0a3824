"""The comments beside an article, as each role meets them."""

from collections.abc import Callable

from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from actions.comments.talking import reply_to, write_comment
from models.base.database import reading, writing
from models.comments.comment import Comment
from models.staff.member import Actor
from tests.articles import Written

Open = Callable[..., AppTest]


def beside(open_desk: Open, who: Actor, article: Written, **query: str) -> AppTest:
    section = str(article.sections[1])
    desk = open_desk("article", who, slug="tides", section=section, panel="Comments", **query)
    assert not desk.exception
    return desk


def test_a_clinician_is_asked_at_home_and_answers(
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
    desk.text_area(f"c-text-{tides.sections[1]}-{first}").set_value("It is.").run()
    desk.button(f"c-send-{tides.sections[1]}-{first}").click().run()
    assert not desk.exception
    with reading() as session:
        assert session.get_one(Comment, first + 1).text == "It is."
    again = open_desk("", cleo)
    assert "asks you to look" not in str([each.value for each in again.markdown])


def test_a_half_typed_comment_is_there_after_leaving(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    key = f"c-text-{tides.sections[1]}-0"
    beside(open_desk, ed, tides).text_area(key).set_value("Half a").run()
    desk = beside(open_desk, ed, tides)
    assert desk.text_area(key).value == "Half a"
    desk.button(f"c-send-{tides.sections[1]}-0").click().run()
    assert desk.text_area(key).value == ""
    assert beside(open_desk, ed, tides).text_area(key).value == ""


def test_a_passage_chosen_and_a_comment_sent_may_arrive_together(
    open_desk: Open, ed: Actor, tides: Written
) -> None:
    section = tides.sections[1]
    desk = beside(open_desk, ed, tides)
    passage = desk.selectbox(f"c-quote-{section}").options[1]
    desk.text_area(f"c-text-{section}-0").set_value("Is it so?")
    desk.selectbox(f"c-quote-{section}").set_value(passage)
    desk.button(f"c-send-{section}-0").click().run()
    with reading() as session:
        assert session.scalars(select(Comment.quote)).all() == [passage]


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
