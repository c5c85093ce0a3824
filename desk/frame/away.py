"""What stands on the screen while the desk cannot be reached."""

from desk.widgets.scripts import unseen

AWAY = (
    "Copydesk cannot be reached. What you typed is kept in this tab. "
    "It connects by itself as soon as it can."
)
GONE = (
    "Copydesk cannot be reached. What you typed is kept in this tab. "
    "Reload the page to connect again."
)

_watch = unseen("copydesk_away", __file__)


def watch_the_line() -> None:
    """The browser tells it by itself: nobody here could, then."""
    _watch(key="desk-away", data={"away": AWAY, "gone": GONE})
