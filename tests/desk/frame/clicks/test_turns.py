from typing import Any

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.common import WidgetMetadata

from desk.frame.clicks.pages import MOST_HELD
from desk.frame.clicks.turns import keep_to_the_page

BEGUN = ScriptRunnerEvent.SCRIPT_STARTED
OVER = ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS


class Tab:
    """What Streamlit is asked for by one tab, in turn."""

    def __init__(self) -> None:
        self.asked: list[ClientState] = []
        self._pages_manager = PagesManager("dashboard.py")
        self._session_state = SessionState()

    def ask(
        self,
        page: str = "",
        pressed: str = "",
        *,
        part: str = "",
        by_itself: bool = False,
        query: str = "",
    ) -> ClientState:
        """For a page alone, as a browser does that goes there: it tells of no field then."""
        wanted = ClientState(
            page_script_hash=page, fragment_id=part, is_auto_rerun=by_itself, query_string=query
        )
        if pressed or part or not page:
            wanted.widget_states.widgets.add(id="name", string_value="Anna")
        if pressed:
            wanted.widget_states.widgets.add(id=pressed, trigger_value=True)
        AppSession.request_rerun(self, wanted)  # type: ignore[arg-type]  # a tab is enough
        return wanted

    def types(self, page: str) -> tuple[str, str]:
        """The page, and with which parameters, that is asked for when something is typed there."""
        typed = ClientState(page_script_hash=page, query_string="of=the-old")
        typed.widget_states.widgets.add(id="name", string_value="Anna")
        AppSession.request_rerun(self, typed)  # type: ignore[arg-type]  # a tab is enough
        assert self.asked[-1].widget_states == typed.widget_states
        return self.asked[-1].page_script_hash, self.asked[-1].query_string

    def has_button(self, name: str, part: str | None = None) -> None:
        known = self._session_state._new_widget_state.widget_metadata
        known[name] = WidgetMetadata(
            name, deserializer=bool, serializer=bool, value_type="trigger_value", fragment_id=part
        )

    def is_drawn(self) -> None:
        AppSession._handle_scriptrunner_event_on_event_loop(self, None, OVER)  # type: ignore[arg-type]  # so

    def begins(self, page: str) -> None:
        self._pages_manager.set_current_page_script_hash(page)
        AppSession._handle_scriptrunner_event_on_event_loop(self, None, BEGUN, page)  # type: ignore[arg-type]  # so

    def draws(self, page: str) -> None:
        self.begins(page)
        self.is_drawn()

    def parts(self) -> list[str]:
        return [wanted.fragment_id for wanted in self.asked if wanted.fragment_id]

    def pressed(self) -> list[list[str]]:
        return [
            [each.id for each in wanted.widget_states.widgets if each.trigger_value]
            for wanted in self.asked
        ]


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch) -> Tab:
    def ask(tab: Tab, wanted: ClientState) -> None:
        tab.asked.append(wanted)

    def hear(tab: Tab, sender: Any, event: Any, page_script_hash: str | None = None) -> None:
        pass

    monkeypatch.setattr(AppSession, "request_rerun", ask)
    monkeypatch.setattr(AppSession, "_handle_scriptrunner_event_on_event_loop", hear)
    keep_to_the_page()
    keep_to_the_page()
    return Tab()


def test_a_press_that_comes_first_follows_the_page_that_it_was_made_on(tab: Tab) -> None:
    wanted = tab.ask(pressed="save")

    assert tab.pressed() == [[]]
    assert [each.id for each in tab.asked[0].widget_states.widgets] == ["name"]
    tab.is_drawn()
    assert tab.asked[1:] == [wanted]
    tab.ask(pressed="again")
    assert tab.pressed() == [[], ["save"], ["again"]]


def test_a_page_that_nobody_pressed_on_is_asked_for_once(tab: Tab) -> None:
    AppSession.request_rerun(tab, ClientState())  # type: ignore[arg-type]  # a tab is enough
    tab.is_drawn()

    assert tab.asked == [ClientState()]


def test_what_is_pressed_while_the_first_page_is_drawn_comes_after_it_in_turn(tab: Tab) -> None:
    tab.ask()
    tab.ask(pressed="one")
    tab.ask(pressed="two")
    tab.ask(by_itself=True)

    assert tab.pressed() == [[], []]
    tab.is_drawn()
    assert tab.pressed() == [[], [], ["one"], ["two"]]


def test_another_page_is_drawn_at_once_and_what_was_pressed_before_it_is_for_nobody(
    tab: Tab,
) -> None:
    tab.ask("list")
    tab.ask("list", "save")
    tab.ask("search")

    assert [each.page_script_hash for each in tab.asked] == ["list", "search"]
    tab.is_drawn()
    assert tab.pressed() == [[], []]


