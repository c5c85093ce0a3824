"""A click is for the page that it was made on, and is carried out once."""

from functools import wraps
from inspect import signature
from typing import Any
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent

from desk.frame.clicks.pages import Pages
from desk.frame.clicks.press import all_but, buttons_in, is_press, presses_in

# Streamlit offers no way to say so: what is taken hold of here is private, pinned by tests.
BROWSER_IS_THERE = "browser-is-there"
"""In a session: whether its browser is known to show the page that the session is on."""
TURNS = {
    ScriptRunnerEvent.SCRIPT_STARTED,
    ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS,
    ScriptRunnerEvent.SCRIPT_STOPPED_WITH_COMPILE_ERROR,
}
_pages: WeakKeyDictionary[AppSession, Pages] = WeakKeyDictionary()


def keep_to_the_page() -> None:
    """A tab that comes back to a process that was started anew may press before that has drawn
    its page: Streamlit knows no such button yet, and forgets the press without a word. And a tab
    that goes on to another page may still ask for a part of the one it left: Streamlit would empty
    the screen for it, and draw nothing there. Or it tells what was typed there, for which Streamlit
    would go back. And what is pressed goes out a moment later, together with whatever else is told
    then: a part that looks for news in that moment would do it, too, and a part that something was
    typed in would do it alone, where the button is not.

    Before the first run, once.
    """
    ask, hear = AppSession.request_rerun, AppSession._handle_scriptrunner_event_on_event_loop  # noqa: SLF001  see above
    if hasattr(ask, "__wrapped__"):
        return
    how_told = signature(hear)

    @wraps(ask)
    def ask_in_turn(tab: AppSession, wanted: ClientState | None) -> None:
        now = wanted and _in_turn(tab, wanted)
        if now or not wanted:
            ask(tab, now)

    @wraps(hear)
    def hear_the_end(tab: AppSession, sender: Any, event: Any, *told: Any) -> None:
        hear(tab, sender, event, *told)
        if event in TURNS:  # each message of a page comes by here
            page = how_told.bind(tab, sender, event, *told).arguments.get("page_script_hash")
            for held in _pages.setdefault(tab, Pages()).turns(page):
                ask(tab, held)

    AppSession.request_rerun = ask_in_turn  # type: ignore[assignment, method-assign]  # see above
    AppSession._handle_scriptrunner_event_on_event_loop = hear_the_end  # type: ignore[assignment, method-assign]  # noqa: SLF001  see above


def _in_turn(tab: AppSession, wanted: ClientState) -> ClientState | None:
    pages = _pages.setdefault(tab, Pages())
    pages.is_on(tab._pages_manager.current_page_script_hash)  # noqa: SLF001  see above
    pages.hears(wanted)
    tab._session_state._new_session_state[BROWSER_IS_THERE] = pages.is_there  # noqa: SLF001  see above
    return _at_once(pages, _where_it_belongs(tab, _not_back(tab, pages, wanted)))


def _at_once(pages: Pages, wanted: ClientState) -> ClientState | None:
    """What of it need not wait: all of it once the first page is drawn, or when it is another
    page; and nothing of a part of the page that was left.
    """
    page = wanted.page_script_hash
    if _is_second_click(pages, wanted):
        return None
    if wanted.fragment_id and pages.is_left(page):
        return None
    if pages.is_drawn or wanted.is_auto_rerun:
        if page and not wanted.fragment_id:
            pages.go_to(wanted)
        return wanted
    if page == pages.page:
        pages.held.append(wanted)
        return None
    pages.go_to(wanted)
    pages.held.clear()
    if not wanted.fragment_id and not any(presses_in(wanted.widget_states)):
        return wanted
    pages.held.append(wanted)
    return _whole(_without_presses(wanted))


def _is_second_click(pages: Pages, wanted: ClientState) -> bool:
    """The first one led to another page, of which the browser has not heard yet."""
    pressed = buttons_in(wanted.widget_states)
    is_left = pages.is_left(wanted.page_script_hash) and not pages.is_going
    if pressed and is_left and pressed <= pages.pressed:
        return True
    pages.pressed = pressed or pages.pressed
    return False


def _not_back(tab: AppSession, pages: Pages, wanted: ClientState) -> ClientState:
    """What was typed or chosen on a page that was left, as told by the next one. Who presses a
    button there means to be there; a browser that goes to a page tells nothing else.
    """
    told = wanted.widget_states
    is_late = pages.is_left(wanted.page_script_hash) and not wanted.fragment_id
    if not is_late or not told.widgets or buttons_in(told):
        return wanted
    late = _copied(wanted)
    late.page_script_hash = pages.page or ""
    drawn = tab._session_state.query_params  # noqa: SLF001  see above
    asked = pages.parameters
    late.query_string = urlencode(drawn.to_dict()) if asked is None else asked
    return late


def _where_it_belongs(tab: AppSession, wanted: ClientState) -> ClientState:
    """The same, as a whole run if something was pressed elsewhere than in the part that is asked
    for. What asks by itself presses nothing: that comes in a moment.
    """
    part = wanted.fragment_id
    pressed = [each.id for each in presses_in(wanted.widget_states)] if part else []
    if pressed and wanted.is_auto_rerun:
        return _without_presses(wanted)
    known = tab._session_state._new_widget_state.widget_metadata  # noqa: SLF001  see above
    if all(known[each].fragment_id == part for each in pressed if each in known):
        return wanted
    return _whole(wanted)


def _copied(wanted: ClientState) -> ClientState:
    copied = ClientState()
    copied.CopyFrom(wanted)
    return copied


def _whole(wanted: ClientState) -> ClientState:
    whole = _copied(wanted)
    whole.fragment_id = ""
    return whole


def _without_presses(wanted: ClientState) -> ClientState:
    unpressed = _copied(wanted)
    unpressed.widget_states.CopyFrom(all_but(is_press, wanted.widget_states))
    return unpressed
