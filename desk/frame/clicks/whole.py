"""A click that is being carried out is carried out to its end."""

from contextlib import suppress
from functools import wraps
from typing import Any
from weakref import WeakSet

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests
from streamlit.runtime.scriptrunner_utils.script_run_context import RunLocation, ThreadState
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.safe_session_state import SafeSessionState

from desk.frame.clicks.press import presses_in

# Streamlit offers no way to say so: what is taken hold of here is private, pinned by tests.
_carried_out: WeakSet[ScriptRequests] = WeakSet()


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
        _carried_out.discard(requests)


def _requests() -> ScriptRequests | None:
    """Where what the run that this thread carries out is asked for meanwhile is kept."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.script_requests if context else None


def _look_afterwards() -> None:
    look = ScriptRunner._maybe_handle_execution_control_request  # noqa: SLF001  see above

    @wraps(look)
    def look_after_the_click(runner: ScriptRunner) -> None:
        if not _is_in_a_callback() and runner._requests not in _carried_out:  # noqa: SLF001  see above
            look(runner)

    ScriptRunner._maybe_handle_execution_control_request = look_after_the_click  # type: ignore[assignment, method-assign]  # noqa: SLF001  see above


def _is_in_a_callback() -> bool:
    with suppress(RuntimeError):  # a thread that runs no script
        return ThreadState.get().run_location is RunLocation.CALLBACK
    return False


def _know_what_is_pressed() -> None:
    begin = SafeSessionState.on_script_will_rerun

    @wraps(begin)
    def begin_with_a_click(state: SafeSessionState, fresh: Any, **more: Any) -> None:
        begin(state, fresh, **more)
        if (requests := _requests()) is None:
            return
        if fresh and not all(_has_callback(state._state, each.id) for each in presses_in(fresh)):  # noqa: SLF001  see above
            _carried_out.add(requests)
        else:
            _carried_out.discard(requests)

    SafeSessionState.on_script_will_rerun = begin_with_a_click  # type: ignore[assignment, method-assign]  # see above


def _has_callback(state: SessionState, widget: str) -> bool:
    """Then all that its click does is done before the script begins."""
    known = state._new_widget_state.widget_metadata.get(widget)  # noqa: SLF001  see above
    return bool(known and (known.callback or known.callbacks))


def _know_what_the_script_wants() -> None:
    """It has come to its end as soon as it asks itself to be run anew, or no further."""
    rerun, stop = ScriptRequests._request_rerun_locked, ScriptRequests.request_stop  # noqa: SLF001  see above

    @wraps(rerun)
    def run_anew(requests: ScriptRequests, wanted: RerunData) -> bool:
        if requests is _requests():
            _carried_out.discard(requests)
        return rerun(requests, wanted)

    @wraps(stop)
    def no_further(requests: ScriptRequests) -> None:
        if requests is _requests():
            _carried_out.discard(requests)
        stop(requests)

    ScriptRequests._request_rerun_locked = run_anew  # type: ignore[assignment, method-assign]  # noqa: SLF001  see above
    ScriptRequests.request_stop = no_further  # type: ignore[assignment, method-assign]  # see above
