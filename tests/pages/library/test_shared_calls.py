"""Shared calls to action on screen: changed once, with everything it reaches told first."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from actions.articles.publishing import publish_article
from actions.library.calls_to_action import change_call_to_action, create_call_to_action
from models.articles.article import SectionKind
from models.articles.content import SectionContent
from models.base.database import writing
from models.library.call_to_action import SharedWords
from models.staff.member import OPERATOR, Actor
from tests.articles import Written, add_to, newest

Open = Callable[..., AppTest]
LIST = "Calls to action"


@pytest.fixture
def section(tides: Written) -> int:
    """In Tides, which is public: it shares the words of number 1."""
    with writing() as session:
        words = SharedWords("Sore?", "We *help*.", "Book")
        call = create_call_to_action(session, "Book [now]", words, by=OPERATOR)
        follows = SectionContent(call_to_action_id=call.id)
        added = add_to(session, tides, SectionKind.CALL_TO_ACTION, follows)
        publish_article(session, tides.id, by=OPERATOR)
    return added


def told(desk: AppTest) -> str:
    shown = [*desk.caption, *desk.markdown, *desk.warning, *desk.error, *desk.info]
    return "\n".join(str(each.value) for each in shown)


def test_the_list_teaches_and_a_new_one_opens(open_desk: Open, ed: Actor) -> None:
    desk = open_desk("library", ed, tab=LIST)
    assert "Write an invitation once" in told(desk)
    desk.text_input("new-call-name").set_value("Book a *visit*")
    next(each for each in desk.button if each.label == "Create").click().run()
    assert not desk.exception
    assert desk.title[0].value == r"Book a \*visit\*"
    again = open_desk("library", ed, tab=LIST)
    assert "In no articles" in told(again)


def test_saving_says_first_which_articles_change(open_desk: Open, mo: Actor, section: int) -> None:
    desk = open_desk("library", mo, call="1")
    assert not desk.exception
    assert "Used in 1 article: Tides. All of them change when you save." in told(desk)
    assert desk.checkbox("call-pages").value
    desk.text_input("shared-1-heading").set_value("Still sore?")
    desk.button("save-call").click().run()
    assert not desk.exception
    assert newest(section).heading == "Still sore?"
    undo = next(each for each in desk.button if each.label.startswith("Undo the change"))
    undo.click().run()
    assert not desk.exception
    assert newest(section).heading == "Sore?"
    assert desk.text_input("shared-1-heading").value == "Sore?"


def test_a_stale_save_shows_both(open_desk: Open, ed: Actor, mo: Actor, section: int) -> None:
    desk = open_desk("library", ed, call="1")
    with writing() as session:
        words = SharedWords("Theirs", "We help.", "Book")
        change_call_to_action(session, 1, words, based_on=1, on_pages=False, by=mo)
    desk.text_input("shared-1-heading").set_value("Mine")
    desk.button("save-call").click().run()
    assert "Mo Example saved it while you were writing" in told(desk)
    assert newest(section).heading == "Theirs"
    desk.button("save-call").click().run()
    assert newest(section).heading == "Mine"


def test_an_editor_leaves_readers_to_one_who_publishes(
    open_desk: Open, ed: Actor, mo: Actor, section: int
) -> None:
    desk = open_desk("library", ed, call="1")
    assert "when somebody who publishes agrees" in told(desk)
    desk.text_input("shared-1-label").set_value("Come in")
    desk.button("save-call").click().run()
    assert "publish-call" not in [each.key for each in desk.button]
    other = open_desk("library", mo, call="1")
    other.button("publish-call").click().run()
    assert not other.exception
    assert "publish-call" not in [each.key for each in other.button]


def test_a_clinician_reads(open_desk: Open, cleo: Actor, section: int) -> None:
    desk = open_desk("library", cleo, call="1")
    assert not desk.exception
    assert "save-call" not in [each.key for each in desk.button]
    assert desk.header[0].value == "Sore?"


@pytest.mark.parametrize("wanted", ["7", "999999999", "x", "-1"])
def test_one_that_is_not_there_breaks_nothing(open_desk: Open, ed: Actor, wanted: str) -> None:
    assert not open_desk("library", ed, call=wanted).exception


def test_a_section_gets_own_words_and_shares_again(
    open_desk: Open, ed: Actor, section: int
) -> None:
    desk = open_desk("article", ed, slug="tides", section=str(section))
    assert not desk.exception
    assert r"Shared: Book \[now\]. In 1 article." in told(desk)
    desk.button(f"call-own-{section}-2").click().run()
    desk.text_input(f"section-{section}-heading").set_value("Sore by the sea?")
    desk.button("save").click().run()
    assert not desk.exception
    assert (newest(section).heading, newest(section).has_own_words) == ("Sore by the sea?", True)
    desk.button(f"call-follow-{section}-3").click().run()
    desk.button("save").click().run()
    assert (newest(section).heading, newest(section).has_own_words) == ("Sore?", False)


def test_one_without_words_is_shown_all_the_same(
    open_desk: Open, ed: Actor, cleo: Actor, tides: Written
) -> None:
    with writing() as session:
        call = create_call_to_action(session, "Later", SharedWords(), by=OPERATOR)
        follows = SectionContent(call_to_action_id=call.id)
        empty = add_to(session, tides, SectionKind.CALL_TO_ACTION, follows)
    assert not open_desk("article", ed, slug="tides", section=str(empty)).exception
    assert not open_desk("library", cleo, call="1").exception


def test_a_section_begins_to_share(
    open_desk: Open, ed: Actor, section: int, tides: Written
) -> None:
    with writing() as session:
        own = SectionContent(heading="Mine", body="Mine.")
        other = add_to(session, tides, SectionKind.CALL_TO_ACTION, own)
    desk = open_desk("article", ed, slug="tides", section=str(other))
    desk.selectbox(f"call-share-{other}-2").set_value(1).run()
    assert not desk.exception
    desk.button("save").click().run()
    assert (newest(other).heading, newest(other).call_to_action_id) == ("Sore?", 1)
