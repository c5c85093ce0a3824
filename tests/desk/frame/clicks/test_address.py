# ruff: noqa: PLC0415 (AppTest runs these functions as scripts of their own)

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import RerunData
from streamlit.runtime.state import SessionState
from streamlit.testing.v1 import AppTest

from desk.frame.clicks.address import _with_kept_address, keep_the_address
from desk.frame.clicks.whole import carry_out_clicks_whole

TYPED = WidgetStates(widgets=[WidgetState(id="name", string_value="Anna")])


@pytest.fixture(autouse=True)
def kept() -> None:
    carry_out_clicks_whole()
    keep_the_address()
    keep_the_address()


def a_page_that_opens_something_while_its_browser_tells_of_a_field() -> None:
    import streamlit as st
    from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
    from streamlit.runtime.scriptrunner import RerunData

    from tests.desk.frame.clicks.browser import browser_asks

    def click() -> None:
        text = WidgetState(id=st.session_state["field"], string_value="typed")
        told = WidgetStates(widgets=[text])
        browser_asks(RerunData(query_string="list=all", widget_states=told))
        st.query_params["open"] = "1"

    st.button("Go", key="go", on_click=click)
    name = st.text_input("Name", key="name")
    st.text(f"{name} {st.query_params.get('open', 'nobody')} of {st.query_params['list']}")


def test_what_a_click_opens_stays_open_though_its_browser_tells_the_address_before() -> None:
    page = AppTest.from_function(a_page_that_opens_something_while_its_browser_tells_of_a_field)
    page.query_params["list"] = "all"
    page.run()
    page.session_state["field"] = page.text_input("name").proto.id

    page.button("go").click().run()

    assert not page.exception
    assert page.text[0].value == "typed 1 of all"


def state_that(asked: str, *, then: dict[str, str]) -> SessionState:
    """Of a session whose browser told `asked`, and whose script changed the address then."""
    state = SessionState()
    _with_kept_address(state, RerunData(query_string=asked, widget_states=TYPED))
    for name, value in then.items():
        state.query_params.set_with_no_forward_msg(name, value)
    return state


def told_to(state: SessionState, told: RerunData) -> str:
    return _with_kept_address(state, told).query_string


def test_who_tells_the_address_before_once_more_is_where_the_desk_led_them() -> None:
    state = state_that("on=1", then={"on": "2"})
    again = RerunData(query_string="on=1", widget_states=TYPED)

    assert told_to(state, again) == "on=2"
    assert told_to(state, again) == "on=2"


@pytest.mark.parametrize(
    "told",
    [
        RerunData(query_string="on=3", widget_states=TYPED),
        RerunData(query_string="on=1", widget_states=WidgetStates()),
        RerunData(query_string="on=1", widget_states=TYPED, is_history_navigation=True),
        RerunData(query_string="on=1"),
    ],
    ids=["another address", "back", "back, and a field at once", "the script itself"],
)
def test_who_goes_somewhere_is_there(told: RerunData) -> None:
    assert told_to(state_that("on=1", then={"on": "2"}), told) == told.query_string


def test_after_going_back_the_same_address_is_meant() -> None:
    state = state_that("on=1", then={"on": "2"})
    told_to(state, RerunData(query_string="on=1", widget_states=WidgetStates()))
    state.query_params.set_with_no_forward_msg("on", "1")

    assert told_to(state, RerunData(query_string="on=1", widget_states=TYPED)) == "on=1"
