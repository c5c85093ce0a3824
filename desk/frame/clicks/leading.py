"""Whoever is led to another address gets there, once, whatever the desk does next."""

from functools import wraps
from typing import Any

from streamlit.runtime.forward_msg_queue import ForwardMsgQueue


def keep_the_way() -> None:
    """A run that begins takes away what the one before it has said and the browser has not heard
    yet; Streamlit spares some kinds, but not this one. Saying it again instead would send a
    browser twice that had heard, with a ticket that works once.

    Before the first run, once.
    """
    clear = ForwardMsgQueue.clear
    if hasattr(clear, "__wrapped__"):
        return

    @wraps(clear)
    def clear_all_else(
        queue: ForwardMsgQueue, retain_lifecycle_msgs: bool = False, *how: Any, **more: Any
    ) -> None:
        # Private, pinned by a test: Streamlit offers no way to say so.
        before = queue._queue if retain_lifecycle_msgs else []  # noqa: SLF001  or it is on its way
        clear(queue, retain_lifecycle_msgs, *how, **more)
        led = [each for each in before if each.HasField("auth_redirect")]
        kept = {id(each) for each in queue._queue} if led else set()  # noqa: SLF001  so
        queue._queue += [each for each in led if id(each) not in kept]  # noqa: SLF001  so

    ForwardMsgQueue.clear = clear_all_else  # type: ignore[assignment, method-assign]  # so
