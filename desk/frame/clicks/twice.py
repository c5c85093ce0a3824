"""The second of two clicks is none, in the browser itself."""

from desk.widgets.scripts import unseen

_drop = unseen("copydesk_twice", __file__)


def drop_second_clicks() -> None:
    """On every page: what the first one did is not on the screen yet."""
    _drop(key="clicks", data={})
