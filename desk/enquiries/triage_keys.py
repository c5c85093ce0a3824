"""Keys for whoever clears the list without a mouse: each acts on the enquiry that is on screen."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from time import monotonic_ns
from typing import Any, cast

import streamlit as st

from desk.enquiries.keys import DEEDS, step
from desk.enquiries.listing.address import ask, is_asked
from desk.enquiries.view import View
from desk.frame.sign_in import signed_in_staff
from desk.widgets.single_keys import single_keys_toggle

KEY = "e-keys"
BEYOND = 2**53
KEYS: tuple[tuple[str, str], ...] = (
    ("j, k or ↓, ↑", "Open the next or the previous enquiry"),
    ("x", "Tick or untick it"),
    ("a", "Assign it to me"),
    ("i", "In progress"),
    ("w", "Waiting"),
    ("b", "Booked"),
    ("c", "Close it: choose why by its number"),
    ("s", "Spam"),
    ("n", "Write a note"),
    ("u", "Undo what I did last"),
    ("/", "Search"),
    ("Esc", "Leave a field or a dialog"),
    ("?", "This list"),
)

_listen = cast(
    "Callable[..., Any]",
    st.components.v2.component(
        "copydesk_triage_keys",
        html="<span hidden></span>",
        js=Path(__file__).with_suffix(".js").read_text("utf-8"),
        isolate_styles=False,
    ),
)


def triage_keys(view: View, *, may_triage: bool) -> None:
    """Draw it last: then whom it acts on is never newer than what is read above it.

    Who is shown travels with each key press, and the key is good for one run.
    """
    enquiry = view.opened.enquiry if view.opened else None
    _listen(
        key=KEY,
        data={
            "id": enquiry.id if enquiry else 0,
            "version": enquiry.version if enquiry else 0,
            "may": may_triage,
            "single": signed_in_staff().has_single_keys,
            "turn": monotonic_ns(),  # each run listens anew
        },
        on_pressed_change=partial(_pressed, [row.id for row in view.page.rows]),
    )
    if is_asked("keys"):
        _help()


def _pressed(drawn: Sequence[int]) -> None:
    deed, enquiry_id, version = _understood(st.session_state[KEY]["pressed"])
    if deed == "help":
        ask("keys")
    elif deed in {"next", "previous"}:
        step(drawn, enquiry_id, forward=deed == "next")
    elif deed in DEEDS:
        DEEDS[deed](drawn, enquiry_id, version)


def _understood(pressed: object) -> tuple[str, int, int]:
    """What a browser says may be anything."""
    given = pressed if isinstance(pressed, dict) else {}
    deed, numbers = str(given.get("deed", "")), (given.get("id"), given.get("version"))
    enquiry_id, version = (
        int(each) if isinstance(each, int | float) and 0 <= each < BEYOND else 0 for each in numbers
    )
    return deed, enquiry_id, version


@st.dialog("Keys", on_dismiss=partial(ask, "keys", wanted=False))
def _help() -> None:
    rows = "\n".join(f"| **{key}** | {does} |" for key, does in KEYS)
    st.markdown(f"| Key | What it does |\n|---|---|\n{rows}")
    st.caption("Keys are silent while you type, and in dialogs.")
    single_keys_toggle()
