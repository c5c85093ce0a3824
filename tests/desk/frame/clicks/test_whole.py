# ruff: noqa: PLC0415 (AppTest runs these functions as scripts of their own)

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.testing.v1 import AppTest

from desk.frame.clicks.whole import carry_out_clicks_whole
from tests.desk.frame.clicks.browser import browser_asks


@pytest.fixture(autouse=True)
def whole() -> None:
    carry_out_clicks_whole()
    carry_out_clicks_whole()


def a_page_that_is_asked_for_once_more_in_the_middle_of_a_click() -> None:
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

    def click() -> None:
        context = get_script_run_ctx()
        assert context
        assert context.script_requests
        st.session_state["done"] = ["first"]
        context.script_requests.request_rerun(RerunData(query_string=context.query_string))
        st.session_state["done"] = ["first", "second"]
        st.query_params["open"] = "1"

    st.button("Go", key="go", on_click=click)
    st.session_state["drawn"] = st.session_state.get("drawn", 0) + 1


def test_a_click_is_carried_out_to_its_end_and_then_what_was_asked_meanwhile() -> None:
    page = AppTest.from_function(a_page_that_is_asked_for_once_more_in_the_middle_of_a_click).run()

    page.button("go").click().run()

    assert not page.exception
    assert page.session_state["done"] == ["first", "second"]
    assert page.session_state["drawn"] == 2


def a_page_that_is_asked_for_once_more_before_its_button_and_after() -> None:
    import streamlit as st

    from tests.desk.frame.clicks.browser import browser_asks

    def ask_from_elsewhere() -> None:
        if st.session_state.get("asks"):
            st.session_state["asks"] -= 1
            browser_asks()

    st.session_state["drawn"] = st.session_state.get("drawn", 0) + 1
    ask_from_elsewhere()
    st.text("Above")
    if st.button("Go", key="go"):
        st.session_state["done"] = ["first"]
        ask_from_elsewhere()
        st.text("Between")
        st.session_state["done"] = ["first", "second"]
    st.text("Below")


def test_a_click_that_the_script_carries_out_is_carried_out_before_what_was_asked_meanwhile() -> (
    None
):
    page = AppTest.from_function(a_page_that_is_asked_for_once_more_before_its_button_and_after)
    page.session_state["asks"] = 0
    page.run()
    page.session_state["asks"] = 2

    page.button("go").click().run()

    assert not page.exception
    assert page.session_state["done"] == ["first", "second"]
    assert page.session_state["drawn"] == 3


def a_page_with_two_buttons() -> None:
    import streamlit as st

    def click() -> None:
        st.session_state["done"] = "by its callback"

    st.button("Go", key="callback", on_click=click)
    if st.button("Go", key="script"):
        st.session_state["done"] = "by the script"


@pytest.mark.parametrize("button", ["callback", "script"])
def test_a_click_is_carried_out_though_something_was_asked_for_before_it_was_heard(
    monkeypatch: pytest.MonkeyPatch, button: str
) -> None:
    page = AppTest.from_function(a_page_with_two_buttons).run()
    begin, asks = SafeSessionState.on_script_will_rerun, [True]

    def begin_late(state: SafeSessionState, *told: Any, **more: Any) -> None:
        if asks and get_script_run_ctx():
            asks.pop()
            browser_asks(RerunData(query_string="later"))
        begin(state, *told, **more)

    monkeypatch.setattr(SafeSessionState, "on_script_will_rerun", begin_late)
    page.button(button).click().run()

    assert not page.exception
    assert not asks
    assert page.session_state["done"].startswith("by")


def test_without_a_click_what_is_asked_meanwhile_comes_at_once() -> None:
    page = AppTest.from_function(a_page_that_is_asked_for_once_more_before_its_button_and_after)
    page.session_state["asks"] = 1

    page.run()

    assert page.session_state["drawn"] == 2
    assert [each.value for each in page.text] == ["Above", "Below"]


def a_page_whose_button_runs_it_anew() -> None:
    import streamlit as st

    if st.button("Go", key="go"):
        st.session_state["went"] = True
        st.rerun()
    st.text("Gone" if st.session_state.get("went") else "Here")


def a_page_whose_button_ends_it() -> None:
    import streamlit as st

    if st.button("Go", key="go"):
        st.text("Gone")
        st.stop()
    st.text("Here")


