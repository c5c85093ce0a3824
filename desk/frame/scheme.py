"""Light or dark, for the whole window."""

from desk.widgets.scripts import unseen

_take = unseen("copydesk_scheme", __file__)


def take_scheme() -> None:
    """On every page: what opens over it, and the browser's own bars and boxes, are of one kind."""
    _take(key="desk-scheme", data={})
