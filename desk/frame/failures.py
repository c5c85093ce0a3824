"""When something breaks on the desk: a reference for the person, where it broke for the log."""

import streamlit as st

from desk.articles.writing.drafts import keep_what_was_typed
from desk.frame.messages import words_of
from desk.frame.sign_in import SignedOut, sign_in_form
from desk.staff.forgotten import forgotten_button, forgotten_password
from desk.staff.passkeys.button import passkey_owed, sign_in_by_passkey
from desk.staff.second_step import second_step
from logs import note_fault
from models.base.database import begin_anew
from models.base.trouble import NOTHING_SAVED, Trouble, trouble_of
from models.staff.member import NotAllowed

UNKNOWN = Trouble(
    500,
    "Something went wrong",
    f"{NOTHING_SAVED} Try once more; if it stays, tell an administrator the reference.",
)


def tell_of(error: Exception) -> bool:
    """For st.App's on_script_error: True, so that Streamlit shows nothing of its own."""
    if isinstance(error, NotAllowed):
        st.warning(error.words)
    elif isinstance(error, SignedOut):
        way_back_in()
    else:
        st.error(words_of(error, trouble_of(error) or UNKNOWN))
    begin_anew()
    return True


def way_back_in() -> None:
    """For who is not signed in (any more): what they were writing is kept, then the form.

    The form comes whatever becomes of that: of a closed account nothing more is kept here.
    """
    try:
        keep_what_was_typed()
    except (SignedOut, NotAllowed):
        pass
    except Exception as error:  # noqa: BLE001  written down; the tab keeps the text itself
        note_fault(error, path="/desk")
    if not passkey_owed() and not second_step() and not forgotten_password():
        sign_in_form()
        sign_in_by_passkey()
        forgotten_button()