@pytest.mark.parametrize("script", [a_page_whose_button_runs_it_anew, a_page_whose_button_ends_it])
def test_what_the_script_itself_asks_for_is_done_at_once(script: Callable[[], None]) -> None:
    page = AppTest.from_function(script).run()

    page.button("go").click().run()

    assert not page.exception
    assert [each.value for each in page.text] == ["Gone"]


def a_page_whose_button_takes_long() -> None:
    import streamlit as st

    from desk.frame.clicks.whole import may_be_overtaken
    from tests.desk.frame.clicks.browser import browser_asks

    if st.button("Go", key="go"):
        may_be_overtaken()
        browser_asks()
        st.text("Half")
        st.session_state["is_whole"] = True


def test_what_takes_long_and_can_be_done_again_ends_for_what_is_asked_meanwhile() -> None:
    page = AppTest.from_function(a_page_whose_button_takes_long).run()

    page.button("go").click().run()

    assert not page.exception
    assert "is_whole" not in page.session_state


def a_page_whose_button_is_pressed_twice() -> None:
    import streamlit as st
    from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
    from streamlit.runtime.scriptrunner import RerunData

    from tests.desk.frame.clicks.browser import browser_asks

    st.session_state["drawn"] = st.session_state.get("drawn", 0) + 1

    def press_again() -> None:
        again = WidgetState(id=st.session_state["button"], trigger_value=True)
        text = WidgetState(id=st.session_state["field"], string_value="typed")
        browser_asks(RerunData(widget_states=WidgetStates(widgets=[again, text])))

    if st.session_state.pop("shows_what_it_did", False):
        press_again()
    st.text_input("Name", key="name")
    if st.button("Go", key="go"):
        st.session_state["done"] = st.session_state.get("done", 0) + 1
        press_again()
        if st.session_state.get("runs_anew"):
            st.session_state["shows_what_it_did"] = True
            st.rerun()


@pytest.mark.parametrize(("runs_anew", "drawn"), [(False, 3), (True, 4)])
def test_the_second_of_two_clicks_is_none_and_what_it_tells_is_heard(
    runs_anew: bool, drawn: int
) -> None:
    page = AppTest.from_function(a_page_whose_button_is_pressed_twice).run()
    page.session_state["button"] = page.button("go").proto.id
    page.session_state["field"] = page.text_input("name").proto.id
    page.session_state["runs_anew"] = runs_anew

    page.button("go").click().run()

    assert not page.exception
    assert page.session_state["done"] == 1
    assert page.session_state["drawn"] == drawn
    assert page.text_input("name").value == "typed"
    page.session_state["runs_anew"] = False
    page.button("go").click().run()
    assert page.session_state["done"] == 2


def a_page_whose_button_is_pressed_in_a_row() -> None:
    import streamlit as st
    from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
    from streamlit.runtime.scriptrunner import RerunData

    from tests.desk.frame.clicks.browser import browser_asks

    def turn() -> None:
        st.session_state["turned"] = st.session_state.get("turned", 0) + 1
        if st.session_state["turned"] == 1:
            again = WidgetState(id=st.session_state["button"], trigger_value=True)
            browser_asks(RerunData(widget_states=WidgetStates(widgets=[again])))

    st.button("Turn", key="in-a-row-1", on_click=turn)


def test_what_is_pressed_in_a_row_is_done_as_often() -> None:
    page = AppTest.from_function(a_page_whose_button_is_pressed_in_a_row).run()
    page.session_state["button"] = page.button("in-a-row-1").proto.id

    page.button("in-a-row-1").click().run()

    assert not page.exception
    assert page.session_state["turned"] == 2


def a_page_that_is_left_while_it_runs_itself_anew() -> None:
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

    from tests.desk.frame.clicks.browser import browser_asks

    context = get_script_run_ctx()
    assert context
    pages = st.session_state.setdefault("pages", [])
    pages.append(context.page_script_hash)
    if st.button("Go", key="go"):
        browser_asks(RerunData(page_script_hash="next"))
        st.rerun()
    pages.append("to its end")


def test_a_page_that_runs_itself_anew_does_not_take_the_place_of_the_next() -> None:
    page = AppTest.from_function(a_page_that_is_left_while_it_runs_itself_anew).run()
    page.session_state["pages"] = []

    page.button("go").click().run()

    assert not page.exception
    assert page.session_state["pages"][1:] == ["next", "to its end"]
