"""A click that is being carried out is carried out to its end, and the second of two is none."""

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any
from weakref import WeakKeyDictionary

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import (
    RerunData,
    ScriptRequests,
    ScriptRequestType,
)
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    RunLocation,
    ScriptRunContext,
    ThreadState,
)
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.safe_session_state import SafeSessionState

from desk.frame.clicks.press import IN_A_ROW, all_but, presses_in

# Streamlit offers no way to say so: what is taken hold of here is private, pinned by tests.


@dataclass(slots=True)
class Click:
    """What is carried out, in how many runs until now, and whether the script has come to its
    end; the one run that it asks for then is a part of it, until the screen is drawn.
    """

    pressed: frozenset[str]
    runs: int = 0
    is_over: bool = False

    def has_button(self, state: WidgetState) -> bool:
        return state.trigger_value and state.id in self.pressed and IN_A_ROW not in state.id


_clicks: WeakKeyDictionary[ScriptRequests, Click] = WeakKeyDictionary()


def carry_out_clicks_whole() -> None:
    """What a tab asks for meanwhile comes right after it: Streamlit would end the click where it
    next touches the session, between one thing that belongs to it and the next, or forget it
    where the script has not come to its button yet.

    Before the first run, once.
    """
    if not hasattr(ScriptRunner._maybe_handle_execution_control_request, "__wrapped__"):  # noqa: SLF001  see above
        _look_afterwards()
        _know_what_is_pressed()
        _know_what_the_script_wants()


def may_be_overtaken() -> None:
    """From here on the run of this click ends for what comes next: it takes long, and can be
    done again.
    """
    if requests := _requests():
        _clicks.pop(requests, None)


def _requests() -> ScriptRequests | None:
    """Where what the run that this thread carries out is asked for meanwhile is kept."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.script_requests if context else None


def _look_afterwards() -> None:
    look = ScriptRunner._maybe_handle_execution_control_request  # noqa: SLF001  see above

    @wraps(look)
    def look_after_the_click(runner: ScriptRunner) -> None:
        click = _clicks.get(runner._requests)  # noqa: SLF001  see above
        if not _is_in_a_callback() and (click is None or click.is_over):
            look(runner)

    ScriptRunner._maybe_handle_execution_control_request = look_after_the_click  # type: ignore[assignment, method-assign]  # noqa: SLF001  see above


def _is_in_a_callback() -> bool:
    with suppress(RuntimeError):  # a thread that runs no script
        return ThreadState.get().run_location is RunLocation.CALLBACK
    return False


def _know_what_is_pressed() -> None:
    begin, start = SafeSessionState.on_script_will_rerun, ScriptRunContext.on_script_start

    @wraps(begin)
    def begin_with_a_click(state: SafeSessionState, fresh: Any, **more: Any) -> None:
        pressed = frozenset(each.id for each in presses_in(fresh or WidgetStates()))
        requests = _requests() if pressed else None
        if requests:  # first: it looks for what is asked before it hears what was pressed
            _clicks[requests] = Click(pressed)
        begin(state, fresh, **more)
        if requests and all(_has_callback(state._state, each) for each in pressed):  # noqa: SLF001  see above
            _clicks.pop(requests, None)

    @wraps(start)
    def start_the_run(context: ScriptRunContext) -> None:
        requests = context.script_requests
        if requests and (click := _clicks.get(requests)):
            click.runs += 1
            if click.runs > 1 + click.is_over:
                del _clicks[requests]
        start(context)

    SafeSessionState.on_script_will_rerun = begin_with_a_click  # type: ignore[assignment, method-assign]  # see above
    ScriptRunContext.on_script_start = start_the_run  # type: ignore[assignment, method-assign]  # see above


def _has_callback(state: SessionState, widget: str) -> bool:
    """Then all that its click does is done before the script begins."""
    known = state._new_widget_state.widget_metadata.get(widget)  # noqa: SLF001  see above
    return bool(known and (known.callback or known.callbacks))


def _is_another_page_asked_for(requests: ScriptRequests) -> bool:
    """By the person, since this run began: Streamlit would run this page once more instead."""
    context = get_script_run_ctx(suppress_warning=True)
    if not context or requests._state is not ScriptRequestType.RERUN:  # noqa: SLF001  see above
        return False
    return requests._rerun_data.page_script_hash not in {"", context.page_script_hash}  # noqa: SLF001  see above


def _know_what_the_script_wants() -> None:
    """It has come to its end as soon as it asks itself to be run anew, or no further."""
    rerun, stop = ScriptRequests._request_rerun_locked, ScriptRequests.request_stop  # noqa: SLF001  see above

    @wraps(rerun)
    def run_anew(requests: ScriptRequests, wanted: RerunData) -> bool:
        click, is_own = _clicks.get(requests), requests is _requests()
        if is_own and _is_another_page_asked_for(requests):
            _clicks.pop(requests, None)
            return True
        if click and is_own:
            click.is_over = True
        elif click and wanted.widget_states:
            rest = all_but(click.has_button, wanted.widget_states)
            wanted = replace(wanted, widget_states=rest)
        return rerun(requests, wanted)

    @wraps(stop)
    def no_further(requests: ScriptRequests) -> None:
        if requests is _requests():
            _clicks.pop(requests, None)
        stop(requests)

    ScriptRequests._request_rerun_locked = run_anew  # type: ignore[assignment, method-assign]  # noqa: SLF001  see above
    ScriptRequests.request_stop = no_further  # type: ignore[assignment, method-assign]  # see above
