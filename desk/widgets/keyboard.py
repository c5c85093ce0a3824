"""Keys that do what the buttons of the editor do, and a page that tells them."""

from typing import Any, cast

import streamlit as st

from desk.frame.sign_in import signed_in_staff
from desk.widgets.scripts import unseen
from desk.widgets.single_keys import single_keys_toggle
from models.staff.member import Permission

_listen = unseen("copydesk_keyboard", __file__)

# What is pressed, what it does, and the button of the page that does it ("" asks this script).
# Single keys rest while somebody types in a field; those with Ctrl work everywhere.
PUBLISHING = "Publish"
KEYS: tuple[tuple[str, str, str], ...] = (
    ("Ctrl+S", "Save the section", ".st-key-save button"),
    ("Ctrl+Shift+Enter", PUBLISHING, ".st-key-publish button"),
    ("E", "Into the text", ".rt-page"),
    ("J", "Next section", ".st-key-go-after button"),
    ("K", "Previous section", ".st-key-go-before button"),
    ("Shift+J", "Move the section down", ""),
    ("Shift+K", "Move the section up", ""),
    ("A", "Add a section", ".st-key-add-section button"),
    ("W", "Wide or narrow panel", ".st-key-panel-width button"),
    ("0", "Close the panel", ".st-key-panel-close button"),
    ("?", "These keys", ".st-key-keys button"),
)
IN_THE_TEXT = (
    ("Ctrl+B", "Bold"),
    ("Ctrl+I", "Italic"),
    ("Ctrl+K", "Link"),
    ("Ctrl+Z, Ctrl+Y", "Undo, redo"),
    ("Tab, Shift+Tab", "Move a list item in or out; next or previous cell"),
    ("Escape", "Out of the text, to the keys above"),
)
STEPS = {"Shift+J": "down", "Shift+K": "up"}
PANELS, MOST_PANELS = "[class*=st-key-panel-strip] [role=radio]", 9


def listen_to_keys() -> str | None:
    """Return "up" or "down" when the open section is to be moved, once, and None after."""
    buttons: list[dict[str, Any]] = [
        {"keys": keys, "presses": presses, "asks": STEPS.get(keys)} for keys, _, presses in KEYS
    ]
    panels = [
        {"keys": str(place + 1), "presses": PANELS, "nth": place} for place in range(MOST_PANELS)
    ]
    keys = [*buttons, *panels]
    if not signed_in_staff().has_single_keys:
        keys = [each for each in keys if each["keys"].startswith("Ctrl+")]
    asked = _listen(key="keyboard", data={"keys": keys}, on_asked_change=lambda: None).asked
    return str(asked) if asked in STEPS.values() else None


def keys_button() -> None:
    if st.button(
        "Keys", type="tertiary", icon=":material/keyboard:", key="keys", help="Or press ?"
    ):
        _tell()


@st.dialog("Keys")
def _tell() -> None:
    st.caption("Single keys rest while you type in a field. On a Mac, Ctrl is ⌘.")
    may_publish = signed_in_staff().may(Permission.PUBLISH_ARTICLES)
    told = [(keys, does) for keys, does, _ in KEYS if may_publish or does != PUBLISHING]
    _table([*told, ("1 … 9", "Open a panel")])
    st.markdown("**In the text**")
    _table(IN_THE_TEXT)
    single_keys_toggle()


def _table(rows: object) -> None:
    lines = "\n".join(
        f"| `{keys}` | {does} |" for keys, does in cast("list[tuple[str, str]]", rows)
    )
    st.markdown(f"| Key | What it does |\n|---|---|\n{lines}")
