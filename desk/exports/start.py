"""The download begins by itself as soon as it is prepared."""

from desk.widgets.scripts import unseen

_start = unseen("copydesk_export_start", __file__)


def file_address(receipt: str) -> str:
    return f"/desk/exports/{receipt}/file"


def start_download(receipt: str) -> None:
    """The file comes from a route, never through the page: it may be larger than memory."""
    _start(key=f"start-{receipt}", data={"address": file_address(receipt)})
