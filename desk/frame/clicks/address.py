"""An address that the desk has changed stays, though a browser that has not heard it tells the old
one once more.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import (
    RerunData,
    ScriptRequest,
    ScriptRequests,
    ScriptRequestType,
)
from streamlit.runtime.state import SessionState

_HEARD = "address-heard"
"""In a session: the parameters that its browser told last."""
Request = TypeVar("Request", ScriptRequest, ScriptRequest | None)


def keep_the_address() -> None:
    """Streamlit takes what each request tells, also one that was sent before the click that is
    being carried out had opened something: that would be closed again, or never shown.

    Before the first run, once.
    """
    # Streamlit offers no way to say so: what is taken hold of here is private, pinned by tests.
    if not hasattr(ScriptRequests.on_scriptrunner_yield, "__wrapped__"):
        ScriptRequests.on_scriptrunner_yield = _by_now(ScriptRequests.on_scriptrunner_yield)  # type: ignore[assignment, method-assign]  # so
        ScriptRequests.on_scriptrunner_ready = _by_now(ScriptRequests.on_scriptrunner_ready)  # type: ignore[assignment, method-assign]  # so


def _by_now(take: Callable[[ScriptRequests], Request]) -> Callable[[ScriptRequests], Request]:
    @wraps(take)
    def take_as_it_is_by_now(requests: ScriptRequests) -> Request:
        request = take(requests)
        if request is None or request.type is not ScriptRequestType.RERUN:
            return request  # each element of a page comes by here
        if context := get_script_run_ctx(suppress_warning=True):
            kept = _with_kept_address(context.session_state._state, request.rerun_data)  # noqa: SLF001  see above
            request = replace(request, _rerun_data=kept)
        return request

    return take_as_it_is_by_now


def _with_kept_address(state: SessionState, wanted: RerunData) -> RerunData:
    """Who goes to a page, or back, tells of no field; a script that runs itself anew of nothing."""
    if wanted.widget_states is None:
        return wanted
    is_told_again = _HEARD in state and state[_HEARD] == wanted.query_string
    state[_HEARD] = wanted.query_string
    if wanted.is_history_navigation or not (is_told_again and wanted.widget_states.widgets):
        return wanted
    drawn = state.query_params.to_dict()
    is_replaced = drawn != dict(parse_qsl(wanted.query_string, keep_blank_values=True))
    return replace(wanted, query_string=urlencode(drawn)) if is_replaced else wanted
