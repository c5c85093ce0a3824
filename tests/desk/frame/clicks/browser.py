"""The browser of a page that is tried: it asks for something while the page runs."""

from threading import Thread

from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx


def browser_asks(wanted: RerunData | None = None) -> None:
    """As a browser does, from elsewhere; it is heard before this comes back. Without `wanted` for
    the page as it is.
    """
    context = get_script_run_ctx()
    assert context
    assert context.script_requests
    asked = wanted or RerunData(query_string=context.query_string)
    browser = Thread(target=context.script_requests.request_rerun, args=[asked])
    browser.start()
    browser.join()
