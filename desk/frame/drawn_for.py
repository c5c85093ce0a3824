"""For whom the page is being drawn, so that it is not looked up again in the same run."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from models.staff.member import Actor

_whom: ContextVar[Actor | None] = ContextVar("drawn_for", default=None)


@contextmanager
def drawn_for(by: Actor) -> Iterator[None]:
    """Callbacks and fragments run outside of this; gestures ask in their own transaction."""
    before = _whom.set(by)
    try:
        yield
    finally:
        _whom.reset(before)


def whom_for() -> Actor | None:
    """None outside of a page's run."""
    return _whom.get()
