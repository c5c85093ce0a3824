"""Keys for whoever clears the list without a mouse: each acts on the enquiry that is on screen."""

from collections.abc import Sequence
from functools import partial
from time import monotonic_ns

import streamlit as st

from actions.enquiries.undo import Offer
from desk.enquiries.drawn import Drawn
from desk.enquiries.keys import KEY_GESTURES, open_neighbour
from desk.enquiries.listing.address import is_dialog_open, open_dialog
from desk.enquiries.said import is_said_of, keep_said
from desk.enquiries.undo import last_changed, take_back_drawn
from desk.enquiries.view import View
from desk.enquiries.work import moved_on
from desk.frame.sign_in import signed_in_staff
from desk.widgets.scripts import unseen
from desk.widgets.single_keys import single_keys_toggle

KEY = "e-keys"
BEYOND = 2**53
NOBODY = Drawn(0, 0, "")
KEYS: tuple[tuple[str, str], ...] = (
    ("j, k or ↓, ↑", "Open the next or the previous enquiry"),
    ("x", "Tick or untick it"),
    ("a", "Assign it to me"),
    ("i", "In progress"),
    ("w", "Waiting"),
    ("b", "Booked: asks for day and time; b once more for time not known"),
    ("c", "Close it: choose why by its number"),
    ("s", "Spam"),
    ("n", "Write a note"),
    ("u", "Undo what I did last; once that has left the screen, u once more"),
    ("/", "Search"),
    ("Esc", "Leave a field or a dialog"),
    ("?", "This list"),
)

_listen = unseen("copydesk_triage_keys", __file__)


def triage_keys(view: View) -> None:
    """Draw it last: then whom it acts on is never newer than what is read above it.

    Who is shown travels with each key press, and the key is good for one run.
    """
    drawn = Drawn.of(view.opened.enquiry) if view.opened else NOBODY
    _listen(
        key=KEY,
        data={
            "id": drawn.id,
            "version": drawn.version,
            "undo": view.undo.batch_id if view.undo else 0,
            "may": view.may_triage,
            "single": signed_in_staff().has_single_keys,
            "turn": monotonic_ns(),  # each run listens anew
        },
        on_pressed_change=partial(_pressed, view.ids, drawn, view.undo),
    )
    if is_dialog_open("keys"):
        _help()


def _pressed(page: Sequence[int], drawn: Drawn, offer: Offer | None) -> None:
    """For whom the browser drew last, which may be older than what this desk drew last."""
    gesture, enquiry_id, version, undo = _understood(
        (st.session_state.get(KEY) or {}).get("pressed")
    )
    if gesture == "help":
        open_dialog("keys")
    elif gesture in {"next", "previous"}:
        open_neighbour(page, enquiry_id, forward=gesture == "next")
    elif gesture == "undo":
        _undo(undo, offer)
    elif (
        gesture in KEY_GESTURES and (enquiry_id, version) == (drawn.id, drawn.version) and drawn.id
    ):
        KEY_GESTURES[gesture](page, drawn)
    elif gesture in KEY_GESTURES and enquiry_id:
        moved_on()


def _undo(seen: int, offer: Offer | None) -> None:
    """What is still said on the screen at once; anything older by a second press, once it is."""
    if offer is None:
        keep_said("There is nothing of yours to take back.")
    elif seen != offer.batch_id:
        keep_said("You had done something else since. Nothing was taken back.", is_trouble=True)
    elif is_said_of(offer.batch_id):
        take_back_drawn(offer.batch_id)
    else:
        words = f"{last_changed(offer)} Press **u** once more to take it back."
        keep_said(words, batch_id=offer.batch_id)


def _understood(pressed: object) -> tuple[str, int, int, int]:
    """What a browser says may be anything."""
    given = pressed if isinstance(pressed, dict) else {}
    enquiry_id, version, undo = (
        int(each) if isinstance(each, int | float) and 0 <= each < BEYOND else 0
        for each in (given.get("id"), given.get("version"), given.get("undo"))
    )
    return str(given.get("deed", "")), enquiry_id, version, undo


@st.dialog("Keys", on_dismiss=partial(open_dialog, "keys", wanted=False))
def _help() -> None:
    rows = "\n".join(f"| **{key}** | {does} |" for key, does in KEYS)
    st.markdown(f"| Key | What it does |\n|---|---|\n{rows}")
    st.caption("Keys are silent while you type, and in dialogs.")
    single_keys_toggle()
