"""Keys that are typed before what keeps them has come: they are heard all the same."""

from desk.widgets.scripts import unseen

_hear = unseen("copydesk_first_keys", __file__)


def hear_first_keys() -> None:
    """On every page, before anything that can be typed into is drawn."""
    _hear(key="first-keys", data={})
