"""Boxes for files say to whoever listens which files belong in them."""

from desk.widgets.scripts import unseen

_name = unseen("copydesk_upload_box", __file__)


def name_upload_boxes() -> None:
    """Streamlit labels them, and then says that they are only decoration."""
    _name(key="upload-boxes")
