# ruff: noqa: PLC0415 (AppTest runs this function as a script of its own)

from streamlit.testing.v1 import AppTest

from desk.frame.whole_clicks import carry_out_clicks_whole


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
    carry_out_clicks_whole()
    carry_out_clicks_whole()
    page = AppTest.from_function(a_page_that_is_asked_for_once_more_in_the_middle_of_a_click).run()

    page.button("go").click().run()

    assert not page.exception
    assert page.session_state["done"] == ["first", "second"]
    assert page.session_state["drawn"] == 2
