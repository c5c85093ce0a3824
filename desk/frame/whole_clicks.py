"""A click that is being carried out is carried out to its end, and is for the page it was on."""

from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from functools import wraps
from typing import Any
from weakref import WeakKeyDictionary

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent
from streamlit.runtime.scriptrunner_utils.script_run_context import RunLocation, ThreadState

# Streamlit offers no way to say so: what is taken hold of here is private, pinned by tests.
MOST_HELD = 20
PRESSES = {"trigger_value", "string_trigger_value", "json_trigger_value", "chat_input_value"}
OVER = {
    ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS,
    ScriptRunnerEvent.SCRIPT_STOPPED_WITH_COMPILE_ERROR,
}


@dataclass(slots=True)
class Pages:
    """Of one session: the page it is on or going to, and what was asked for on its first before
    that was drawn to its end.
    """

    page: str | None = None
    is_going: bool = False
    is_drawn: bool = False
    held: deque[ClientState] = field(default_factory=lambda: deque(maxlen=MOST_HELD))

    def go_to(self, page: str) -> None:
        if page != self.page:
            self.page, self.is_going = page, True

    def is_on(self, page: str) -> None:
        """What is drawn, by which a script that goes on to another page has its say, too."""
        if page and not self.is_going:
            self.page = page


_pages: WeakKeyDictionary[AppSession, Pages] = WeakKeyDictionary()


def carry_out_clicks_whole() -> None:
    """What a tab asks for meanwhile comes right after it: Streamlit would end the click where it
    next touches the session, between one thing that belongs to it and the next.

    Before the first run, once.
    """
    look = ScriptRunner._maybe_handle_execution_control_request  # noqa: SLF001  see above
    if hasattr(look, "__wrapped__"):
        return

    @wraps(look)
    def look_after_the_click(runner: ScriptRunner) -> None:
        if not _is_in_a_click():
            look(runner)

    ScriptRunner._maybe_handle_execution_control_request = look_after_the_click  # type: ignore[assignment, method-assign]  # noqa: SLF001  see above


def _is_in_a_click() -> bool:
    with suppress(RuntimeError):  # a thread that runs no script
        return ThreadState.get().run_location is RunLocation.CALLBACK
    return False


def keep_to_the_page() -> None:
    """A tab that comes back to a process that was started anew may press before that has drawn
    its page: Streamlit knows no such button yet, and forgets the press without a word. And a tab
    that goes on to another page may still ask for a part of the one it left: Streamlit would empty
    the screen for it, and draw nothing there.

    Before the first run, once.
    """
    ask, hear = AppSession.request_rerun, AppSession._handle_scriptrunner_event_on_event_loop  # noqa: SLF001  see above
    if hasattr(ask, "__wrapped__"):
        return

    @wraps(ask)
    def ask_in_turn(tab: AppSession, wanted: ClientState | None) -> None:
        pages = _pages.setdefault(tab, Pages())
        pages.is_on(tab._pages_manager.current_page_script_hash)  # noqa: SLF001  see above
        now = wanted and _at_once(pages, wanted)
        if now or not wanted:
            ask(tab, now)

    @wraps(hear)
    def hear_the_end(tab: AppSession, sender: Any, event: Any, *told: Any) -> None:
        hear(tab, sender, event, *told)
        if event not in OVER:  # each message of a page comes by here
            return
        pages = _pages.setdefault(tab, Pages())
        pages.is_drawn, pages.is_going = True, False
        while pages.held:
            ask(tab, pages.held.popleft())

    AppSession.request_rerun = ask_in_turn  # type: ignore[assignment, method-assign]  # see above
    AppSession._handle_scriptrunner_event_on_event_loop = hear_the_end  # type: ignore[assignment, method-assign]  # noqa: SLF001  see above


def _at_once(pages: Pages, wanted: ClientState) -> ClientState | None:
    """What of it need not wait: all of it once the first page is drawn, or when it is another
    page; and nothing of a part of the page that was left.
    """
    page = wanted.page_script_hash
    if wanted.fragment_id and page and pages.page and page != pages.page:
        return None
    if pages.is_drawn or wanted.is_auto_rerun:
        if page and not wanted.fragment_id:
            pages.go_to(page)
        return wanted
    if page == pages.page:
        pages.held.append(wanted)
        return None
    pages.go_to(page)
    pages.held.clear()
    if not wanted.fragment_id and not any(map(_is_press, wanted.widget_states.widgets)):
        return wanted
    pages.held.append(wanted)
    return _without_presses(wanted)


def _is_press(state: WidgetState) -> bool:
    return state.WhichOneof("value") in PRESSES


def _without_presses(wanted: ClientState) -> ClientState:
    unpressed = ClientState()
    unpressed.CopyFrom(wanted)
    unpressed.fragment_id = ""
    del unpressed.widget_states.widgets[:]
    unpressed.widget_states.widgets.extend(
        each for each in wanted.widget_states.widgets if not _is_press(each)
    )
    return unpressed
