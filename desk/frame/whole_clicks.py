"""A click that is being carried out is carried out to its end."""

from contextlib import suppress
from functools import wraps

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_run_context import RunLocation, ThreadState


def carry_out_clicks_whole() -> None:
    """What a tab asks for meanwhile comes right after it: Streamlit would end the click where it
    next touches the session, between one thing that belongs to it and the next.

    Before the first run, once. (Private, as Streamlit offers no way: pinned by a test.)
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