def test_no_more_is_held_than_somebody_presses(tab: Tab) -> None:
    tab.ask()
    for number in range(MOST_HELD + 5):
        tab.ask(pressed=f"p{number}")
    tab.is_drawn()

    assert len(tab.asked) == 1 + MOST_HELD
    assert tab.pressed()[-1] == [f"p{MOST_HELD + 4}"]


@pytest.mark.parametrize("by_itself", [True, False])
def test_nothing_is_asked_of_a_part_of_the_page_that_was_left(tab: Tab, *, by_itself: bool) -> None:
    tab.ask()
    tab.draws("list")
    tab.ask("list", part="news", by_itself=by_itself)
    tab.ask("article")
    tab.ask("list", part="late", by_itself=by_itself)
    tab.draws("article")
    tab.ask("article", part="margin", by_itself=by_itself)
    tab.ask("list", part="too late", by_itself=by_itself)
    tab.ask("list")
    tab.ask("list", part="back", by_itself=by_itself)

    assert tab.parts() == ["news", "margin", "back"]


def test_a_page_that_the_script_went_on_to_is_the_one_that_the_tab_is_on(tab: Tab) -> None:
    tab.ask("list")
    tab.begins("list")
    tab.draws("article")
    tab.ask("list", part="late")
    tab.ask("article", part="margin")
    tab.ask("list")
    tab.begins("list")
    tab.draws("article")
    tab.ask("article", part="again")

    assert tab.parts() == ["margin", "again"]


def test_before_the_first_page_is_drawn_a_part_of_another_does_not_take_its_place(tab: Tab) -> None:
    tab.ask("list")
    tab.ask("article")
    tab.ask("list", part="late")
    tab.draws("article")

    assert [each.page_script_hash for each in tab.asked] == ["list", "article"]


def test_what_is_pressed_outside_of_the_part_that_is_told_of_with_it_runs_the_page(
    tab: Tab,
) -> None:
    tab.ask()
    tab.draws("list")
    tab.has_button("save")
    tab.has_button("show", part="news")
    tab.ask("list", "show", part="news")
    tab.ask("list", "save", part="news")
    tab.ask("list", "unheard of", part="news")

    assert [each.fragment_id for each in tab.asked[1:]] == ["news", "", "news"]
    assert tab.pressed()[1:] == [["show"], ["save"], ["unheard of"]]


def test_a_part_that_looks_for_news_by_itself_presses_nothing(tab: Tab) -> None:
    tab.ask()
    tab.draws("list")
    tab.has_button("save")
    tab.ask("list", "save", part="news", by_itself=True)
    tab.ask("list", "save")

    assert [each.fragment_id for each in tab.asked[1:]] == ["news", ""]
    assert tab.pressed()[1:] == [[], ["save"]]
    assert [each.id for each in tab.asked[1].widget_states.widgets] == ["name"]


def test_the_second_of_two_clicks_is_none_once_the_first_led_to_another_page(tab: Tab) -> None:
    tab.ask()
    tab.draws("new")
    tab.ask("new", "create")
    tab.draws("article")
    tab.ask("new", "create")
    tab.ask("", "create")
    tab.ask("new", "other")
    tab.draws("new")
    tab.ask("new", "create")

    assert tab.pressed() == [[], ["create"], ["create"], ["other"], ["create"]]


def test_what_is_typed_on_a_page_that_was_left_is_told_by_the_next(tab: Tab) -> None:
    tab.ask()
    tab.draws("article")
    assert tab.types("article") == ("article", "of=the-old")

    tab.ask("list", query="status=new")
    assert tab.types("article") == ("list", "status=new")
    tab.is_drawn()  # the article, for what was asked there before
    assert tab.types("article") == ("list", "status=new")
    tab.draws("list")
    assert tab.types("article") == ("list", "status=new")
    assert tab.types("list") == ("list", "of=the-old")

    tab.ask("article")
    assert tab.types("article") == ("article", "of=the-old")


def test_what_is_typed_is_told_by_the_page_that_the_script_went_on_to(tab: Tab) -> None:
    tab.ask()
    tab.draws("list")
    tab._session_state.query_params.set_with_no_forward_msg("slug", "knee-pain")
    tab.draws("article")

    assert tab.types("list") == ("article", "slug=knee-pain")


def test_who_presses_a_button_on_the_page_before_is_there_again(tab: Tab) -> None:
    tab.ask()
    tab.draws("article")
    tab.ask("list")
    tab.ask("article", "save")

    assert tab.asked[-1].page_script_hash == "article"
    assert tab.types("article") == ("article", "of=the-old")
