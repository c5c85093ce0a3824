"""Where the cursor stands when a form comes."""

from desk.widgets.scripts import unseen

_focus = unseen("copydesk_first_field", __file__)


def cursor_in_first_field(box: str) -> None:
    """`box` is the key of a container that is drawn in the same run."""
    _focus(key=f"{box}-first-field", data={"box": f".st-key-{box}"})
