"""A link that follows from what was done: a file to keep, a mail to write on."""

from desk.widgets.scripts import unseen

_follow = unseen("copydesk_link", __file__)


def follow(address: str, once: str, *, is_file: bool = False) -> None:
    """Once for each `once`, however often it is drawn."""
    _follow(key=f"follow-{once}", data={"address": address, "once": once, "isFile": is_file})
